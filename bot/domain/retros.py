"""Retrospectives: their notes by column, the votes on them, and the ranking.

Handbook, rule 6: retrospectives regularly, to reflect on the work and find improvements. A retrospective is one date of a session
(`bot.domain.meetings`) whose number has this letter; a series of sessions makes one retrospective after the other.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId

LETTER = "R"
MAX_BALLOTS = 20
"""Up to so many notes, each is a message of its own to vote on; more are numbered lists (handbook: `!retro`)."""
MAX_TIMEBOX = timedelta(hours=2)


class Form(StrEnum):
    """The form of a retrospective, which determines its columns."""

    START_STOP = "start-stop-weiter"
    GOOD_BAD = "gut-schlecht-idee"
    FOUR_L = "4l"
    SAILBOAT = "segelboot"
    YEAR = "jahr"
    """That of the whole project: members of all groups hand in notes."""


COLUMNS: Mapping[Form, tuple[str, ...]] = {
    Form.START_STOP: ("start", "stop", "continue"),
    Form.GOOD_BAD: ("good", "bad", "idea"),
    Form.FOUR_L: ("liked", "learned", "lacked", "longed"),
    Form.SAILBOAT: ("wind", "anchor", "reef", "island"),
    Form.YEAR: ("keep", "change", "share", "clarify"),
}
"""The columns of each form, in the order in which they are talked about."""


class RetroState(StrEnum):
    COLLECTING = "collecting"
    """Notes may be handed in; it has no date yet."""
    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Retro:
    number: Number
    team: TeamId
    form: Form = Form.START_STOP
    state: RetroState = RetroState.COLLECTING
    session: Number | None = None
    """The session that it is a date of; its own number, or that of the first one of its series."""
    planned: datetime | None = None
    """Which date of that session: the one that its rule gives, naive and local."""
    suggested: datetime | None = None
    """The start, naive and local, that the weekly digest proposed last."""
    box: timedelta | None = None
    """How long each column is talked about; None where nobody asked for a limit."""
    column: str | None = None
    """The column whose time is running; empty for the notes without one."""
    created_by: UserId | None = None
    """None where a timer made it: the next one of a series, or a proposal."""
    created_at: datetime
    room: RoomId
    source: EventId | None = None
    started_at: datetime | None = None
    closed_at: datetime | None = None
    """When it ended or was cancelled."""
    declined_at: datetime | None = None
    """When the group said no to a proposed date."""

    @property
    def is_of_all(self) -> bool:
        """Whether members of all groups hand in notes, those of other groups without a name."""
        return self.form is Form.YEAR

    @property
    def is_open(self) -> bool:
        """Whether notes may still be handed in, or votes."""
        return self.state in (RetroState.COLLECTING, RetroState.PLANNED, RetroState.RUNNING)

    @property
    def columns(self) -> tuple[str, ...]:
        return COLUMNS[self.form]

    def put_on(self, session: Number, planned: datetime) -> Retro:
        return replace(self, state=RetroState.PLANNED, session=session, planned=planned, suggested=None)

    def without_date(self) -> Retro:
        """It did not take place, and what was handed in waits for a new date."""
        return replace(self, state=RetroState.COLLECTING, session=None, planned=None)

    def started(self, at: datetime) -> Retro:
        return replace(self, state=RetroState.RUNNING, started_at=at)

    def ended(self, at: datetime) -> Retro:
        return replace(self, state=RetroState.ENDED, closed_at=at, column=None)

    def cancelled(self, at: datetime) -> Retro:
        return replace(self, state=RetroState.CANCELLED, closed_at=at, column=None)


@dataclass(frozen=True, kw_only=True)
class RetroNote:
    """A contribution to a retrospective (not a note on a record, `bot.domain.history.Note`). Its author is not stored anywhere."""

    key: str
    """Random: it says nothing about when the note came."""
    retro: Number
    column: str
    """Empty where it was handed in without one."""
    text: str
    source: EventId | None
    """The message in the room, so that editing and deleting it works; None for a note without a name."""
    place: int | None = None
    """Its number in the retrospective, once that has begun."""
    joined: int | None = None
    """The place of the note that it was joined to."""
    votes: int = 0
    """Counted at the end."""


@dataclass(frozen=True)
class Vote:
    """One person's vote for one note, as long as the retrospective runs; the count alone is kept after that."""

    retro: Number
    place: int
    voter: UserId
    event: EventId
    """The reaction or message that gave it: withdrawing that takes it back."""


