"""Sessions: meetings of a group, single or recurring, and what became of single dates of a series.

A series keeps its local time across a change of the clocks, so its times are naive and local to the project's zone; only an
`Occurrence` has times in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any

from dateutil.rrule import rrulestr

from bot.domain.calendar.durations import Span
from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId

LETTER = "S"
DEFAULT_LENGTH = timedelta(minutes=60)


class SessionState(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"
    """Cancelled as a whole: the single session, or the series."""


@dataclass(frozen=True, kw_only=True)
class Session:
    number: Number
    team: TeamId
    title: str
    rule: str = ""
    """An RRULE without DTSTART; empty for a single session."""
    start: datetime
    """The first date, naive and local to the project's zone."""
    length: timedelta = DEFAULT_LENGTH
    place: str = ""
    until: date | None = None
    """The last day of a series; None where it has no end."""
    lead: Span | None = None
    """How long before each date its digest comes; None where the room's setting holds."""
    state: SessionState = SessionState.PLANNED
    created_by: UserId
    created_at: datetime
    room: RoomId
    source: EventId
    sequence: int = 0
    """Rises with each change, as calendar files want it (RFC 5545, SEQUENCE)."""

    @property
    def is_open(self) -> bool:
        """Whether it can take place: it is not cancelled as a whole."""
        return self.state is SessionState.PLANNED

    @property
    def is_series(self) -> bool:
        return bool(self.rule)

    def cancelled(self) -> Session:
        return replace(self, state=SessionState.CANCELLED, sequence=self.sequence + 1)

    def reopened(self) -> Session:
        return replace(self, state=SessionState.PLANNED, sequence=self.sequence + 1)

    def changed(self, **values: Any) -> Session:
        """The session with these values, and with the next SEQUENCE."""
        return replace(self, **values, sequence=self.sequence + 1)

    def erased(self) -> Session:
        """The session without anything that people wrote."""
        return replace(self, title="", place="")


