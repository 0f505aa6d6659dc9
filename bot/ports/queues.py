"""What comes in and what goes out: the two queues that the machine works off, beside its timers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.domain.ids import EventId, Number, RoomId, UserId
from bot.messages import Incoming, Priority, Role


@dataclass(frozen=True, kw_only=True)
class InboxRow:
    """An event on its way to a command. Its payload is gone once it has been handled."""

    id: int
    event: Incoming
    received_at: datetime


@dataclass(frozen=True, kw_only=True)
class Handled:
    """What became of a message that was a command: what an edit or a deletion of it has to know."""

    event_id: EventId
    room: RoomId
    sender: UserId
    sent_at: datetime
    outcome: str
    """`done`, `refused`, `ignored`, `stands` or `nameless`."""
    command: str
    """The command that ran (`blocker add`), empty where none was understood."""
    subject: Number | None
    fingerprint: str
    """A hash of the text, so that an edit that changes nothing is seen as such."""
    edit_of: EventId | None = None
    """The message that it edits."""


@dataclass(frozen=True, kw_only=True)
class OutboxRow:
    """Something of ours on its way to a room."""

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
    """What runs instead if that person says no: the same words, taken as they stand."""
    asked_by: UserId | None
    """Whose command this answers: only that person's ✅ runs what it suggests."""
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
    doubted_since: datetime | None = None
    """Since when it has been refused for no reason that we know; a file, since when it has failed."""


class Inbox(Protocol):
    async def add(self, events: Sequence[Incoming], received_at: datetime) -> int:
        """Keeps those whose event id is new, in order; returns how many."""

    async def known(self, events: Collection[EventId]) -> frozenset[EventId]: ...

    async def author(self, event: EventId) -> UserId | None:
        """Who wrote what has come in, handled or not; None for what has not, or is nameless."""

    async def edits_of(self, events: Collection[EventId]) -> Mapping[EventId, EventId]:
        """Of those that are edits, what each of them edits."""

    async def next(self, *, after: int = 0, but: Collection[UserId] = ()) -> InboxRow | None:
        """The oldest that waits to be handled, of those behind the row `after` and not from these people."""

    async def finish(
        self, event: EventId, *, outcome: str, command: str = "", subject: Number | None = None, fingerprint: str = ""
    ) -> None:
        """Marks it as handled and forgets its text."""

    async def forget(self, event: EventId) -> None:
        """Marks it as handled, and keeps neither whose it was, nor where, when or what: only that it came (`bot.outcome.alias`)."""

    async def deleted_unread(self, event: EventId, room: RoomId) -> None:
        """If it waits, for its key or for its turn, it need not any more."""

    async def forget_words(self, event: EventId) -> None:
        """The message is gone, so nobody edits it any more: not even a hash of what it said is kept."""

    async def forget_words_about(self, subject: Number) -> None:
        """The same for everything that was said about a record."""

    async def handled(self, event: EventId) -> Handled | None: ...

    async def also_said(self, tap: Handled) -> Sequence[Handled]:
        """What has given the same command in the same room after it, of whatever record, and stands: the oldest first."""

    async def waiting(self) -> int: ...

    async def set_aside(self, event: EventId) -> None:
        """It cannot be read by this version; kept as it is, for another."""

    async def set_aside_unreadable(self) -> int:
        """Those that wait and cannot even be looked at are kept as they are, and let the others pass; how many."""

    async def count_set_aside(self) -> int: ...

    async def bring_back(self, received_before: datetime) -> None:
        """What is set aside waits again, but what came in before that time is forgotten."""

    async def carried_out(self, since: datetime, until: datetime) -> int:
        """How many commands that were given in this time had their effect."""

    async def undecryptable(self) -> Sequence[InboxRow]:
        """Those that wait for their key, the oldest first; `next` leaves them out."""

    async def decrypted(self, event: EventId, message: Incoming) -> None:
        """The key came: what it says takes the place of the unreadable event."""

    async def refused_since(self, room: RoomId, sender: UserId, since: datetime) -> int:
        """How many of the sender's latest messages in the room were refused; of those long ago nothing is said."""

    async def was_repeated(self, row: InboxRow, fingerprint: str) -> bool:
        """Whether its sender has given a command with these words in the same room later."""


ERASED = "erased before it was sent"
"""Why a row was parked whose text was taken back in time."""


REPLACED = "its room was replaced"
"""Why an edit or a reaction was parked whose message stayed behind in the old room."""


LAPSED = "refused, and no longer true or of use"
"""Why a refused row is not tried any more: what it says has been overtaken."""


GONE = "its room is gone"
"""Why what was said in a direct chat, or in the room of no group, is not tried any more: the bot is not in it any longer."""


FAULT = "a fault of ours"
"""Why a row was parked that we ourselves could not send. At the next start it is tried again."""


