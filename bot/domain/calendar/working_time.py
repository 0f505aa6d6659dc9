"""The working time of the project: its days and hours, and when a span of it is over.

Hours, minutes and seconds run only in working hours; N days means the same clock time N working days later; `bis` passes at the
end of work of its day (spec: escalation). Moments are aware and in UTC; days and clock times are those of the project's zone.
Where the clocks change, a clock time that does not exist moves forward, and of one that comes twice the first counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.domain.calendar.durations import Span, Unit

ONE_DAY = timedelta(days=1)
MIDNIGHT = time(0)
EARLIEST_MORNING = time(5)
USUAL_MORNING = time(8)
"""The beginning of the morning where the working hours begin before EARLIEST_MORNING, as in a project that works around the clock."""
MAX_DAYS_SEARCHED = 3 * 366
"""How many days are looked through for a working day. No list of closed days that the settings take can fill them."""


@dataclass(frozen=True)
class Hours:
    """From one clock time to a later one of the same day; `end` midnight is the end of that day (`24:00`)."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{'24:00' if self.end == MIDNIGHT else f'{self.end:%H:%M}'}"


@dataclass(frozen=True)
class QuietHours:
    """From one clock time to another, over midnight where the end is not after the start."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    def until(self, moment: datetime, zone: tzinfo) -> datetime | None:
        """When the quiet that holds at `moment` ends, in UTC; None where it is not quiet. The end itself is not quiet."""
        today = moment.astimezone(zone).date()
        for day in (today - ONE_DAY, today):
            last = day if self.start < self.end else day + ONE_DAY
            end = on_clock(last, self.end, zone)
            if on_clock(day, self.start, zone) <= moment < end:
                return end
        return None


def on_clock(day: date, clock: time, zone: tzinfo) -> datetime:
    """The moment, in UTC, at which clocks in `zone` show `clock` on `day`."""
    return datetime.combine(day, clock.replace(tzinfo=None, fold=0), zone).astimezone(UTC)


@dataclass(frozen=True)
class Calendar:
    """`working_days` are weekdays, Monday 0, at least one of them; `closed` says of a day whether nobody works then."""

    zone: tzinfo
    working_days: frozenset[int]
    hours: Hours
    closed: Callable[[date], bool]

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in self.working_days and not self.closed(day)

    def is_working_time(self, moment: datetime) -> bool:
        """From the first moment of the working hours up to, not including, their end."""
        day = self.day_of(moment)
        return self.is_working_day(day) and self.start_of_work(day) <= moment < self.end_of_work(day)

    def day_of(self, moment: datetime) -> date:
        """The day that it is in the project's zone."""
        return moment.astimezone(self.zone).date()

    def start_of_work(self, day: date) -> datetime:
        """When the hours of `day` begin, also on a closed one."""
        return on_clock(day, self.hours.start, self.zone)

    def end_of_work(self, day: date) -> datetime:
        """When the hours of `day` end, also on a closed one; never before they begin, where the clocks skip over both."""
        last = day + ONE_DAY if self.hours.end == MIDNIGHT else day
        return max(on_clock(last, self.hours.end, self.zone), self.start_of_work(day))

    def morning(self, day: date) -> datetime:
        """When people can be reminded on `day`, in UTC: when work begins, or at USUAL_MORNING where that is in the night."""
        return on_clock(day, self.hours.start if self.hours.start >= EARLIEST_MORNING else USUAL_MORNING, self.zone)

    def next_working_day(self, day: date) -> date:
        """`day` itself if it is a working day, otherwise the first one after it."""
        return self._search(day, ONE_DAY)

    def previous_working_day(self, day: date) -> date:
        """`day` itself if it is a working day, otherwise the last one before it."""
        return self._search(day, -ONE_DAY)

    def next_working_time(self, moment: datetime) -> datetime:
        """`moment` itself if it is working time, otherwise when work next begins."""
        if self.is_working_time(moment):
            return moment
        day = self.next_working_day(self.day_of(moment))
        # Loops only where the hours of a day are over, or where a change of the clocks skips all of them.
        while self.start_of_work(day) < moment or self.start_of_work(day) == self.end_of_work(day):
            day = self.next_working_day(day + ONE_DAY)
        return self.start_of_work(day)

    def add(self, moment: datetime, span: Span) -> datetime:
        """The moment at which `span`, begun at `moment`, is over, in UTC.

        Hours, minutes and seconds run in working time only; what begins outside of it begins when work does. Days keep the clock
        time, be it outside of the hours, and count the working days after the day of `moment`, so that one working day from
        a Saturday is the Monday. Weeks keep weekday and clock time, and move to the next working day from a closed one.
        """
        moment = moment.astimezone(UTC)
        if span.is_working_hours:
            return self._add_hours(moment, span.elapsed)
        local = moment.astimezone(self.zone)
        day = local.date()
        if span.unit is Unit.WEEKS:
            day = self.next_working_day(day + span.elapsed)
        else:
            for _ in range(span.amount):
                day = self.next_working_day(day + ONE_DAY)
        return on_clock(day, local.time(), self.zone)

    def _add_hours(self, moment: datetime, rest: timedelta) -> datetime:
        moment = self.next_working_time(moment)
        while (left := self.end_of_work(self.day_of(moment)) - moment) < rest:
            rest -= left
            moment = self.next_working_time(moment + left)
        return moment + rest

    def _search(self, day: date, step: timedelta) -> date:
        for _ in range(MAX_DAYS_SEARCHED):
            if self.is_working_day(day):
                return day
            day += step
        raise ValueError("a calendar in which nobody ever works")
