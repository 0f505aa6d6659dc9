"""The events of a room, decrypted and translated one by one, so that a broken one harms none but itself."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from bot.domain.ids import EventId, RoomId
from bot.matrix.client import Connection
from bot.matrix.crypto.envelope import Unreadable
from bot.matrix.crypto.sas_verification import is_verification
from bot.matrix.inbound.membership import invitation
from bot.matrix.inbound.room_facts import RoomFacts
from bot.matrix.inbound.translate import translate
from bot.matrix.malformed import MALFORMED
from bot.matrix.rooms import JoinedRooms
from bot.messages import Doubt, Edit, Incoming, Left, Message, Undecryptable

log = logging.getLogger(__name__)

RawEvent = dict[str, Any]
OnVerification = Callable[[RoomId, RawEvent], None]
Matters = Callable[[Incoming], bool]
"""Whether an event may be for the bot. What people say among themselves is not kept, not even for a moment."""


class Reader:
    """Reads the events of a room as values of `bot.messages`, decrypted where they are encrypted."""

    def __init__(self, connection: Connection, rooms: JoinedRooms, on_verification: OnVerification, matters: Matters) -> None:
        self._connection = connection
        self._rooms = rooms
        self._on_verification = on_verification
        self._matters = matters

    async def get_to_know(self, events: Iterable[RawEvent]) -> None:
        """Queries the devices of the senders of encrypted `events`: without them nobody could say whether an event is theirs."""
        senders = {str(event.get("sender")) for event in events if event.get("type") == "m.room.encrypted"} - {self._rooms.me}
        if senders:
            await self._connection.nio.get_to_know(senders)

    async def read(self, room: RoomId, events: Collection[RawEvent], now: datetime) -> list[Incoming]:
        await self.get_to_know(events)
        # The room is encrypted from this place on; events before it are rightly unencrypted.
        sealed = self._sealed_from(room, events)
        values = (self._one(room, event, now, sealed=place >= sealed) for place, event in enumerate(events))
        return [value for value in values if value is not None and self._matters(value)]

    async def read_again(self, event: Undecryptable, now: datetime) -> Incoming | None:
        """What an encrypted event says, if its key has come; None if that means nothing to the bot; else `event` itself."""
        await self.get_to_know([event.raw])
        return self._one(event.room, event.raw, now, sealed=True)

    async def read_one(self, room: RoomId, event: RawEvent, now: datetime) -> Incoming | None:
        """One event of the room, whether it is meant for the bot or not; None where it means nothing."""
        await self.get_to_know([event])
        return self._one(room, event, now, sealed=self._rooms.is_encrypted(room))

    async def first_look(self, room: RoomId, events: Iterable[RawEvent], now: datetime) -> list[Incoming]:
        """At the very first sync only the bot's own join: what was said in the room before was not said to this bot."""
        own = [event for event in events if event.get("type") == "m.room.member" and event.get("state_key") == self._rooms.me]
        # Without what it replaced (a new name, an invitation): to the bot it is a join.
        return await self.read(room, [{**event, "unsigned": {}} for event in own[-1:]], now)

    def invitation(self, room: RoomId, about: dict[str, Any], since: str | None, now: datetime) -> list[Incoming]:
        """The invitation in a stripped state, which has no event id and no time: the id is made so that a repeated sync gives the same."""
        stripped = about.get("invite_state", {}).get("events", [])
        asked = invitation(stripped, self._facts(room, now), EventId(f"invite:{room}:{since or ''}"))
        return [] if asked is None else [asked]

    async def left(self, room: RoomId, about: dict[str, Any], since: str | None, now: datetime) -> list[Incoming]:
        """The bot's last leave or ban in a room that it is no longer in."""
        events = [event for section in ("state", "timeline") for event in about.get(section, {}).get("events", [])]
        leaves: list[Incoming] = [value for value in await self.read(room, events, now) if isinstance(value, Left)]
        made_up = Left(event_id=EventId(f"left:{room}:{since or ''}"), room=room, sender=self._rooms.me, sent_at=now)
        return leaves[-1:] or [made_up]

    def _one(self, room: RoomId, event: RawEvent, now: datetime, *, sealed: bool) -> Incoming | None:
        try:
            plain, doubt = event, Doubt.PLAIN if sealed else Doubt.NONE
            if event.get("type") == "m.room.encrypted":
                try:
                    opened = self._connection.nio.decrypt(event, room)
                except Unreadable:
                    return translate(event, self._facts(room, now))
                if opened is None:
                    return None
                plain, doubt = opened.event, Doubt.NONE if opened.is_trusted else Doubt.UNSIGNED
            if is_verification(plain) and "state_key" not in plain:
                # Clients send verifications unencrypted, too; they carry their own proof.
                self._on_verification(room, plain)
                return None
            value = translate(plain, self._facts(room, now))
            return value.model_copy(update={"doubt": doubt}) if doubt and isinstance(value, Message | Edit) else value
        except MALFORMED:
            # Made by somebody else's client; the next event has to be read all the same.
            log.warning("an event could not be read: %s", event.get("event_id"), exc_info=True)
            return None

    def _sealed_from(self, room: RoomId, events: Collection[RawEvent]) -> int:
        """The index in `events` from which on nothing may come unencrypted."""
        if not self._rooms.is_encrypted(room):
            return len(events)
        if self._rooms.was_encrypted(room):
            return 0
        return next((place for place, event in enumerate(events) if event.get("type") == "m.room.encryption"), 0)

    def _facts(self, room: RoomId, now: datetime) -> RoomFacts:
        opened = self._rooms.opened(room)
        return RoomFacts(
            room=room,
            me=self._rooms.me,
            version=self._rooms.version(room),
            predecessor=self._rooms.predecessor(room),
            received_at=now,
            opened_for=opened.user if opened else None,
            opened_about=opened.about if opened else "",
        )
