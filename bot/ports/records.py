"""The ports of records: a repository for each kind, and for what belongs to records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.domain.agenda import Topic
from bot.domain.blockers import Blocker
from bot.domain.escalation import Arrival, Rung, Step
from bot.domain.history import Change, Note
from bot.domain.ids import EventId, Number, RoomId, TeamId
from bot.domain.meetings import DateChange, Session
from bot.domain.minutes.running import Entry, Minutes, MinutesState
from bot.domain.record_types import R
from bot.domain.retros import Retro, RetroNote, Vote


class Records(Protocol[R]):
    """The records of one kind."""

    async def get(self, number: Number) -> R | None:
        """In whatever state it is."""

    async def of_numbers(self, numbers: Collection[Number]) -> Sequence[R]:
        """Those of them that there are, in whatever state, in the order of the kind: one statement for all."""

    async def add(self, record: R) -> None: ...

    async def save(self, record: R) -> None:
        """Raises LookupError for one that was never added."""

    async def listed(self, team: TeamId | None = None, *, closed: bool = False, closed_since: datetime | None = None) -> Sequence[R]:
        """Live ones (`RecordType.live_states`) of a team or of everybody, in the order of the kind.

        With `closed` all of them, with `closed_since` those closed then or later too.
        """

    async def newest(self, most: int, *, skip: int = 0, states: Collection[StrEnum] = (), **having: Any) -> tuple[Sequence[R], int]:
        """`most` of everybody's by number, the newest first, behind the `skip` newest; and how many there are in all.

        In these states, or without any named in all, and with these values in their fields.
        """

    async def linked(self, link: str, to: Number) -> Sequence[R]:
        """Those in whatever state whose field `link` names that record, in the order of the kind."""

    async def count(self, team: TeamId) -> int:
        """How many live ones a team has."""


class Blockers(Records[Blocker], Protocol):
    async def of_source(self, event: EventId) -> Blocker | None: ...

    async def listed(self, team: TeamId | None = None, *, closed: bool = False, closed_since: datetime | None = None) -> Sequence[Blocker]:
        """As with every kind; of a team also those of others that concern it."""

    async def first(self, most: int, teams: Collection[TeamId] | None = None, *, closed: bool = False) -> tuple[Sequence[Blocker], int]:
        """The first `most` of these teams and those that concern them, or of everybody, and how many there are in all.

        Open ones first (with `closed` the others behind them), among them red ones, then the oldest.
        """

    async def solved_since(self, since: datetime, most: int) -> Sequence[Blocker]:
        """The latest `most` that were solved then or later, the latest first."""

    async def concern(self, number: Number, team: TeamId) -> bool:
        """Marks that the blocker concerns this team too; False where it did already."""

    async def concerned(self, number: Number) -> Sequence[TeamId]: ...


class Ladder(Protocol):
    """The steps of the escalation ladder that each blocker has been through."""

    async def rungs(self, number: Number) -> Sequence[Rung]:
        """The steps taken, in order."""

    async def of_open(self) -> Mapping[Number, frozenset[Step]]:
        """Which steps each open blocker has been through; those that have taken none are left out."""

    async def add(self, number: Number, step: Step, once: str, at: datetime, *, tells: bool = False) -> None:
        """Adds a step. `once` is the key of the message whose arrival counts; with `tells` the team's room gets a message about that."""

    async def refused(self, room: RoomId | None = None) -> Sequence[Number]:
        """The open blockers with a step whose message was given up, in that room or in any."""

    async def show(self, number: Number, once: str, arrival: Arrival) -> None:
        """Stores which arrival of the step's message the cards show."""


class Sessions(Records[Session], Protocol):
    async def of_team(self, team: TeamId, *, retros: bool = False) -> Sequence[Session]:
        """Those planned, the oldest number first; with `retros` the retrospectives too, which have no agenda."""

    async def all(self, *, retros: bool = False) -> Sequence[Session]:
        """Those planned, of every group."""

    async def cancelled(self) -> Sequence[Session]:
        """Those cancelled as a whole, of every group; not those whose text is deleted."""

    async def changes(self, number: Number) -> Sequence[DateChange]: ...

    async def set_change(self, change: DateChange) -> None:
        """Stores a change, in place of an earlier one of the same date."""

    async def clear_change(self, number: Number, planned: datetime) -> None: ...


class Topics(Records[Topic], Protocol):
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


class Retros(Records[Retro], Protocol):
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
        """Deletes who voted for what, once the votes are counted."""


class MinutesOfSessions(Protocol):
    """The minutes of each date of a session, and their entries."""

    async def of_date(self, session: Number, planned: datetime) -> Minutes | None: ...

    async def of_team(self, team: TeamId, *states: MinutesState) -> Sequence[Minutes]:
        """In these states, the latest first; without any named in all."""

    async def of_session(self, session: Number) -> Sequence[Minutes]:
        """Of all its dates, the latest first."""

    async def newest(self, most: int, *, skip: int = 0) -> tuple[Sequence[Minutes], int]:
        """`most` of everybody's, the latest first, behind the `skip` latest; and how many there are in all."""

    async def running(self, team: TeamId) -> Minutes | None: ...

    async def unfinished(self, team: TeamId) -> Sequence[Minutes]:
        """Those that run and those that are a draft."""

    async def save(self, minutes: Minutes) -> None:
        """Stores them, in place of what was kept of this date."""

    async def add(self, entry: Entry) -> Entry:
        """Stores an entry behind all others; `entry.position` is ignored. Returns it with its position."""

    async def entries(self, session: Number, planned: datetime) -> Sequence[Entry]:
        """In the order in which they came."""

    async def entry_of(self, event: EventId) -> Entry | None:
        """The one that this message or reaction made."""

    async def entries_about(self, record: Number) -> Sequence[Entry]:
        """Those that name this record as said under a topic."""

    async def change(self, entry: Entry) -> None:
        """Raises LookupError for one that was deleted."""

    async def delete(self, entry: Entry) -> None: ...


class Notes(Protocol):
    async def add(self, note: Note) -> None:
        """Stores a note under a new id; `note.id` is ignored."""

    async def of(self, subject: Number) -> Sequence[Note]: ...

    async def of_event(self, event: EventId) -> Note | None: ...

    async def all_of_event(self, event: EventId) -> Sequence[Note]:
        """The notes of a message that is about several records, one on each."""

    async def reword(self, note: Note, text: str) -> None: ...

    async def delete(self, note: Note) -> None: ...


class History(Protocol):
    async def add(self, change: Change) -> None:
        """Stores a change under a new id; `change.id` is ignored."""

    async def of(self, subject: Number) -> Sequence[Change]: ...

    async def of_event(self, event: EventId) -> Change | None: ...

    async def delete(self, change: Change) -> None: ...

    async def hand_over(self, change: Change, *, event: EventId | None, before: str | None) -> None:
        """Ties the change to another event, whose withdrawal then restores the earlier state `before`."""

    async def erase(self, subject: Number) -> None:
        """Deletes what people wrote: the details and the earlier states."""
