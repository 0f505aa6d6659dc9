"""What the machine needs from the world, in our own words: time, a chat, and a place to keep things.

`bot/matrix` and `bot/clock.py` and `storage` provide these; `tests/team.py` provides a chat and a clock that do as they are told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.domain.actions import Action
from bot.domain.agenda import Topic
from bot.domain.blockers import Blocker
from bot.domain.escalation import Rung, Step
from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.learnings import Learning
from bot.domain.meetings import DateChange, Session
from bot.domain.records import Change, Note
from bot.domain.retros import Retro, RetroNote, Vote
from bot.domain.teams import Kind, Team
from bot.messages import Incoming, Priority, Role


class Clock(Protocol):
    def now(self) -> datetime:
        """The time, aware, in UTC."""

    async def sleep_until(self, moment: datetime) -> None:
        """Returns at `moment`, or at once where it has passed."""


# ------------------------------------------------------------------------------------------------------------------------- chat


class SendFailed(Exception):
    """The homeserver did not take it. With `retry_after` it asked for that pause; `final` means that it never will."""

    def __init__(self, reason: str, *, retry_after: timedelta | None = None, final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.final = final


class Chat(Protocol):
    """Where messages go. Every method raises SendFailed; the same `txn` again is the same event."""

    async def send(self, room: RoomId, event_type: str, content: dict[str, Any], txn: str) -> EventId: ...

    async def upload(self, room: RoomId, name: str, mime: str, data: bytes) -> dict[str, Any]:
        """Puts a file where the room's members can fetch it; what the content of its message says about that.

        `{"url": "mxc://…"}`, or in an encrypted room `{"file": {…}}` with the keys (specification: Sending encrypted attachments).
        Nobody sees it before the message is sent.
        """

    async def redact(self, room: RoomId, event: EventId, txn: str) -> EventId: ...

    async def join(self, room: RoomId, via: RoomId | None) -> None: ...

    async def leave(self, room: RoomId) -> None: ...

    async def open_direct(self, user: UserId, *, like: RoomId, about: str, once: str) -> None:
        """A new direct chat with the person, encrypted as the room `like` is. One that we opened with this `once` is not opened again."""

    async def find(self, room: RoomId, once: str, since: datetime) -> EventId | None:
        """The event of ours that carries this `once` key, if it was sent at or after `since`."""


class Rooms(Protocol):
    """What the homeserver says about rooms and people, as of the last sync. Unknown rooms are empty."""

    @property
    def me(self) -> UserId: ...

    def members(self, room: RoomId) -> frozenset[UserId]:
        """Who is joined, the bot left out."""

    def is_joined(self, user: UserId, room: RoomId) -> bool: ...

    def power(self, user: UserId, room: RoomId) -> int:
        """The user's power level; creators of rooms of version 12 have more than any level."""

    def name(self, user: UserId, room: RoomId | None = None) -> str:
        """What people call the user: the display name, with the id behind it where two in the room bear it."""

    def named(self, name: str, room: RoomId) -> Sequence[UserId]:
        """Who in the room bears this display name (case does not matter)."""

    def is_public(self, room: RoomId) -> bool:
        """Whether anybody may join or read along."""

    def is_encrypted(self, room: RoomId) -> bool: ...

    def permalink(self, room: RoomId, event: EventId | None = None) -> str:
        """A matrix.to link to the room or to a message in it, with `via`."""


# --------------------------------------------------------------------------------------------------------------------- storage


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
    """`done`, `refused`, `ignored` or `nameless`."""
    command: str
    """The command that ran (`blocker add`), empty where none was understood."""
    subject: Number | None
    fingerprint: str
    """A hash of the text, so that an edit that changes nothing is seen as such."""


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


