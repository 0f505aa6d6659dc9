"""What do the events of a room say to the bot? Decrypted and translated, one by one, so that a broken one harms none but itself."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.client import Connection
from bot.matrix.encryption import Unreadable
from bot.matrix.rooms import JoinedRooms
from bot.matrix.translate import Setting, translate
from bot.messages import Incoming, Invitation, Left, Undecryptable

log = logging.getLogger(__name__)

RawEvent = dict[str, Any]


class Reader:
    """Everything that means something to the bot; whether it is meant for it is decided before it is stored."""

    def __init__(self, connection: Connection, rooms: JoinedRooms) -> None:
        self._connection = connection
        self._rooms = rooms

    def read(self, room: RoomId, events: Iterable[RawEvent], now: datetime) -> list[Incoming]:
        return [value for event in events if (value := self._one(room, event, now)) is not None]

    def read_again(self, event: Undecryptable, now: datetime) -> Incoming | None:
        """`event` itself while its key is missing."""
        return self._one(event.room, event.raw, now)

    def first_look(self, room: RoomId, events: Iterable[RawEvent], now: datetime) -> list[Incoming]:
        """At the very first sync: that we are in the room. What was said there until now was not said to this bot."""
        own = [event for event in events if event.get("type") == "m.room.member" and event.get("state_key") == self._rooms.me]
        # Whatever it was before, a name changed or an invitation: to us it is new.
        return self.read(room, [{**event, "unsigned": {}} for event in own[-1:]], now)

    def invitation(self, room: RoomId, about: dict[str, Any], since: str | None, now: datetime) -> list[Incoming]:
        """From the stripped state, which has no event ids and no times: ours is the same when the same sync is repeated."""
        for event in about.get("invite_state", {}).get("events", []):
            content = event.get("content")
            if event.get("type") == "m.room.member" and event.get("state_key") == self._rooms.me and isinstance(content, dict):
                return [
                    Invitation(
                        event_id=EventId(f"invite:{room}:{since or ''}"),
                        room=room,
                        sender=UserId(str(event.get("sender"))),
                        sent_at=now,
                        is_direct=content.get("is_direct") is True,
                    )
                ]
        return []

    def left(self, room: RoomId, about: dict[str, Any], since: str | None, now: datetime) -> list[Incoming]:
        """The last leave or ban of ours among what the sync tells about a room that we are no longer in."""
        events = [event for section in ("state", "timeline") for event in about.get(section, {}).get("events", [])]
        leaves: list[Incoming] = [value for value in self.read(room, events, now) if isinstance(value, Left)]
        made_up = Left(event_id=EventId(f"left:{room}:{since or ''}"), room=room, sender=self._rooms.me, sent_at=now)
        return leaves[-1:] or [made_up]

    def _one(self, room: RoomId, event: RawEvent, now: datetime) -> Incoming | None:
        try:
            plain = self._decrypted(room, event) if event.get("type") == "m.room.encrypted" else event
            return None if plain is None else translate(plain, self._setting(room, now))
        except Exception:
            # Somebody else's client made it; the next event must not suffer from it.
            log.warning("an event could not be read: %s", event.get("event_id"), exc_info=True)
            return None

    def _decrypted(self, room: RoomId, event: RawEvent) -> RawEvent | None:
        """As it came while it cannot be read; None for what has no business in an envelope."""
        try:
            return self._connection.nio.decrypt(event, room)
        except Unreadable:
            return event

    def _setting(self, room: RoomId, now: datetime) -> Setting:
        opened = self._rooms.opened(room)
        return Setting(
            room=room,
            me=self._rooms.me,
            version=self._rooms.version(room),
            predecessor=self._rooms.predecessor(room),
            received_at=now,
            opened_for=opened.user if opened else None,
            opened_about=opened.about if opened else "",
        )
