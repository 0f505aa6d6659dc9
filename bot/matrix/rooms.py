"""What does the homeserver say about rooms and people? The state of the joined rooms, kept from their state events."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from bot.domain.confusables import look
from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.inbound.text import clean_name
from bot.messages import ONCE, OPENED_ABOUT, OPENED_FOR

ABOVE_ALL = 2**53
"""More than any power level can be (canonical JSON ends at 2**53 - 1): creators of rooms of version 12 and later."""
CREATORS_RULE = 12
LONGEST_VERSION = 4
"""Digits of a room version: whoever makes a room writes it."""
MOST_SERVERS = 3
_AN_ID = re.compile(r"@[^\s:@]+:\S")
"""What a display name must not hold: it would be taken for somebody's address."""

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Opened:
    """A direct chat of our own making: for whom, about which record, and by which `once`."""

    user: UserId
    about: str
    once: str


@dataclass
class _Room:
    create: Event = field(default_factory=dict)
    power: Event | None = None
    members: dict[UserId, str] = field(default_factory=dict)
    """Who is joined, and the display name there (empty where none is set)."""
    looks: dict[UserId, str] = field(default_factory=dict)
    """What their names look like at a glance."""
    seen: set[UserId] = field(default_factory=set)
    """Of whom there has been any word: invited, joined, gone again."""
    gone: set[UserId] = field(default_factory=set)
    """Who has left, or was put out; whoever has declined an invitation among them."""
    title: str = ""
    join_rule: str = "invite"
    history: str = "shared"