class Inbox(Protocol):
    async def add(self, events: Sequence[Incoming], received_at: datetime) -> int:
        """Keeps those whose event id is new, in order; returns how many."""

    async def known(self, events: Collection[EventId]) -> frozenset[EventId]: ...

    async def next(self) -> InboxRow | None:
        """The oldest that waits to be handled."""

    async def finish(
        self, event: EventId, *, outcome: str, command: str = "", subject: Number | None = None, fingerprint: str = ""
    ) -> None:
        """Marks it as handled and forgets its text."""

    async def forget(self, event: EventId) -> None:
        """Marks it as handled, and keeps neither whose it was, nor where, when or what: only that it came (`bot.outcome.alias`)."""

    async def deleted_unread(self, event: EventId, room: RoomId) -> None:
        """If it waits for its key it need not any more."""

    async def forget_words(self, event: EventId) -> None:
        """The message is gone, so nobody edits it any more: not even a hash of what it said is kept."""

    async def forget_words_about(self, subject: Number) -> None:
        """The same for everything that was said about a record."""

    async def handled(self, event: EventId) -> Handled | None: ...

    async def waiting(self) -> int: ...

    async def undecryptable(self) -> Sequence[InboxRow]:
        """Those that wait for their key, the oldest first; `next` leaves them out."""

    async def decrypted(self, event: EventId, message: Incoming) -> None:
        """The key came: what it says takes the place of the unreadable event."""

    async def was_repeated(self, row: InboxRow, fingerprint: str) -> bool:
        """Whether its sender has given a command with these words in the same room later."""


ERASED = "erased before it was sent"
"""Why a row was parked whose text was taken back in time."""
REPLACED = "its room was replaced"
"""Why an edit or a reaction was parked whose message stayed behind in the old room."""


class Outbox(Protocol):
    async def add(self, row: OutboxRow) -> int | None:
        """Queues it (its `id` and `txn` are given here); None where its `once` exists already."""

    async def get(self, row: int) -> OutboxRow | None: ...

    async def by_once(self, once: str) -> OutboxRow | None: ...

    async def by_event(self, event: EventId) -> OutboxRow | None: ...

    async def by_cause(self, cause: EventId) -> Sequence[OutboxRow]: ...

    async def about(self, subject: str, roles: Collection[Role]) -> Sequence[OutboxRow]:
        """The messages (not their edits and reactions) about a record, the oldest first."""

    async def edits_of(self, row: int) -> Sequence[OutboxRow]: ...

    async def ready(self, now: datetime, limit: int) -> Sequence[OutboxRow]:
        """What may be sent now: of each room the first in order (priority, then age), alerts first.

        Rows that wait for a pause of their own (`not_before`) or for the row that they depend on stand aside; a row that waits
        to be tried again (`retry_at`) holds its room, so that the order stays.
        """

    async def next_due(self) -> datetime | None:
        """When something that waits now becomes ready."""

    async def sent(self, row: OutboxRow, event: EventId | None, at: datetime) -> None:
        """It has arrived. Its text is forgotten: the room has it now."""

    async def failed(self, row: OutboxRow, reason: str, retry_at: datetime) -> None:
        """To be tried again; nothing where it has arrived meanwhile."""

    async def readdress(self, row: OutboxRow, room: RoomId) -> None:
        """It goes to another room: the one that replaced its own."""

    async def parked(self, row: OutboxRow, reason: str, at: datetime) -> None:
        """Given up, with all that depends on it. Of a nameless one nothing is kept."""

    async def blank(self, row: OutboxRow) -> None:
        """Forgets its text."""

    async def forget_cause(self, event: EventId) -> None:
        """That anything was said because of this event, and to whom: it has become a nameless one."""

    async def forget_suggested(self, before: datetime) -> None:
        """The commands that were suggested ("Meintest du …?") before then and not taken up: nobody is served by keeping them."""

    async def forget_suggested_to(self, user: UserId) -> None:
        """The same for all that was suggested to somebody, at once."""

    async def counts(self) -> tuple[int, int]:
        """How many wait, and how many messages are parked. A room that could not be joined is not counted: it was logged."""

    async def parked_rows(self, limit: int) -> Sequence[OutboxRow]: ...


@dataclass(frozen=True, kw_only=True)
class DueTimer:
    kind: str
    subject: str
    due_at: datetime


