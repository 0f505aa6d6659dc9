"""The time zone in a calendar file: when its clocks change (VTIMEZONE, RFC 5545, 3.6.5).

A change of the clocks is given in local time before the change: in Berlin 02:00 in spring. Where the changes of many years fit one
yearly rule they are written as one RRULE, so that a series without end stays right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from bot.domain.calendar.recurrence import WEEKDAY_CODES, places

_YEARS_AHEAD = 12
"""How many years ahead changes are looked at; a zone that follows no rule is right for that long."""
_SEARCH_STEP = timedelta(days=7)
_EPOCH = datetime.combine(date(1970, 1, 1), time())
_MIN_CHANGES_OF_A_RULE = 3
"""Fewer changes than this are written one by one."""


@dataclass(frozen=True)
class _Kind:
    """What changes of the clocks have in common that differ only in their year."""

    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool
    month: int


@dataclass(frozen=True)
class _Change:
    at: datetime
    """Naive, on the clock that holds until then."""
    kind: _Kind


def timezone_of(zone: ZoneInfo, since: datetime) -> Timezone:
    """The zone's VTIMEZONE, right from `since` (naive and local) on."""
    component = Timezone()
    component.add("TZID", zone.key)
    start = datetime(since.year - 1, 1, 1, tzinfo=UTC)
    changes = sorted(_changes(zone, start), key=lambda change: (change.kind.month, str(change.kind)))
    if not changes:
        offset = start.astimezone(zone).utcoffset() or timedelta()
        kind = _Kind(offset, offset, start.astimezone(zone).tzname() or "", is_daylight=False, month=1)
        changes = [_Change(_EPOCH, kind)]
    for _, same in groupby(changes, key=lambda change: change.kind):
        component.add_component(_observance(sorted(same, key=lambda change: change.at)))
    return component


def _changes(zone: ZoneInfo, start: datetime) -> Iterator[_Change]:
    moment, end = start, start + timedelta(days=366 * _YEARS_AHEAD)
    while moment < end:
        following = moment + _SEARCH_STEP
        before, after = moment.astimezone(zone), following.astimezone(zone)
        if before.utcoffset() != after.utcoffset():
            at = _exactly(zone, moment, following)
            old, new = before.utcoffset() or timedelta(), after.utcoffset() or timedelta()
            local = (at + old).replace(tzinfo=None)
            yield _Change(local, _Kind(old, new, after.tzname() or "", bool(after.dst()), local.month))
        moment = following


def _exactly(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first second, in UTC, at which the offset is that of `late`."""
    offset = late.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early) // timedelta(seconds=1) // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            late = middle
        else:
            early = middle
    return late


def _observance(changes: Sequence[_Change]) -> TimezoneStandard | TimezoneDaylight:
    first = changes[0]
    component = TimezoneDaylight() if first.kind.is_daylight else TimezoneStandard()
    component.add("DTSTART", first.at)
    component.add("TZOFFSETFROM", first.kind.before)
    component.add("TZOFFSETTO", first.kind.after)
    component.add("TZNAME", first.kind.name)
    place = _place([change.at for change in changes])
    if place is not None:
        by_day = f"{place}{WEEKDAY_CODES[first.at.weekday()]}"
        component.add("RRULE", vRecur.from_ical(f"FREQ=YEARLY;BYMONTH={first.kind.month};BYDAY={by_day}"))
    elif len(changes) > 1:
        component.add("RDATE", [change.at for change in changes[1:]])
    return component


def _place(moments: Sequence[datetime]) -> int | None:
    """The place of their weekday in the month (-1 is the last), the same for all at one time of day; None where there is no such rule."""
    if len(moments) < _MIN_CHANGES_OF_A_RULE or len({(moment.weekday(), moment.time()) for moment in moments}) > 1:
        return None
    if [moment.year for moment in moments] != list(range(moments[0].year, moments[-1].year + 1)):
        return None
    common = set.intersection(*(set(places(moment.date())) for moment in moments))
    return min(common, default=None)