class JoinedRooms:
    """Implements `bot.ports.Rooms`; the intake feeds it."""

    def __init__(self, me: UserId) -> None:
        self._me = me
        self._rooms: dict[RoomId, _Room] = {}
        self._names: dict[UserId, str] = {}
        self._encrypted: set[RoomId] = set()
        self._encrypted_before: frozenset[RoomId] = frozenset()
        self._changed: set[RoomId] = set()

    # ------------------------------------------------------------------------------------------------------------------ feeding

    def apply(self, room: RoomId, events: Iterable[Event]) -> None:
        """State events in their order; others are passed over."""
        known = self._rooms.setdefault(room, _Room())
        for event in events:
            content = event.get("content")
            if isinstance(event.get("state_key"), str) and isinstance(content, dict):
                self._changed.add(room)
                self._apply(room, known, event, content)

    def mark_encrypted(self, rooms: Iterable[RoomId]) -> None:
        """Once seen encrypted a room stays so for us, whatever its state says later."""
        self._encrypted.update(rooms)

    def begin_batch(self) -> None:
        """What is encrypted from now on was not so before, and what changes from now on has changed."""
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
        levels = self._of(room).power or {}
        events = levels.get("events")
        kind = "m.room.encrypted" if self.is_encrypted(room) else "m.room.message"
        needed = events.get(kind) if isinstance(events, dict) else None
        needed = levels.get("events_default") if needed is None else needed
        return self.is_here(room) and self.power(self._me, room) >= _level(needed)

    def power(self, user: UserId, room: RoomId) -> int:
        known = self._of(room)
        if self.version(room) >= CREATORS_RULE and user in _creators(known.create):
            return ABOVE_ALL
        if known.power is None:
            return 100 if user == known.create.get("sender") else 0
        users = known.power.get("users")
        level = users.get(user) if isinstance(users, dict) else None
        return _level(known.power.get("users_default") if level is None else level)

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
        """Whether it was so before the present batch already."""
        return room in self._encrypted_before

    def newly_encrypted(self) -> frozenset[RoomId]:
        """Those that the present batch made so."""
        return frozenset(self._encrypted) - self._encrypted_before

    def changed(self) -> frozenset[RoomId]:
        """The rooms of whose state the present batch told something: who is in them, and who may do what."""
        return frozenset(self._changed)

    def title(self, room: RoomId) -> str:
        """The room's name (m.room.name), empty where it has none."""
        return self._of(room).title

    def version(self, room: RoomId) -> int:
        """The room version as a number; experimental ones count as the stable one that they became, others as 1."""
        written = str(self._of(room).create.get("content", {}).get("room_version", "1"))
        if written.startswith("org.matrix.hydra"):
            return CREATORS_RULE
        return int(written) if written.isdecimal() and len(written) <= LONGEST_VERSION else 1

    def predecessor(self, room: RoomId) -> RoomId | None:
        before = self._of(room).create.get("content", {}).get("predecessor")
        named = before.get("room_id") if isinstance(before, dict) else None
        return RoomId(named) if isinstance(named, str) else None

    def opened(self, room: RoomId) -> Opened | None:
        """None for a room that somebody else made, whatever its m.room.create says."""
        create = self._of(room).create
        content = create.get("content", {})
        said = [content.get(key) for key in (OPENED_FOR, OPENED_ABOUT, ONCE)]
        if create.get("sender") != self._me or not all(isinstance(each, str) for each in said):
            return None
        return Opened(UserId(str(said[0])), str(said[1]), str(said[2]))

    def lacks_guest(self, room: RoomId) -> bool:
        """Whether it is a direct chat of ours whose person is not invited yet: a sync may come in the middle of its creation."""
        opened = self.opened(room)
        return opened is not None and opened.user not in self._of(room).seen

    def servers(self, room: RoomId) -> list[str]:
        """At most three servers that know the room, those with most members first: ids of new rooms name none."""
        counts = Counter(user.partition(":")[2] for user in self._of(room).members)
        return sorted(counts, key=lambda server: (-counts[server], server))[:MOST_SERVERS]

    def permalink(self, room: RoomId, event: EventId | None = None) -> str:
        path = quote(room, safe="!:") + (f"/{quote(event, safe='$:')}" if event else "")
        via = "&".join(f"via={quote(server, safe=':[]')}" for server in self.servers(room))
        return f"https://matrix.to/#/{path}" + (f"?{via}" if via else "")

    def _of(self, room: RoomId) -> _Room:
        return self._rooms.get(room) or _Room()

    def _apply(self, room: RoomId, known: _Room, event: Event, content: Event) -> None:
        kind, key = event.get("type"), event["state_key"]
        if kind == "m.room.member":
            self._member(known, UserId(key), content)
        elif key != "":
            return
        elif kind == "m.room.create":
            known.create = event
        elif kind == "m.room.power_levels":
            known.power = content
        elif kind == "m.room.join_rules":
            known.join_rule = str(content.get("join_rule", "invite"))
        elif kind == "m.room.history_visibility":
            known.history = str(content.get("history_visibility", "shared"))
        elif kind == "m.room.name":
            known.title = clean_name(str(content.get("name") or ""))
        elif kind == "m.room.encryption":
            self._encrypted.add(room)

    def _member(self, known: _Room, user: UserId, content: Event) -> None:
        known.seen.add(user)
        if content.get("membership") in ("leave", "ban"):
            known.gone.add(user)
        else:
            known.gone.discard(user)
        if content.get("membership") != "join":
            known.members.pop(user, None)
            known.looks.pop(user, None)
            return
        name = clean_name(str(content.get("displayname") or ""))
        known.members[user] = name
        known.looks[user] = look(name)
        if name:
            self._names[user] = name


def _creators(create: Event) -> set[str]:
    """Specification, room version 12: the sender of m.room.create and its `additional_creators`."""
    more = create.get("content", {}).get("additional_creators")
    return {str(create.get("sender")), *(each for each in (more if isinstance(more, list) else ()) if isinstance(each, str))}


def _level(value: Any) -> int:
    """Old room versions allow numbers written as text."""
    try:
        return int(value) if value is not None else 0
    except (TypeError, ValueError, OverflowError):
        return 0