class Timers(Protocol):
    async def set(self, kind: str, subject: str, due_at: datetime) -> None:
        """When to look at `subject` next; takes the place of an earlier one of the same kind."""

    async def clear(self, subject: str, kind: str | None = None) -> None: ...

    async def due(self, now: datetime) -> DueTimer | None:
        """The first that is due."""

    async def next_at(self) -> datetime | None: ...

    async def upcoming(self, limit: int) -> Sequence[DueTimer]: ...

    async def count(self, kind: str, *, after: datetime, before: datetime) -> int:
        """How many of a kind are due between the two moments."""


@dataclass(frozen=True, kw_only=True)
class KnownRoom:
    """What we keep about a room that the homeserver does not tell again."""

    room: RoomId
    is_direct: bool
    inviter: UserId | None
    joined_at: datetime | None
    successor: RoomId | None


class KnownRooms(Protocol):
    async def get(self, room: RoomId) -> KnownRoom | None: ...

    async def direct_with(self, user: UserId) -> Sequence[KnownRoom]:
        """The direct chats with the person that we are in, the latest first."""

    async def replaced_by(self, successor: RoomId) -> KnownRoom | None:
        """The room whose tombstone names this one."""

    async def save(self, room: KnownRoom) -> None: ...

    async def encrypted(self) -> frozenset[RoomId]:
        """Those that were seen encrypted once, whatever their state says now."""

    async def mark_encrypted(self, rooms: Collection[RoomId]) -> None: ...


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

    async def former(self, room: RoomId, name: str) -> Team | None:
        """The dissolved or declined team of that name that was last tied to the room; case does not matter."""

    async def all(self) -> Sequence[Team]:
        """Those tied to a room, confirmed or proposed, in the order of their names."""

    async def add(self, team: Team) -> Team:
        """Keeps a new one under a new id, whatever `team.id` says."""

    async def save(self, team: Team) -> None: ...


class Blockers(Protocol):
    async def get(self, number: Number) -> Blocker | None: ...

    async def add(self, blocker: Blocker) -> None: ...

    async def save(self, blocker: Blocker) -> None: ...

    async def of_source(self, event: EventId) -> Blocker | None: ...

    async def listed(self, team: TeamId | None = None, *, closed: bool = False) -> Sequence[Blocker]:
        """Open ones (or all, with `closed`) of a team and those that concern it, or of everybody; red first, then oldest."""

    async def concern(self, number: Number, team: TeamId) -> bool:
        """From now on it concerns this team too; False where it did already."""

    async def concerned(self, number: Number) -> Sequence[TeamId]: ...


class Ladder(Protocol):
    """Which steps of the escalation ladder a blocker has been through."""

    async def rungs(self, number: Number) -> Sequence[Rung]:
        """In order."""

    async def add(self, number: Number, step: Step, once: str, at: datetime) -> None:
        """`once` is the message whose delivery counts."""


class Sessions(Protocol):
    async def get(self, number: Number) -> Session | None: ...

    async def add(self, session: Session) -> None: ...

    async def save(self, session: Session) -> None: ...

    async def of_team(self, team: TeamId, *, retros: bool = False) -> Sequence[Session]:
        """Those planned, the oldest number first; with `retros` the retrospectives too, which have no agenda."""

    async def all(self, *, retros: bool = False) -> Sequence[Session]:
        """Those planned, of every group."""

    async def cancelled(self) -> Sequence[Session]:
        """Those cancelled as a whole, of every group; not those whose text is deleted."""

    async def changes(self, number: Number) -> Sequence[DateChange]: ...

    async def set_change(self, change: DateChange) -> None:
        """Takes the place of an earlier change of the same date."""

    async def clear_change(self, number: Number, planned: datetime) -> None: ...


class Topics(Protocol):
    async def get(self, number: Number) -> Topic | None: ...

    async def add(self, topic: Topic) -> None: ...

    async def save(self, topic: Topic) -> None: ...

    async def of_date(self, session: Number, planned: datetime) -> Sequence[Topic]:
        """Those on one date, in their order, handled ones too, dropped ones not."""

    async def open_of_session(self, session: Number) -> Sequence[Topic]:
        """Those open on any of its dates, by date and order."""

    async def waiting(self, team: TeamId) -> Sequence[Topic]:
        """Open ones without a session, the oldest first."""

    async def of_blocker(self, blocker: Number) -> Sequence[Topic]: ...

    async def open_of_team(self, team: TeamId) -> Sequence[Topic]:
        """Open ones, by date and order, those without a date first."""

    async def proposed(self) -> Sequence[Topic]:
        """Those that wait for the PMO, the oldest number first."""


