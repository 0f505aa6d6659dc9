"""Quarters: which one a report is about, when it is due, and how people name one."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Self

from bot.domain.calendar import Calendar, on_clock
from bot.domain.calendar.durations import Span, Unit, read_span
from bot.domain.date_phrases.vocabulary import normalize_phrase
from bot.domain.errors import Refused, Why

ASKED_BEFORE, ASKED_AGAIN_BEFORE = 15, 5
"""Working days before the due day at which the groups are asked for what is missing, and once more."""
STAYS_OPEN = timedelta(weeks=4)
"""After its due day a report that nobody has released is still the next one."""
MAX_AFTER = timedelta(days=80)
"""The next quarter has to be longer than the time in which a report is due."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    quarter: int
    """From 1 to 4."""

    def __str__(self) -> str:
        return f"{self.year}-Q{self.quarter}"

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def stored(cls, written: str) -> Self:
        """`2026-Q3`, as it is kept."""
        return cls(int(written[:-3]), int(written[-1]))

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.quarter - 2, 1)

    @property
    def last(self) -> date:
        return self.next.first - _ONE_DAY

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + self.quarter // 4, self.quarter % 4 + 1)

    @property
    def before(self) -> Quarter:
        return Quarter(self.year, self.quarter - 1) if self.quarter > 1 else Quarter(self.year - 1, 4)

    def end_in(self, zone: tzinfo) -> datetime:
        """The moment at which it is over there."""
        return on_clock(self.next.first, time(0), zone)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


_NAMES = {
    **{"i": 1, "ii": 2, "iii": 3, "iv": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4},
    **{f"{stem}{ending}": count for count, stem in enumerate(("erste", "zweite", "dritte", "vierte"), 1) for ending in ("", "s", "n")},
    **{"first": 1, "second": 2, "third": 3, "fourth": 4},
}
_UNITS = frozenset({"quartal", "quartals", "quartalsbericht", "quarter", "q", "qu"})
_FILLERS = frozenset(
    {*("das", "dem", "im", "in", "fuer", "for", "the", "des", "jahr", "jahres", "year", "von", "of", "zum"), "bericht", "report"}
)
_THIS = frozenset({"dieses", "diesem", "laufendes", "laufende", "laufenden", "aktuelles", "aktuelle", "this", "current"})
_LAST = frozenset({"letztes", "letzte", "letzten", "voriges", "vorige", "vergangenes", "vorquartal", "last", "previous"})
_TOKEN = re.compile(r"\d(?:st|nd|rd|th)|[a-z]+|\d+")
_AROUND = re.compile(r"[\s./()'’–-]*+")
MAX_QUARTER_LENGTH = 60


def read_quarter(folded: str, today: date) -> Quarter | None:
    """`q3 2026`, `3. quartal 2026`, `iii/2026`, `2026-q3`, `q3`, `letztes quartal`; None for other words, and for a quarter to come.

    Without a year it is the last one of that name that has begun.
    """
    if len(folded) > MAX_QUARTER_LENGTH or _AROUND.sub("", _TOKEN.sub("", folded)):
        return None
    words = [word for word in _TOKEN.findall(folded) if word not in _FILLERS]
    named = [word for word in words if word not in _UNITS]
    now = Quarter.of(today)
    if len(named) == 1 and named[0] in _THIS | _LAST:
        return now if named[0] in _THIS else now.before
    years = [word for word in named if len(word) == 4 and word.isdecimal()]
    others = [word for word in named if word not in years]
    if not years and len(others) == 2:  # `q3/26`
        years = [word for word in others if len(word) == 2 and word.isdecimal()]
        others = [word for word in others if word not in years]
    if len(others) != 1 or len(years) > 1 or not (years or len(words) > len(named)):
        return None
    which = _NAMES.get(others[0]) or (int(others[0]) if others[0] in ("1", "2", "3", "4") and len(words) > len(named) else None)
    if which is None:
        return None
    if not years:
        found = Quarter(now.year, which)
        return found if found <= now else Quarter(now.year - 1, which)
    year = int(years[0]) + (0 if len(years[0]) == 4 else 2000)
    return Quarter(year, which) if year >= 2000 and Quarter(year, which) <= now else None


def sounds_like_quarter(folded: str) -> bool:
    """Whether some word of it belongs to the name of a quarter, be it one that there is not."""
    known = _UNITS | _THIS | _LAST | _NAMES.keys()
    return any(word in known or word[0].isdecimal() for word in _TOKEN.findall(folded[:MAX_QUARTER_LENGTH]))


@dataclass(frozen=True)
class Due:
    """When a report is due: so long after the end of its quarter."""

    span: Span

    def __str__(self) -> str:
        return f"{self.span} after quarter"

    def of(self, quarter: Quarter, calendar: Calendar) -> date:
        """The day: days are working days, weeks end on the next working day."""
        if self.span.unit is Unit.WEEKS:
            return calendar.next_working_day(quarter.last + self.span.elapsed)
        return working_days_after(quarter.last, self.span.amount, calendar)


_AFTER = frozenset({"nach", "after"})
_END = frozenset({"dem", "the", "end", "ende", "of", "des", "quartalsende", "quartalsschluss", "quartal", "quartals", "quarter"})


def read_due(text: str) -> Due:
    """`15d after quarter`, `15 Arbeitstage nach Quartalsende`, `4 Wochen`. Raises Refused."""
    words = normalize_phrase(text).split()
    after = next((place for place, word in enumerate(words) if word in _AFTER), len(words))
    if not _END.issuperset(words[after + 1 :]):
        raise Refused(Why.DURATION)
    span = read_span(" ".join(words[:after]))
    if span.is_working_hours:
        raise Refused(Why.WEEKS_OR_DAYS)
    if span.elapsed > MAX_AFTER:
        raise Refused(Why.DURATION_LONG)
    return Due(span)


def working_days_after(day: date, count: int, calendar: Calendar) -> date:
    for _ in range(count):
        day = calendar.next_working_day(day + _ONE_DAY)
    return day


def working_days_before(day: date, count: int, calendar: Calendar) -> date:
    for _ in range(count):
        day = calendar.previous_working_day(day - _ONE_DAY)
    return day


def working_days_between(day: date, until: date, calendar: Calendar) -> int:
    """How many working days there are after `day` up to `until`; below zero where that is past."""
    first, last = min(day, until), max(day, until)
    count = sum(calendar.is_working_day(first + step * _ONE_DAY) for step in range(1, (last - first).days + 1))
    return count if day <= until else -count


def next_report(today: date, *, due: Due, calendar: Calendar, since: date, released: Container[Quarter]) -> Quarter:
    """The quarter that the next report is about: the last one until its report was released or is long overdue, then the one that runs.

    `since` is when the project began: of a time before it there is nothing to report.
    """
    now = Quarter.of(today)
    last = now.before
    is_open = last.last >= since and last not in released and today <= due.of(last, calendar) + STAYS_OPEN
    return last if is_open else now
