"""The port of the outbox: what is on its way to a room, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.domain.ids import EventId, RoomId, UserId
from bot.messages import Priority, Role

ERASED = "erased before it was sent"
"""Why a row was parked: its message was deleted before it was sent."""


REPLACED = "its room was replaced"
"""Why an edit or a reaction was parked: its message is in the old room."""


LAPSED = "refused, and no longer true or of use"
"""Why a refused row is not retried: what it says no longer holds."""


GONE = "its room is gone"
"""Why a row for a direct chat, or for the room of no group, is not retried: the bot is not in the room any more."""


NOT_WRITTEN = "the file could not be made"
"""Why a row was parked: a file that is made when its turn comes could not be."""


FAULT = "a fault of ours"
"""Why a row was parked: sending it failed by a programming error. It is retried at the next start."""


UNREAD = "the row cannot be read"
"""Why a row was parked: it is damaged, or was written by another version. It is read again at the next start."""


@dataclass(frozen=True, kw_only=True)
class OutboxRow:
    """A message or an action of the bot's on its way to a room."""

    id: int
    room: RoomId
    once: str
    txn: str
    device: str
    """The Matrix device that sends it: transaction ids count per device."""
    action: str
    """`send`, `file`, `edit`, `react`, `redact`, `join`, `leave` or `open`."""
    event_type: str
    content: dict[str, Any]
    subject: str | None
    role: Role
    priority: Priority
    target: int | None
    """The row whose event this one edits, reacts to, replies to or redacts: it has to be sent first."""
    suggests: str | None
    literally: str | None
    """The command that runs if that person declines: the same words, taken as they stand."""
    asked_by: UserId | None
    """The author of the command that this answers: only their ✅ runs what it suggests."""
    cause: EventId | None
    """The event that this answers."""
    wakes: str | None
    not_before: datetime | None
    created_at: datetime
    attempts: int = 0
    retry_at: datetime | None = None
    sent_at: datetime | None = None
    event_id: EventId | None = None
    parked_at: datetime | None = None
    failure: str = ""
    reply_gives: str | None = None
    """The name of the command that a plain reply to it stands for, whatever its role is; None where its role says that."""
    doubted_since: datetime | None = None
    """Since when it has been refused for no known reason; for a file, since when it has failed."""


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Messages for a room that were parked for the same reason."""

    room: RoomId
    action: str
    reason: str
    count: int
    last: datetime


class Outbox(Protocol):
    async def add(self, row: OutboxRow) -> int | None:
        """Queues a row, whose `id` and `txn` are assigned; the id, or None where its `once` key exists already."""

    async def add_all(self, rows: Sequence[OutboxRow]) -> Mapping[str, int]:
        """Queues several rows in order; the ids of those whose `once` key is new, by that key."""

    async def get(self, row: int) -> OutboxRow | None: ...

    async def by_once(self, once: str) -> OutboxRow | None: ...

    async def has_unsent(self, onces: Collection[str]) -> bool:
        """Whether any of the messages with these `once` keys is not marked as sent."""

    async def by_event(self, event: EventId) -> OutboxRow | None:
        """The message with this event id, or whose edit has this event id: people reply to what they see."""

    async def by_cause(self, cause: EventId) -> Sequence[OutboxRow]: ...

    async def about(self, subject: str, roles: Collection[Role]) -> Sequence[OutboxRow]:
        """The messages (not their edits and reactions) about a record, the oldest first."""

    async def edits_of(self, row: int) -> Sequence[OutboxRow]: ...

    async def ready(self, now: datetime, limit: int) -> Sequence[OutboxRow]:
        """The rows that may be sent now: of each room the first in order (priority, then age), alerts first.

        Rows that wait for a time of their own (`not_before`) or for the row that they depend on stand aside; a row that waits for its
        retry (`retry_at`) blocks its room, so that the order is kept.
        """

    async def waiting(self, limit: int) -> Sequence[OutboxRow]:
        """All rows that wait, the oldest first, without those that depend on a parked row."""

    async def next_due(self) -> datetime | None:
        """The time at which the first waiting row becomes ready; None where nothing waits."""

    async def sent(self, row: OutboxRow, event: EventId | None, at: datetime) -> bool:
        """Marks a row as sent, deletes its text, and ends the muting of its room. Returns whether a timer waits for its arrival.

        Nothing happens where the row was deleted while it was being sent.
        """

    async def failed(
        self,
        row: OutboxRow,
        reason: str,
        again_at: datetime,
        *,
        doubted_since: datetime | None = None,
        stands_aside: bool = False,
    ) -> None:
        """Marks a row to be retried at `again_at`, unless it has arrived meanwhile. Until then it blocks its room, or `stands_aside`."""

    async def has_arrived(self, room: RoomId, since: datetime) -> bool:
        """Whether any message has arrived in the room since then."""

    async def bring_back(self, room: RoomId, now: datetime, again_at: datetime) -> None:
        """Puts the rows of a room that stand aside because of refusals back into their order."""

    async def supersede_file(self, room: RoomId, name: str, subject: str | None) -> None:
        """Deletes waiting files of that name about the same record in the room: a newer one takes their place."""

    async def readdress(self, row: OutboxRow, room: RoomId) -> None:
        """Moves a row to another room: the one that replaced its own."""

    async def parked(self, row: OutboxRow, reason: str, at: datetime) -> None:
        """Parks a row (gives it up), with all rows that depend on it. A nameless one is deleted."""

    async def refused_in(self, room: RoomId, *actions: str) -> Sequence[OutboxRow]:
        """The parked rows of a room with these actions that have not lapsed, the oldest first."""

    async def reword(self, row: OutboxRow, content: dict[str, Any]) -> None:
        """Gives a parked row a new content, for when it is retried."""

    async def retry(self, row: OutboxRow, room: RoomId, content: dict[str, Any], target: int | None = None) -> None:
        """Makes a parked row wait again, with its buttons: for this room, with this content, and behind the row `target`."""

    async def lapse(self, row: OutboxRow) -> None:
        """Marks a parked row, and those that depend on it, as never to be retried."""

    async def blank(self, row: OutboxRow) -> None:
        """Deletes its text."""

    async def forget_cause(self, event: EventId) -> None:
        """Forgets which messages this event caused, and to whom they went: it has become nameless."""

    async def forget_suggested(self, before: datetime) -> None:
        """Deletes the commands that were suggested ("Meintest du …?") before then and not accepted."""

    async def forget_suggested_to(self, user: UserId) -> None:
        """Deletes all commands that were suggested to a person."""

    async def rooms(self) -> Sequence[RoomId]:
        """The rooms in which a message of the bot's has arrived."""

    async def unprompted(self, since: datetime) -> Sequence[OutboxRow]:
        """The messages since then that timers caused, whether they have arrived or not."""

    async def arrived(self, since: datetime, until: datetime) -> tuple[int, int]:
        """How many messages have arrived between the two times, and how many of them timers caused. Files, pictures and edits are none."""

    async def counts(self) -> tuple[int, int]:
        """How many rows wait, and how many messages are parked. Rooms that could not be joined are not counted."""

    async def failures(self, limit: int) -> Sequence[Failure]:
        """The parked messages by room, action and reason; the latest first."""

    async def set_aside_unreadable(self, at: datetime) -> int:
        """Parks the waiting rows that cannot be read, so that the others can be sent; how many."""

    async def bring_back_faulty(self, queued_since: datetime) -> None:
        """Makes rows wait again that were parked as faulty or unreadable, if they were queued since then."""

    async def close(self, room: RoomId, at: datetime) -> None:
        """Ends all waiting and parked rows of a room, which are of no use any more."""
