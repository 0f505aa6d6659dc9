"""The parts of an RRULE, and the rule that a series gets when it moves to another day.

Only rules that `bot.domain.date_phrases.series` makes are understood: FREQ, INTERVAL, BYDAY, BYMONTHDAY and BYMONTH (RFC 5545, 3.3.10).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d{0,2})([A-Z]{2})")


class Frequency(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, kw_only=True)
class Recurrence:
    """The parts of a rule. Weekdays count from Monday, 0; ordinals from 1, the last one of a month is -1."""

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    """Which ones of the month (`1` and `3` for the first and third); each applies to each weekday."""
    month_day: int | None = None
    month: int | None = None

    @classmethod
    def read(cls, rule: str) -> Recurrence:
        parts = dict(part.split("=", 1) for part in rule.split(";"))
        days = [(int(match[1] or 0), WEEKDAY_CODES.index(match[2])) for match in _BYDAY.finditer(parts.get("BYDAY", ""))]
        return cls(
            frequency=Frequency(parts["FREQ"]),
            interval=int(parts.get("INTERVAL", 1)),
            weekdays=tuple(dict.fromkeys(day for _, day in days)),
            ordinals=tuple(dict.fromkeys(number for number, _ in days if number)),
            month_day=int(parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else None,
            month=int(parts["BYMONTH"]) if "BYMONTH" in parts else None,
        )

    def __str__(self) -> str:
        parts = [f"FREQ={self.frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.month:
            parts.append(f"BYMONTH={self.month}")
        if self.weekdays:
            numbers = [str(number) for number in self.ordinals] or [""]
            parts.append("BYDAY=" + ",".join(number + WEEKDAY_CODES[day] for number in numbers for day in self.weekdays))
        if self.month_day:
            parts.append(f"BYMONTHDAY={self.month_day}")
        return ";".join(parts)

    @property
    def is_once(self) -> bool:
        """Whether it has one date in each of its periods: a day, a week, a month, a year."""
        return len(self.weekdays) <= 1 and len(self.ordinals) <= 1

    def moved(self, old: date, new: date, *, shifted: bool = False) -> Recurrence | None:
        """The rule whose date `old` falls on `new` instead, repeating as before; None where that could mean more than one rule.

        With `shifted` the distance from `old` to `new` was said, and all weekdays of the rule move by it.
        """
        if old == new or self.frequency is Frequency.DAILY:
            return self
        if self.frequency is Frequency.WEEKLY:
            if len(self.weekdays) <= 1:
                return replace(self, weekdays=(new.weekday(),))
            return self._shifted((new - old).days) if shifted else None
        if self.ordinals:
            return self._moved_within_month(new)
        if self.month_day is None or new.day > 28:
            return None
        return replace(self, month_day=new.day, month=new.month if self.month else None)

    def _shifted(self, days: int) -> Recurrence | None:
        """The rule moved by `days`; None where dates of one week would fall into two, and the rule does not repeat every week."""
        moved = [day + days for day in self.weekdays]
        if self.interval > 1 and len({day // 7 for day in moved}) > 1:
            return None
        return replace(self, weekdays=tuple(sorted(day % 7 for day in moved)))

    def _moved_within_month(self, new: date) -> Recurrence | None:
        """A monthly rule such as "first Monday" as "first Wednesday", where `new` is one; None for anything else."""
        if len(self.ordinals) > 1 or len(self.weekdays) > 1 or self.ordinals[0] not in places(new):
            return None
        return replace(self, weekdays=(new.weekday(),))


def places(day: date) -> tuple[int, int]:
    """Which one of its weekday in its month a day is: counted from the start, and (negative) from the end."""
    left = monthrange(day.year, day.month)[1] - day.day
    return (day.day - 1) // 7 + 1, -(left // 7 + 1)