class Actions(Protocol):
    async def get(self, number: Number) -> Action | None: ...

    async def add(self, action: Action) -> None: ...

    async def save(self, action: Action) -> None: ...

    async def listed(self, team: TeamId | None = None, *, closed: bool = False) -> Sequence[Action]:
        """Open ones (or all, with `closed`) of a team or of everybody, in the order of `bot.domain.actions.order`."""


class Retros(Protocol):
    async def get(self, number: Number) -> Retro | None: ...

    async def add(self, retro: Retro) -> None: ...

    async def save(self, retro: Retro) -> None: ...

    async def of_team(self, team: TeamId) -> Sequence[Retro]:
        """All of them, the oldest number first."""

    async def of_session(self, session: Number) -> Sequence[Retro]: ...

    async def ended(self) -> Sequence[Retro]:
        """Those that came to their end, also of groups that are dissolved."""


class RetroNotes(Protocol):
    async def add(self, note: RetroNote) -> None: ...

    async def save(self, note: RetroNote) -> None: ...

    async def of(self, retro: Number) -> Sequence[RetroNote]:
        """By place, those without one in the order of their random keys."""

    async def of_source(self, event: EventId) -> Sequence[RetroNote]: ...

    async def delete(self, note: RetroNote) -> None: ...


class Votes(Protocol):
    async def add(self, vote: Vote) -> None:
        """Changes nothing where this event has voted for this note already."""

    async def of(self, retro: Number) -> Sequence[Vote]: ...

    async def withdraw(self, event: EventId) -> None:
        """Takes back what this reaction or message voted for."""

    async def forget(self, retro: Number) -> None:
        """Who voted is nobody's business once the votes are counted."""


class Learnings(Protocol):
    async def get(self, number: Number) -> Learning | None: ...

    async def add(self, learning: Learning) -> None: ...

    async def save(self, learning: Learning) -> None: ...

    async def listed(self, team: TeamId | None = None) -> Sequence[Learning]:
        """Those kept, of a team or of everybody, the oldest number first."""


class Notes(Protocol):
    async def add(self, note: Note) -> None:
        """Keeps it under a new id, whatever `note.id` says."""

    async def of(self, subject: Number) -> Sequence[Note]: ...

    async def of_event(self, event: EventId) -> Note | None: ...

    async def reword(self, note: Note, text: str) -> None: ...

    async def delete(self, note: Note) -> None: ...


class History(Protocol):
    async def add(self, change: Change) -> None:
        """Keeps it under a new id, whatever `change.id` says."""

    async def of(self, subject: Number) -> Sequence[Change]: ...

    async def of_event(self, event: EventId) -> Change | None: ...

    async def delete(self, change: Change) -> None: ...

    async def erase(self, subject: Number) -> None:
        """Forgets what people wrote: the details and the earlier states."""


class Transaction(Protocol):
    """Everything that one event or one wake-up may change. It is committed together or not at all."""

    inbox: Inbox
    outbox: Outbox
    timers: Timers
    rooms: KnownRooms
    settings: SettingsStore
    teams: Teams
    blockers: Blockers
    ladder: Ladder
    sessions: Sessions
    topics: Topics
    actions: Actions
    retros: Retros
    retro_notes: RetroNotes
    votes: Votes
    learnings: Learnings
    notes: Notes
    history: History

    async def next_number(self, letter: str) -> Number:
        """A number that was never used before; a rollback gives it back unused."""

    async def get_meta(self, key: str) -> str | None: ...

    async def set_meta(self, key: str, value: str) -> None: ...


class Store(Protocol):
    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Commits at the end of the block, rolls back on any exception. One at a time."""

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """For looking only; sees one consistent state."""
