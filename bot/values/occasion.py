"""What words for a date name: a day, a moment, or a series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bot.domain.meetings import in_utc


@dataclass(frozen=True)
class Day:
    date: date


@dataclass(frozen=True)
class PointInTime:
    """`at` is aware and in UTC; `zone` is where it was written."""

    at: datetime
    zone: ZoneInfo
    length: timedelta | None = None
    """How long it takes, where that was said: `10 bis 12 Uhr`."""

    @property
    def local(self) -> datetime:
        """Aware, on the clock of the zone."""
        return self.at.astimezone(self.zone)


@dataclass(frozen=True)
class Series:
    """`rule` is an RRULE without DTSTART; `start` is the first date to come, or its naive wall-clock time where one was said."""

    rule: str
    start: datetime | date
    zone: ZoneInfo
    length: timedelta | None = None
    """As in `PointInTime`."""

    @property
    def has_time(self) -> bool:
        return isinstance(self.start, datetime)

    def next(self, count: int) -> list[PointInTime] | list[Day]:
        """The first `count` occurrences, at the same local time across a change of the clocks; one that does not exist moves forward."""
        start = self.start if isinstance(self.start, datetime) else datetime.combine(self.start, time())
        found = list(islice(rrulestr(self.rule, dtstart=start), count))
        if self.has_time:
            return [PointInTime(in_utc(moment, self.zone), self.zone) for moment in found]
        return [Day(moment.date()) for moment in found]


def iso_lines(result: Day | PointInTime | Series) -> list[str]:
    """ISO 8601: a date alone where no time was said, else wall-clock time with offset; of a series the next three."""
    found = result.next(3) if isinstance(result, Series) else [result]
    return [item.date.isoformat() if isinstance(item, Day) else item.local.isoformat(timespec="minutes") for item in found]