@dataclass(frozen=True, kw_only=True)
class DateChange:
    """What became of one date of a session, which its planned time names."""

    session: Number
    planned: datetime
    """The date that the rule gives, naive and local: its RECURRENCE-ID."""
    moved_to: datetime | None = None
    """Naive and local."""
    cancelled: bool = False
    reason: str = ""
    length: timedelta | None = None
    title: str | None = None
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One date on which a group meets, all changes applied."""

    session: Number
    team: TeamId
    planned: datetime
    """The date that the rule gives, naive and local; it names the occurrence whatever becomes of it."""
    start: datetime
    """In UTC."""
    length: timedelta
    title: str
    place: str
    cancelled: bool
    moved: bool
    reason: str = ""

    @property
    def end(self) -> datetime:
        return self.start + self.length


def occurrences(session: Session, changes: Sequence[DateChange], zone: tzinfo, *, after: datetime, before: datetime) -> list[Occurrence]:
    """The occurrences that end after `after` and begin before `before` (aware), cancelled ones too, in the order of their start.

    A cancelled session has none. Dates are looked for from a month before `after` to a month after `before`, since a date may have
    been moved.
    """
    if session.state is SessionState.CANCELLED:
        return []
    changed = {change.planned: change for change in changes}
    planned = set(_planned(session, after - _NEIGHBOUR_RANGE, before + _NEIGHBOUR_RANGE, zone)) | {
        moment for moment in changed if _has(session, moment)
    }
    found = [_occurrence(session, moment, changed.get(moment), zone) for moment in planned]
    return sorted((each for each in found if each.end > after and each.start < before), key=lambda each: each.start)


_NEIGHBOUR_RANGE = timedelta(days=31)


def _has(session: Session, planned: datetime) -> bool:
    """Whether the session has that date. A change may be left over from an earlier rule."""
    if not session.is_series:
        return planned == session.start
    if planned < session.start or (session.until is not None and planned.date() > session.until):
        return False
    return bool(rrulestr(session.rule, dtstart=session.start).between(planned, planned, inc=True))


def _planned(session: Session, after: datetime, before: datetime, zone: tzinfo) -> Iterator[datetime]:
    first, last = after.astimezone(zone).replace(tzinfo=None), before.astimezone(zone).replace(tzinfo=None)
    if not session.is_series:
        yield session.start
        return
    if session.until is not None:
        last = min(last, datetime.combine(session.until, time.max))
    yield from rrulestr(session.rule, dtstart=session.start).between(first, last, inc=True)


def _occurrence(session: Session, planned: datetime, change: DateChange | None, zone: tzinfo) -> Occurrence:
    local = change.moved_to if change and change.moved_to else planned
    return Occurrence(
        session=session.number,
        team=session.team,
        planned=planned,
        start=in_utc(local, zone),
        length=change.length if change and change.length else session.length,
        title=change.title if change and change.title else session.title,
        place=change.place if change and change.place is not None else session.place,
        cancelled=change is not None and change.cancelled,
        moved=change is not None and change.moved_to is not None,
        reason=change.reason if change else "",
    )


def occurrence_of(session: Session, change: DateChange, zone: tzinfo) -> Occurrence:
    """The occurrence with this change applied."""
    return _occurrence(session, change.planned, change, zone)


def in_utc(local: datetime, zone: tzinfo) -> datetime:
    """The time in UTC at which clocks in `zone` show `local`. A local time that does not exist moves forward; of two the first counts."""
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def current(session: Session, changes: Sequence[DateChange]) -> list[DateChange]:
    """The changes whose date the session still has, in their order."""
    return sorted((change for change in changes if _has(session, change.planned)), key=lambda change: change.planned)


def coming(session: Session, changes: Sequence[DateChange], zone: tzinfo, *, now: datetime, count: int) -> list[Occurrence]:
    """The next occurrences that have not begun at `now`, at most `count`, cancelled ones too."""
    found: list[Occurrence] = []
    for reach in _SEARCH_RANGES:
        found = [each for each in occurrences(session, changes, zone, after=now, before=now + reach) if each.start > now]
        if len(found) >= count:
            break
    return found[:count]


_SEARCH_RANGES = (timedelta(days=70), timedelta(days=800), timedelta(days=366 * 12))
"""How far ahead the next dates are looked for, one range after the other: most series have one soon, a yearly one needs the last."""


def next_held(session: Session, changes: Sequence[DateChange], zone: tzinfo, *, now: datetime) -> Occurrence | None:
    """The next occurrence that has not begun and is not cancelled; None where there is none."""
    limit = sum(change.cancelled for change in changes) + 1
    return next((each for each in coming(session, changes, zone, now=now, count=limit) if not each.cancelled), None)


def on_day(session: Session, changes: Sequence[DateChange], zone: tzinfo, day: date) -> Occurrence | None:
    """The occurrence that takes place on `day`, or else the one that the rule gives for that day, wherever it was moved."""
    start = in_utc(datetime.combine(day, time()), zone)
    around = occurrences(session, changes, zone, after=start - _NEIGHBOUR_RANGE, before=start + _NEIGHBOUR_RANGE)
    on_it = [each for each in around if each.start.astimezone(zone).date() == day]
    on_it.sort(key=lambda each: each.cancelled)
    return next(iter(on_it), None) or next((each for each in around if each.planned.date() == day), None)


def cancelled_dates(session: Session, changes: Sequence[DateChange], zone: tzinfo) -> list[Occurrence]:
    """The dates that were cancelled one by one, in the order of their start."""
    found = [occurrence_of(session, change, zone) for change in current(session, changes) if change.cancelled]
    return sorted(found, key=lambda each: each.start)


def clashes(mine: Sequence[Occurrence], others: Sequence[Occurrence]) -> list[tuple[Occurrence, Occurrence]]:
    """The pairs of `mine` and `others` that overlap, in the order of `mine`, without cancelled ones."""
    return [
        (each, other)
        for each in mine
        for other in others
        if not each.cancelled and not other.cancelled and each.start < other.end and other.start < each.end
    ]
