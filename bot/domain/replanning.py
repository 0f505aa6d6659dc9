"""What becomes of the changed dates of a series that is planned anew: at another time, on another day, in another rhythm.

A date that was cancelled or changed stays so: on the same day of the new series or, where the frequency is the same, in the same week,
month or year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from bot.domain.calendar.recurrence import Frequency, Recurrence
from bot.domain.meetings import DateChange, Session

_MAX_DATES_TRIED = 400
"""How many dates are tried for one that is to come: all of a daily series for a year may be past."""


@dataclass(frozen=True)
class Kept:
    """A change that stays, and the date of the old series that it was about."""

    old: datetime
    change: DateChange


@dataclass(frozen=True, kw_only=True)
class Replanned:
    kept: Sequence[Kept]
    settled: Sequence[DateChange]
    """Changes of the old series that the new one makes unnecessary: its dates already are as they had been changed to."""
    lost: Sequence[DateChange]
    """Changes of the old series for which the new one has no date."""


def replanned(before: Session, after: Session, changes: Sequence[DateChange], now: datetime) -> Replanned:
    """What becomes of the changes whose dates were to come at `now` (naive and local); those of past dates are not touched."""
    kept: list[Kept] = []
    settled: list[DateChange] = []
    lost: list[DateChange] = []
    for change in sorted(changes, key=lambda each: each.planned):
        if (change.moved_to or change.planned) <= now:
            continue
        planned = counterpart(before, after, change.planned)
        if planned is None or any(each.change.planned == planned for each in kept):
            lost.append(change)
            continue
        moved_to = None if change.moved_to == planned else change.moved_to
        new = replace(change, planned=planned, moved_to=moved_to)
        if new == DateChange(session=change.session, planned=planned):
            settled.append(change)
        else:
            kept.append(Kept(change.planned, new))
    return Replanned(kept=kept, settled=settled, lost=lost)


def counterpart(before: Session, after: Session, planned: datetime) -> datetime | None:
    """The date of the new series that corresponds to one of the old series; None where there is none."""
    if not after.is_series:
        return after.start
    same_day = _between(after, planned.date(), planned.date())
    if same_day is not None or not before.is_series:
        return same_day
    old, new = Recurrence.read(before.rule), Recurrence.read(after.rule)
    if (old.frequency, old.interval) != (new.frequency, new.interval) or not (old.is_once and new.is_once):
        return None
    first = _period_of(new.frequency, planned.date())
    return _between(after, first, _later(new.frequency, first, 1) - timedelta(days=1))


def first_of(rule: str, near: datetime, since: datetime, *, back: int = 0) -> datetime:
    """The first date after `since` of a series one of whose dates is `near`: that one, or one of the `back` dates before it."""
    recurrence = Recurrence.read(rule)
    first = _later(recurrence.frequency, _period_of(recurrence.frequency, near.date()), -back * recurrence.interval)
    dates = rrulestr(rule, dtstart=datetime.combine(first, near.time())).between(datetime.combine(first, time()), near, inc=True)
    return next((each for each in dates[-back - 1 :] if each > since), near)


def first_since(rule: str, at: time, since: date, now: datetime, *, as_before: str = "") -> datetime:
    """The first date of a rule to come, from the week of `since` on, or, where `as_before` has the same frequency, from its period on."""
    recurrence = Recurrence.read(rule)
    same = as_before and Recurrence.read(as_before).frequency is recurrence.frequency
    first = _period_of(recurrence.frequency if same else Frequency.WEEKLY, since)
    dates = islice(rrulestr(rule, dtstart=datetime.combine(first, at)), _MAX_DATES_TRIED)
    return next(each for each in dates if each > now)


def _between(session: Session, first: date, last: date) -> datetime | None:
    """The date of a series within these days."""
    if session.until is not None:
        last = min(last, session.until)
    rule = rrulestr(session.rule, dtstart=session.start)
    found = rule.between(datetime.combine(first, time()), datetime.combine(last, time.max), inc=True) if first <= last else []
    return next(iter(found), None)


def _period_of(frequency: Frequency, day: date) -> date:
    """The first day of its week, month or year."""
    if frequency is Frequency.WEEKLY:
        return day - timedelta(days=day.weekday())
    if frequency is Frequency.MONTHLY:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if frequency is Frequency.YEARLY else day


def _later(frequency: Frequency, day: date, count: int) -> date:
    steps = {
        Frequency.DAILY: relativedelta(days=count),
        Frequency.WEEKLY: relativedelta(weeks=count),
        Frequency.MONTHLY: relativedelta(months=count),
        Frequency.YEARLY: relativedelta(years=count),
    }
    return day + steps[frequency]
