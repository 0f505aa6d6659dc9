"""The joined rooms and the people in them, as the homeserver describes them. Implements `bot.ports.Rooms`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from bot.domain.confusables import look
from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.inbound.text import clean_name
from bot.matrix.room_state import Event, RoomState
from bot.messages import ONCE, OPENED_ABOUT, OPENED_FOR

MAX_VIA_SERVERS = 3
"""Servers in a permalink (specification, "Routing": up to three)."""
_AN_ID = re.compile(r"@[^\s:@]+:\S")
"""What a display name must not hold: it would be taken for somebody's address."""


@dataclass(frozen=True)
class Opened:
    """A direct chat that the bot has made: for whom, about which record, and the `once` key of the row that asked for it."""

    user: UserId
    about: str
    once: str


class JoinedRooms:
    """Implements `bot.ports.Rooms`. The sync loop applies state events; everybody else only asks."""

    def __init__(self, me: UserId) -> None:
        self._me = me
        self._rooms: dict[RoomId, RoomState] = {}
        self._names: dict[UserId, str] = {}
        self._encrypted: set[RoomId] = set()
        self._encrypted_before: frozenset[RoomId] = frozenset()
        self._changed: set[RoomId] = set()

    # ----------------------------------------------------------------------------------------------------------------- changing

    def apply(self, room: RoomId, events: Iterable[Event]) -> None:
        """Takes in state events in their order; other events are passed over."""
        known = self._rooms.setdefault(room, RoomState())
        for event in events:
            content = event.get("content")
            if isinstance(event.get("state_key"), str) and isinstance(content, dict):
                self._changed.add(room)
                known.apply(event, content)
                self._remember(room, known, event)

    def mark_encrypted(self, rooms: Iterable[RoomId]) -> None:
        """A room that was seen encrypted once counts as encrypted ever after, whatever its state says later."""
        self._encrypted.update(rooms)

    def begin_batch(self) -> None:
        """Begins a batch: `newly_encrypted` and `changed` are about what follows."""
        self._encrypted_before = frozenset(self._encrypted)
        self._changed.clear()

    def forget(self, room: RoomId) -> None:
        self._rooms.pop(room, None)

    # ------------------------------------------------------------------------------------------------------------------- asking

    @property
    def me(self) -> UserId:
        return self._me

    def joined(self) -> frozenset[RoomId]:
        return frozenset(self._rooms)

    def members(self, room: RoomId) -> frozenset[UserId]:
        return frozenset(self._of(room).members) - {self._me}

    def is_joined(self, user: UserId, room: RoomId) -> bool:
        return user in self._of(room).members

    def has_left(self, user: UserId, room: RoomId) -> bool:
        return user in self._of(room).gone

    def is_here(self, room: RoomId) -> bool:
        return self._me in self._of(room).members

    def may_speak(self, room: RoomId) -> bool:
        kind = "m.room.encrypted" if self.is_encrypted(room) else "m.room.message"
        return self.is_here(room) and self.power(self._me, room) >= self._of(room).needed_to_send(kind)

    def power(self, user: UserId, room: RoomId) -> int:
        return self._of(room).power(user)

    def name(self, user: UserId, room: RoomId | None = None) -> str:
        looks = self._of(room).looks if room else {}
        name = (self._of(room).members.get(user) if room else "") or self._names.get(user, "")
        if not name or name == user:
            return user
        alike = look(name)
        misleads = _AN_ID.search(name) is not None or any(other != user and alike == each for other, each in looks.items())
        return f"{name} ({user})" if misleads else name

    def named(self, name: str, room: RoomId) -> Sequence[UserId]:
        wanted = clean_name(name).removeprefix("@").casefold()
        return sorted(user for user, called in self._of(room).members.items() if wanted and called.casefold() == wanted)

    def is_public(self, room: RoomId) -> bool:
        known = self._of(room)
        return known.join_rule == "public" or known.history == "world_readable"

    def is_encrypted(self, room: RoomId) -> bool:
        return room in self._encrypted

    def encrypted(self) -> frozenset[RoomId]:
        return frozenset(self._encrypted)

    def was_encrypted(self, room: RoomId) -> bool:
        """Whether the room was encrypted before the present batch."""
        return room in self._encrypted_before

    def newly_encrypted(self) -> frozenset[RoomId]:
        """The rooms that became encrypted in the present batch."""
        return frozenset(self._encrypted) - self._encrypted_before

    def changed(self) -> frozenset[RoomId]:
        """The rooms whose state has changed in the present batch."""
        return frozenset(self._changed)

    def title(self, room: RoomId) -> str:
        """The room's name (m.room.name), empty where it has none."""
        return self._of(room).title

    def version(self, room: RoomId) -> int:
        return self._of(room).version

    def predecessor(self, room: RoomId) -> RoomId | None:
        before = self._of(room).create.get("content", {}).get("predecessor")
        named = before.get("room_id") if isinstance(before, dict) else None
        return RoomId(named) if isinstance(named, str) else None

    def opened(self, room: RoomId) -> Opened | None:
        """The direct chat that this room is; None for a room that somebody else made, whatever its m.room.create says."""
        create = self._of(room).create
        content = create.get("content", {})
        said = [content.get(key) for key in (OPENED_FOR, OPENED_ABOUT, ONCE)]
        if create.get("sender") != self._me or not all(isinstance(each, str) for each in said):
            return None
        return Opened(UserId(str(said[0])), str(said[1]), str(said[2]))

    def lacks_guest(self, room: RoomId) -> bool:
        """Whether it is a direct chat of the bot's whose person is not invited yet: a sync may come in the middle of its creation."""
        opened = self.opened(room)
        return opened is not None and opened.user not in self._of(room).seen

    def servers(self, room: RoomId) -> list[str]:
        """At most three servers that know the room, those with most members first: ids of newer room versions name none."""
        counts = Counter(user.partition(":")[2] for user in self._of(room).members)
        return sorted(counts, key=lambda server: (-counts[server], server))[:MAX_VIA_SERVERS]

    def permalink(self, room: RoomId, event: EventId | None = None) -> str:
        path = quote(room, safe="!:") + (f"/{quote(event, safe='$:')}" if event else "")
        via = "&".join(f"via={quote(server, safe=':[]')}" for server in self.servers(room))
        return f"https://matrix.to/#/{path}" + (f"?{via}" if via else "")

    def _remember(self, room: RoomId, known: RoomState, event: Event) -> None:
        """Keeps what outlasts the room's own state: the last display name of each person in any room, and that a room is encrypted."""
        if event.get("type") == "m.room.member":
            user = UserId(event["state_key"])
            if name := known.members.get(user):
                self._names[user] = name
        elif event.get("type") == "m.room.encryption" and event["state_key"] == "":
            self._encrypted.add(room)

    def _of(self, room: RoomId) -> RoomState:
        return self._rooms.get(room) or RoomState()
