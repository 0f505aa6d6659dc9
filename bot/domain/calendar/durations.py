"""Durations as settings write them (`4h`, `3d`): a count and a unit, kept as written.

Hours, minutes and seconds run only in working hours; days are working days; weeks are weeks of the calendar (spec: escalation).
So `1d` is not `24h`, and a value keeps the unit in which it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from bot.domain.date_phrases.vocabulary import NUMBERS, normalize_phrase
from bot.domain.errors import Refused, Why


class Unit(StrEnum):
    SECONDS = "s"
    MINUTES = "m"
    HOURS = "h"
    DAYS = "d"
    WEEKS = "w"


UNIT_LENGTHS = {
    Unit.SECONDS: timedelta(seconds=1),
    Unit.MINUTES: timedelta(minutes=1),
    Unit.HOURS: timedelta(hours=1),
    Unit.DAYS: timedelta(days=1),
    Unit.WEEKS: timedelta(weeks=1),
}
MAX_SPAN = timedelta(days=731)
"""Longer spans are refused as typing mistakes: no step of a project waits for more than two years."""


@dataclass(frozen=True)
class Span:
    """An amount of one unit, as in `4h`. Whether its days are working days is decided by `Calendar.add`."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        """The short form that `read_span` takes back: `4h`."""
        return f"{self.amount}{self.unit}"

    @property
    def elapsed(self) -> timedelta:
        """Its length in elapsed time, a day being 24 hours: for leads, not for working time."""
        return self.amount * UNIT_LENGTHS[self.unit]

    @property
    def is_working_hours(self) -> bool:
        """Whether it runs only within working hours."""
        return self.unit in (Unit.SECONDS, Unit.MINUTES, Unit.HOURS)


_WORDS = {
    word: unit
    for unit, words in {
        Unit.SECONDS: "s sek sekunde sekunden sec secs second seconds",
        Unit.MINUTES: "m min mins minute minuten minutes arbeitsminute arbeitsminuten",
        Unit.HOURS: "h std stunde stunden hr hrs hour hours arbeitsstunde arbeitsstunden",
        Unit.DAYS: "d tag tage tagen day days arbeitstag arbeitstage arbeitstagen werktag werktage werktagen workday workdays",
        Unit.WEEKS: "w woche wochen wk wks week weeks",
    }.items()
    for word in words.split()
}
_WORKING = re.compile(r"\b(?:working|business|work) (?=hour|minute|day)")
_HALF_WORDS = {"anderthalb": "1.5", "eineinhalb": "1.5", "zweieinhalb": "2.5"}
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?: ?(?:h|std|stunden|hours))?")
_WHOLE = re.compile(r"(?:\d{1,7}(?:[.,]\d{1,3})? ?[a-z]+\.? ?)+")
_PIECE = re.compile(r"(\d{1,7}(?:[.,]\d{1,3})?) ?([a-z]+)\.?")


def read_span(text: str) -> Span:
    """`4h`, `90s`, `3d`, `2w`, `1h 30m`, `1:30`, `4 Stunden`, `anderthalb Stunden`, `drei Arbeitstage`, `2 weeks`.

    A fraction of a unit, and hours with minutes, become the next smaller unit that holds them: `1,5h` is `90m`. Days and weeks
    come whole and alone. Raises Refused.
    """
    folded = _WORKING.sub("", normalize_phrase(text)).replace("eine halbe stunde", "30 minuten").replace("half an hour", "30 minutes")
    if clock := _CLOCK.fullmatch(folded):
        return _span(_reduced(int(clock[1]) * 3600 + int(clock[2]) * 60))
    digits = " ".join(_HALF_WORDS.get(word) or str(NUMBERS.get(word, word)) for word in folded.replace(" und ", " ").split())
    if not _WHOLE.fullmatch(digits):
        raise Refused(Why.DURATION)
    pieces = [(Decimal(amount.replace(",", ".")), _WORDS.get(word)) for amount, word in _PIECE.findall(digits)]
    if len(pieces) == 1:
        amount, unit = pieces[0]
        if unit is not None and amount == int(amount):
            return _span(Span(int(amount), unit))
    seconds = Decimal(0)
    for amount, unit in pieces:
        if unit is None or unit in (Unit.DAYS, Unit.WEEKS):
            raise Refused(Why.DURATION)
        seconds += amount * int(UNIT_LENGTHS[unit].total_seconds())
    return _span(_reduced(int(seconds.quantize(Decimal(1), ROUND_HALF_UP))))


def _reduced(seconds: int) -> Span:
    for unit in (Unit.HOURS, Unit.MINUTES):
        amount, rest = divmod(seconds, int(UNIT_LENGTHS[unit].total_seconds()))
        if not rest:
            return Span(amount, unit)
    return Span(seconds, Unit.SECONDS)


def _span(span: Span) -> Span:
    if span.amount <= 0:
        raise Refused(Why.DURATION_NOTHING)
    if span.elapsed > MAX_SPAN:
        raise Refused(Why.DURATION_LONG)
    return span