UNREAD = "the row cannot be read"
"""Why a row was parked that is damaged, or was written by another version. At the next start it is read again."""


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Messages for a room that were given up for the same reason."""

    room: RoomId
    action: str
    reason: str
    count: int
    last: datetime


class Outbox(Protocol):
    async def add(self, row: OutboxRow) -> int | None:
        """Queues it (its `id` and `txn` are given here); None where its `once` exists already."""

    async def add_all(self, rows: Sequence[OutboxRow]) -> Mapping[str, int]:
        """The same for several, in order: by its `once` the id of each that is new."""

    async def get(self, row: int) -> OutboxRow | None: ...

    async def by_once(self, once: str) -> OutboxRow | None: ...

    async def by_event(self, event: EventId) -> OutboxRow | None:
        """The message with this id, also where it is that of an edit of it: people reply to what they see."""

    async def by_cause(self, cause: EventId) -> Sequence[OutboxRow]: ...

    async def about(self, subject: str, roles: Collection[Role]) -> Sequence[OutboxRow]:
        """The messages (not their edits and reactions) about a record, the oldest first."""

    async def edits_of(self, row: int) -> Sequence[OutboxRow]: ...

    async def ready(self, now: datetime, limit: int) -> Sequence[OutboxRow]:
        """What may be sent now: of each room the first in order (priority, then age), alerts first.

        Rows that wait for a pause of their own (`not_before`) or for the row that they depend on stand aside; a row that waits
        to be tried again (`retry_at`) holds its room, so that the order stays.
        """

    async def has_more(self, room: RoomId) -> bool:
        """Whether anything waits to go there."""

    async def next_due(self) -> datetime | None:
        """When something that waits now becomes ready."""

    async def sent(self, row: OutboxRow, event: EventId | None, at: datetime) -> bool:
        """It has arrived. Its text is forgotten: the room has it now, and hears us. Returns whether somebody was woken by that."""

    async def failed(
        self,
        row: OutboxRow,
        reason: str,
        again_at: datetime,
        *,
        doubted_since: datetime | None = None,
        stands_aside: bool = False,
    ) -> None:
        """To be tried again; nothing where it has arrived meanwhile. Until then it holds its room, or lets the others pass."""

    async def has_arrived(self, room: RoomId, since: datetime) -> bool:
        """Whether the room has taken anything since."""

    async def bring_back(self, room: RoomId, now: datetime, again_at: datetime) -> None:
        """What stands aside there because it was refused has its old place again."""

    async def supersede_file(self, room: RoomId, name: str, subject: str | None) -> None:
        """Files of that name about the same record that still wait there are forgotten: a newer one takes their place."""

    async def readdress(self, row: OutboxRow, room: RoomId) -> None:
        """It goes to another room: the one that replaced its own."""

    async def parked(self, row: OutboxRow, reason: str, at: datetime) -> None:
        """Given up, with all that depends on it. Of a nameless one nothing is kept."""

    async def refused_in(self, room: RoomId, *actions: str) -> Sequence[OutboxRow]:
        """What was given up there of these actions and has not lapsed, the oldest first."""

    async def reword(self, row: OutboxRow, content: dict[str, Any]) -> None:
        """One that was given up is to say this, if it is ever tried again."""

    async def retry(self, row: OutboxRow, room: RoomId, content: dict[str, Any], target: int | None = None) -> None:
        """One that was given up waits to be sent again, to this room and saying this, behind `target`, with its buttons."""

    async def lapse(self, row: OutboxRow) -> None:
        """One that was given up is never tried again, and what depends on it neither."""

    async def blank(self, row: OutboxRow) -> None:
        """Forgets its text."""

    async def forget_cause(self, event: EventId) -> None:
        """That anything was said because of this event, and to whom: it has become a nameless one."""

    async def forget_suggested(self, before: datetime) -> None:
        """The commands that were suggested ("Meintest du …?") before then and not taken up: nobody is served by keeping them."""

    async def forget_suggested_to(self, user: UserId) -> None:
        """The same for all that was suggested to somebody, at once."""

    async def unprompted(self, since: datetime) -> Sequence[OutboxRow]:
        """The messages since then that nobody's words caused, whether they have arrived or not."""

    async def counts(self) -> tuple[int, int]:
        """How many wait, and how many messages are parked. A room that could not be joined is not counted: it was logged."""

    async def failures(self, limit: int) -> Sequence[Failure]:
        """What is parked, by room, action and reason; the latest first."""

    async def set_aside_unreadable(self, at: datetime) -> int:
        """Those that wait and cannot be read are given up, and let the others pass; how many."""

    async def bring_back_faulty(self, queued_since: datetime) -> None:
        """What was given up for a fault of ours, or because it could not be read, waits again if it is not older than that."""

    async def close(self, room: RoomId, at: datetime) -> None:
        """What waits or was given up there is of no use to anybody any more."""
