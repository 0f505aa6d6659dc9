"""The log of a milestone: each thing that was said of its dates is a row of its own, and no row is ever overwritten.

What was known on any past day is computed from the rows, so a report for that day always says what it said then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.domain.calendar import on_clock
from bot.domain.ids import Number, UserId
from bot.domain.milestones.milestone import MilestoneState


class EntryKind(StrEnum):
    PLANNED = "planned"
    """The first: the date that never changes."""
    FORECAST = "forecast"
    CONFIRMED = "confirmed"
    """The forecast holds: a point of the trend like a new one."""
    AGREED = "agreed"
    ASKED = "asked"
    """A digest has asked whether the forecast holds."""
    PROPOSED = "proposed"
    """Its group was offered this date, because something that it waits for comes later."""
    REACHED = "reached"
    DROPPED = "dropped"
    REOPENED = "reopened"


REPORTS = frozenset({EntryKind.PLANNED, EntryKind.FORECAST, EntryKind.CONFIRMED})
"""What says when the group expects it."""
_STATES = {
    EntryKind.REACHED: MilestoneState.REACHED,
    EntryKind.DROPPED: MilestoneState.DROPPED,
    EntryKind.REOPENED: MilestoneState.OPEN,
}


@dataclass(frozen=True, kw_only=True)
class LogEntry:
    id: int
    milestone: Number
    kind: EntryKind
    day: date
    """The date that it speaks of; of a closing, the day of it."""
    at: datetime
    by: UserId | None = None
    """None where a timer did it."""
    reason: str = ""
    about: Number | None = None
    """The record because of which it was said: a blocker, another milestone, a decision."""
    mark: str = ""
    """The event that said it, or the key of the message that asked or offered."""
    withdrawn_at: datetime | None = None
    """When it was taken back; it counts up to then."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What was known of a milestone at one moment."""

    plan: date
    agreed: date
    forecast: date
    reported_at: datetime
    state: MilestoneState = MilestoneState.OPEN
    late_since: datetime | None = None
    slips: int = 0
    """How often its forecast has become later."""

    @property
    def is_late(self) -> bool:
        return self.state is MilestoneState.OPEN and self.forecast > self.agreed

    @property
    def days_late(self) -> int:
        return max((self.forecast - self.agreed).days, 0) if self.is_late else 0


@dataclass(frozen=True, kw_only=True)
class Point:
    """A point of the trend: what was expected when it was reported."""

    reported: date
    expected: date


def as_of(entries: Iterable[LogEntry], day: date, zone: tzinfo) -> Known | None:
    """What was known at the end of that day; None where there was no such milestone yet."""
    return known(entries, on_clock(day + timedelta(days=1), time(0), zone))


def known(entries: Iterable[LogEntry], before: datetime | None = None) -> Known | None:
    """What the rows say, or said before that moment."""
    now: Known | None = None
    for entry in standing(entries, before):
        if now is None:
            now = Known(plan=entry.day, agreed=entry.day, forecast=entry.day, reported_at=entry.at)
        elif entry.kind in REPORTS:
            slips = now.slips + (entry.day > now.forecast)
            now = replace(now, forecast=entry.day, reported_at=entry.at, slips=slips)
        elif entry.kind is EntryKind.AGREED:
            now = replace(now, agreed=entry.day)
        elif entry.kind in _STATES:
            now = replace(now, state=_STATES[entry.kind])
        now = replace(now, late_since=(now.late_since or entry.at) if now.is_late else None)
    return now


def standing(entries: Iterable[LogEntry], before: datetime | None = None) -> list[LogEntry]:
    """The rows that count, or counted at that moment, in their order."""
    found = [
        each
        for each in entries
        if (before is None or each.at < before) and (each.withdrawn_at is None or (before is not None and each.withdrawn_at >= before))
    ]
    return sorted(found, key=lambda each: (each.at, each.id))


def trend(entries: Iterable[LogEntry], zone: tzinfo, before: datetime | None = None) -> list[Point]:
    """Report date against expected date, as the trend analysis draws it: one point a day, the last that was said on it."""
    points: dict[date, date] = {}
    for entry in standing(entries, before):
        if entry.kind in REPORTS:
            points[entry.at.astimezone(zone).date()] = entry.day
    return [Point(reported=reported, expected=expected) for reported, expected in points.items()]


def trend_from_plan(entries: Iterable[LogEntry], zone: tzinfo, before: datetime | None = None) -> list[Point]:
    """The trend, beginning with the plan where that was moved on its first day, of which the trend keeps the last word only."""
    counted = standing(entries, before)
    points = trend(counted, zone, before)
    planned = next((entry for entry in counted if entry.kind is EntryKind.PLANNED), None)
    if points and planned is not None and points[0].expected != planned.day:
        points.insert(0, Point(reported=points[0].reported, expected=planned.day))
    return points


def last_forecast(entries: Iterable[LogEntry]) -> LogEntry | None:
    """The row that says what is expected now, confirmations left out."""
    said = [each for each in standing(entries) if each.kind in REPORTS and each.kind is not EntryKind.CONFIRMED]
    return said[-1] if said else None


def unanswered(entries: Iterable[LogEntry], before: datetime) -> int:
    """How often it was asked about since its group last reported, in questions from before that moment."""
    count = 0
    for entry in standing(entries):
        if entry.kind in REPORTS:
            count = 0
        elif entry.kind is EntryKind.ASKED and entry.at < before:
            count += 1
    return count


def open_offers(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """The dates that were offered and that its group has not answered, in their order: any later report is an answer."""
    found: list[LogEntry] = []
    for entry in standing(entries):
        if entry.kind is EntryKind.PROPOSED:
            found = [*(each for each in found if each.about != entry.about), entry]
        elif entry.kind in REPORTS or entry.kind in _STATES:
            found = []
    return found


def shift_because_of(entries: Sequence[LogEntry], about: Number) -> timedelta:
    """By how much this record has moved the forecast, by offers that were taken up; nothing once its group has said a date of its own."""
    shift, forecast = timedelta(), None
    for entry in standing(entries):
        if entry.kind not in REPORTS:
            continue
        if forecast is not None and entry.kind is EntryKind.FORECAST:
            shift = shift + (entry.day - forecast) if entry.about == about else shift if entry.about is not None else timedelta()
        forecast = entry.day
    return shift
