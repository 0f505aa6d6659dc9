"""The clock and the rooms as a test sets them: time that stands still, and who is where."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.domain.ids import EventId, RoomId, UserId

BERLIN = ZoneInfo("Europe/Berlin")
BOT = UserId("@lotse:stadt.example")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Monday, 23 November 2026, 10:00 in Berlin."""


def user(name: str) -> UserId:
    return UserId(f"@{name.casefold()}:stadt.example")


class FakeClock:
    """Stands still until somebody lets time pass."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self.stands = False
        """Whether whoever sleeps sleeps on; else time passes as soon as somebody waits for it."""

    def now(self) -> datetime:
        return self._now

    async def sleep_until(self, moment: datetime) -> None:
        if self.stands:
            await asyncio.Event().wait()
        self._now = max(self._now, moment)

    def set(self, moment: datetime) -> None:
        self._now = moment


@dataclass
class FakeRooms:
    """Who is where, as the homeserver would say."""

    me: UserId = BOT
    people: dict[RoomId, dict[UserId, int]] = field(default_factory=dict)
    names: dict[UserId, str] = field(default_factory=dict)
    public: set[RoomId] = field(default_factory=set)
    levels: dict[tuple[RoomId, UserId], int] = field(default_factory=dict)
    """The power levels of those who have left: rooms keep them."""
    without_us: set[RoomId] = field(default_factory=set)
    """Rooms that the bot was put out of."""
    without_voice: set[RoomId] = field(default_factory=set)
    """Rooms in which the power levels do not let the bot speak."""

    def members(self, room: RoomId) -> frozenset[UserId]:
        return frozenset(self.people.get(room, {}))

    def is_joined(self, user: UserId, room: RoomId) -> bool:
        return user in self.people.get(room, {})

    def has_left(self, user: UserId, room: RoomId) -> bool:
        return (room, user) in self.levels and not self.is_joined(user, room)

    def is_here(self, room: RoomId) -> bool:
        return room not in self.without_us

    def may_speak(self, room: RoomId) -> bool:
        return room not in self.without_us | self.without_voice

    def title(self, room: RoomId) -> str:
        return room.removeprefix("!").capitalize()

    def power(self, user: UserId, room: RoomId) -> int:
        return self.people.get(room, {}).get(user, self.levels.get((room, user), 0))

    def name(self, user: UserId, room: RoomId | None = None) -> str:
        return self.names.get(user, user)

    def named(self, name: str, room: RoomId) -> Sequence[UserId]:
        return sorted(user for user in self.members(room) if self.names.get(user, user).casefold() == name.casefold())

    def is_public(self, room: RoomId) -> bool:
        return room in self.public

    def is_encrypted(self, room: RoomId) -> bool:
        return False

    def permalink(self, room: RoomId, event: EventId | None = None) -> str:
        return f"https://matrix.to/#/{room}" + (f"/{event}" if event else "")