@dataclass(frozen=True)
class Ranked:
    """A note with those that were joined to it, and the votes for all of them."""

    notes: tuple[RetroNote, ...]
    votes: int

    @property
    def place(self) -> int:
        assert self.notes[0].place is not None, "only what has begun is ranked"
        return self.notes[0].place

    @property
    def column(self) -> str:
        return self.notes[0].column


def placed(notes: Iterable[RetroNote], form: Form, rand: random.Random) -> list[RetroNote]:
    """The notes numbered from 1, column by column, those without a column last, in random order within a column."""
    columns = (*COLUMNS[form], "")
    mixed = sorted(notes, key=lambda note: note.key)
    rand.shuffle(mixed)
    mixed.sort(key=lambda note: columns.index(note.column))
    return [replace(note, place=place) for place, note in enumerate(mixed, start=1)]


def fitting(note: RetroNote, form: Form) -> RetroNote:
    """A note that was handed in for another form loses a column that this one does not have."""
    return note if note.column in COLUMNS[form] else replace(note, column="")


def groups(notes: Sequence[RetroNote]) -> list[tuple[RetroNote, ...]]:
    """Each note with those that were joined to it, in the order of their places."""
    ordered = sorted((note for note in notes if note.place is not None), key=lambda note: note.place or 0)
    heads = [note for note in ordered if note.joined is None]
    return [(head, *(note for note in ordered if note.joined == head.place)) for head in heads]


def ranking(notes: Sequence[RetroNote], votes: Sequence[Vote]) -> list[Ranked]:
    """The notes by votes, then in their order. A person counts once for all notes that were joined."""
    found: list[Ranked] = []
    for group in groups(notes):
        places = {note.place for note in group}
        found.append(Ranked(group, len({vote.voter for vote in votes if vote.place in places})))
    return sorted(found, key=lambda each: (-each.votes, each.place))


def joined(notes: Sequence[RetroNote], places: Sequence[int]) -> list[RetroNote]:
    """The notes that change where those at `places` are joined to the first of them; what was joined to one comes along.

    Raises LookupError with the first place that there is no note at.
    """
    by_place = {note.place: note for note in notes if note.place is not None}
    for place in places:
        if place not in by_place:
            raise LookupError(place)
    head = _head(by_place[places[0]])
    moving = {_head(by_place[place]) for place in places[1:]} - {head}
    return [replace(note, joined=head) for note in notes if note.place is not None and _head(note) in moving]


def _head(note: RetroNote) -> int:
    assert note.place is not None, "only what has begun is joined"
    return note.joined or note.place


def next_column(retro: Retro, notes: Sequence[RetroNote]) -> str | None:
    """The column to talk about after the one whose time is running; None after the last. Empty columns are passed over."""
    order = (*retro.columns, "")
    after = -1 if retro.column is None else order.index(retro.column)
    filled = {note.column for note in notes}
    return next((column for column in order[after + 1 :] if column in filled), None)


def is_wanted(retros: Iterable[Retro], *, founded: datetime, every: timedelta, now: datetime) -> bool:
    """Whether to propose a retrospective: none was held or declined for as long as `every`, and none is planned."""
    last = founded
    for retro in retros:
        if retro.state in (RetroState.PLANNED, RetroState.RUNNING):
            return False
        held = retro.closed_at if retro.state is RetroState.ENDED else None
        last = max(moment for moment in (last, held, retro.declined_at) if moment is not None)
    return now.date() - last.date() >= every


def proposed_day(today: date, working_days: Iterable[date], busy: frozenset[date]) -> date | None:
    """The first of the working days from a week ahead on, preferably one without a meeting, and preferably from Tuesday to Thursday."""
    ahead = [day for day in working_days if day - today >= timedelta(days=7)]
    free = [day for day in ahead if day not in busy] or ahead
    return next((day for day in free if 0 < day.weekday() < 4), next(iter(free), None))
