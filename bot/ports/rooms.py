"""The ports of rooms: what is stored about them, their settings, and the groups tied to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import RoomId, TeamId, UserId
from bot.domain.muted_rooms import MutedRoom, Why
from bot.domain.teams import Kind, Team


@dataclass(frozen=True, kw_only=True)
class KnownRoom:
    """The stored facts about a room that the homeserver does not tell again."""

    room: RoomId
    is_direct: bool
    inviter: UserId | None
    joined_at: datetime | None
    successor: RoomId | None


class KnownRooms(Protocol):
    async def get(self, room: RoomId) -> KnownRoom | None: ...

    async def direct_with(self, user: UserId) -> Sequence[KnownRoom]:
        """The direct chats with the person that the bot is in, the latest first."""

    async def replaced_by(self, successor: RoomId) -> KnownRoom | None:
        """The room whose tombstone names this one."""

    async def save(self, room: KnownRoom) -> None: ...

    async def encrypted(self) -> frozenset[RoomId]:
        """The rooms that were seen encrypted once, whatever their state says now."""

    async def mark_encrypted(self, rooms: Collection[RoomId]) -> None: ...


class MutedRooms(Protocol):
    """Rooms that refuse the bot's messages."""

    async def get(self, room: RoomId) -> MutedRoom | None: ...

    async def all(self) -> Sequence[MutedRoom]:
        """All muted rooms, the longest muted first."""

    async def begin(self, room: RoomId, why: Why, at: datetime) -> MutedRoom:
        """Marks a room as muted. One that was muted before keeps its `since`, and gets the newer reason."""

    async def end(self, room: RoomId) -> bool:
        """Ends the muting of a room; whether it was muted. The arrival of a message does the same (`Outbox.sent`)."""


class SettingsStore(Protocol):
    """What was set in the chat. The scope is a room's id, or `project`."""

    async def get(self, scope: str) -> dict[str, str]: ...

    async def set(self, scope: str, key: str, value: str) -> None: ...

    async def reset(self, scope: str, key: str) -> None: ...

    async def move(self, old: str, new: str) -> None: ...


class Teams(Protocol):
    async def get(self, team: TeamId) -> Team | None: ...

    async def of_room(self, room: RoomId) -> Team | None:
        """The team tied to the room, confirmed or still proposed."""

    async def of_kind(self, kind: Kind) -> Team | None:
        """The confirmed PMO or steering committee."""

    async def former(self, room: RoomId, name: str = "") -> Team | None:
        """The dissolved or declined team, of that name or of any, that was last tied to the room; case does not matter."""

    async def founded_by(self, user: UserId) -> Sequence[Team]:
        """Every group that somebody has registered, whatever became of it, the oldest first."""

    async def all(self) -> Sequence[Team]:
        """Those tied to a room, confirmed or proposed, in the order of their names."""

    async def ever(self) -> Sequence[Team]:
        """Every group that there ever was, whatever became of it, in the order of their names."""

    async def add(self, team: Team) -> Team:
        """Stores a new team under a new id; `team.id` is ignored."""

    async def save(self, team: Team) -> None: ...


class PeopleSeen(Protocol):
    """Who was ever in the room of a group, by their marks (`bot.domain.newcomers.mark_of`)."""

    async def of(self, team: TeamId) -> frozenset[str]: ...

    async def add(self, team: TeamId, marks: Collection[str]) -> None:
        """Adds people who were not seen there before."""
