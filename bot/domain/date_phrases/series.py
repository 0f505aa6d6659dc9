"""The RRULE of a repeating phrase: `jeden Dienstag`, `alle zwei Wochen donnerstags`, `monatlich am 15.`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import rrulestr

from bot.domain.date_phrases.ast import (
    Clock,
    Date,
    DayPart,
    Dotted,
    Each,
    Edge,
    Every,
    Month,
    MonthDay,
    Number,
    Ordinals,
    Piece,
    Pieces,
    Quarter,
    Shift,
    Starting,
    Stretch,
    Week,
    Weekday,
    Year,
    days,
    of_kind,
)  # fmt: skip
from bot.domain.date_phrases.days import day_of
from bot.domain.date_phrases.spans import make
from bot.domain.date_phrases.vocabulary import Unit
from bot.domain.errors import NotUnderstood

_WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MAX_DATES_TRIED = 60


@dataclass(frozen=True)
class Rule:
    """The parts of an RRULE (RFC 5545, 3.3.10) that people have words for."""

    freq: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    month_day: int | None = None
    month: int | None = None

    def __str__(self) -> str:
        parts = [f"FREQ={self.freq}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.month:
            parts.append(f"BYMONTH={self.month}")
        if self.weekdays:
            numbers = [str(number) for number in self.ordinals] or [""]
            parts.append("BYDAY=" + ",".join(number + _WEEKDAY_CODES[day] for number in numbers for day in self.weekdays))
        if self.month_day:
            parts.append(f"BYMONTHDAY={self.month_day}")
        return ";".join(parts)


def repeats(pieces: Pieces) -> bool:
    """Whether the pieces name a series; "am ersten und dritten Montag im Monat" is one, too."""
    return any(
        isinstance(piece, (Each, Every))
        or (isinstance(piece, Weekday) and piece.plural)
        or (isinstance(piece, Ordinals) and len(piece.numbers) > 1)
        for piece in pieces
    )


def refuse_two(pieces: Pieces) -> None:
    """Raises NotUnderstood for two series in one phrase: `jeden Dienstag 10 Uhr und Donnerstag 14 Uhr`."""
    times = {
        replace(piece, bare=False) if isinstance(piece, Clock) else piece for piece in pieces if isinstance(piece, (Clock, Dotted, Stretch))
    }
    if len(times) > 1 and len(of_kind(pieces, Weekday)) > 1:
        raise NotUnderstood("when.two-series")


def read_series(pieces: Pieces, at: time | None, now: datetime) -> tuple[Rule, date]:
    """The rule and its first day that is still to come; `now` is naive local time. Raises NotUnderstood."""
    said, start_pieces = _parted(days(pieces))
    said = _with_ends(said)
    start = _start(start_pieces, now.date())
    if start is not None and start < now.date():
        raise NotUnderstood("when.past", day=start)
    part_of_day = any(isinstance(piece, DayPart) for piece in pieces)
    # A span (`ab März`) says from when the series runs, but not on which day.
    rule = _rule(said, None if _is_span(start_pieces) else start, part_of_day=part_of_day)
    return rule, _first(rule, start or now.date(), at, now)


def _with_ends(said: list[Piece]) -> list[Piece]:
    """`jeden Monat zum Monatsende` is its last day."""
    month = Shift(Unit.MONTH, 0, explicit=False)
    for edge, day in ((Edge(0), MonthDay(1)), (Edge(2), MonthDay(-1))):
        if edge in said and month in said:
            return [day if piece == edge else piece for piece in said if piece != month]
    return said


def _is_span(pieces: Pieces) -> bool:
    return len(pieces) == 1 and isinstance(pieces[0], (Month, Quarter, Year, Shift, Week))


def _start(pieces: Pieces, today: date) -> date | None:
    """`ab Januar` is from its first day on, and from today on where it runs already."""
    if _is_span(pieces):
        runs = day_of((Edge(2), pieces[0]), today)
        first = day_of((Edge(0), pieces[0]), today)
        return today if runs and first and (first > runs or first < today <= runs) else first
    return day_of(pieces, today)


def _parted(pieces: Pieces) -> tuple[list[Piece], list[Piece]]:
    """What repeats, and what says from when (`ab 1.12.`)."""
    said: list[Piece] = []
    start: list[Piece] = []
    here = said
    for piece in pieces:
        if isinstance(piece, Starting):
            here = start
            continue
        if repeats([piece]):
            here = said
        here.append(piece)
    return said, start


def _first(rule: Rule, start: date, at: time | None, now: datetime) -> date:
    """The next day that fits the rule, also with an interval, which counts from that day."""
    dates = rrulestr(str(replace(rule, interval=1)), dtstart=datetime.combine(start, time()))
    for moment in islice(dates, _MAX_DATES_TRIED):
        if at is None or datetime.combine(moment.date(), at) > now:
            return moment.date()
    raise NotUnderstood("when.impossible")


def _rule(said: Sequence[Piece], start: date | None, *, part_of_day: bool) -> Rule:
    if numbers := of_kind(said, Number):
        raise NotUnderstood("when.bare-number", number=numbers[0].text)
    every = of_kind(said, Every)
    weekdays = tuple(sorted({piece.day for piece in of_kind(said, Weekday)}))
    ordinals = tuple(number for piece in of_kind(said, Ordinals) for number in piece.numbers)
    month_days = of_kind(said, MonthDay)
    dates = of_kind(said, Date)
    of_month = [piece for piece in of_kind(said, Shift) if piece == Shift(Unit.MONTH, 0, explicit=False)]
    known = (Each, Every, Weekday, Ordinals, MonthDay, Date)
    if any(not isinstance(piece, known) and piece not in of_month for piece in said) or len(every) > 1 or len(month_days) > 1:
        raise NotUnderstood("when.series-mix")
    unit, interval = (every[0].unit or Unit.WEEK, every[0].count) if every else (None, 1)
    days_said = bool(weekdays or ordinals or month_days or dates)
    if unit is None:
        unit, interval = _unit(weekdays, ordinals, month_days, dates, of_month=bool(of_month), part_of_day=part_of_day)
        ordinals = () if unit is Unit.WEEK else ordinals
    if unit in (Unit.DAY, Unit.WORKDAY):
        if days_said or of_month:
            raise NotUnderstood("when.series-mix")
        return Rule("DAILY", interval) if unit is Unit.DAY else Rule("WEEKLY", weekdays=(0, 1, 2, 3, 4))
    if unit is Unit.WEEK:
        return _weekly(interval, weekdays, start, mixed=bool(ordinals or month_days or dates or of_month))
    if unit is Unit.MONTH:
        return _monthly(interval, weekdays, ordinals, month_days, start, mixed=bool(dates))
    return _yearly(interval, dates, start, mixed=bool(weekdays or ordinals or month_days))


def _unit(
    weekdays: Sequence[int],
    ordinals: Sequence[int],
    month_days: Sequence[MonthDay],
    dates: Sequence[Date],
    *,
    of_month: bool,
    part_of_day: bool,
) -> tuple[Unit, int]:
    """What `jeden …` repeats by. "jeden zweiten Donnerstag" is every other week, "jeden ersten" can only be the month's (spec: dates)."""
    if ordinals:
        if of_month or len(ordinals) > 1 or ordinals[0] in (1, -1, -2):
            return Unit.MONTH, 1
        if ordinals == (2,):
            return Unit.WEEK, 2
        raise NotUnderstood("when.series-nth", number=ordinals[0])
    if month_days:
        return Unit.MONTH, 1
    if weekdays:
        return Unit.WEEK, 1
    if dates:
        return Unit.YEAR, 1
    if part_of_day:
        return Unit.DAY, 1
    raise NotUnderstood("when.series-day")


def _weekly(interval: int, weekdays: tuple[int, ...], start: date | None, *, mixed: bool) -> Rule:
    if mixed:
        raise NotUnderstood("when.series-mix")
    if not weekdays:
        if start is None:
            raise NotUnderstood("when.series-day")
        weekdays = (start.weekday(),)
    return Rule("WEEKLY", interval, weekdays=weekdays)


def _monthly(
    interval: int, weekdays: tuple[int, ...], ordinals: tuple[int, ...], month_days: Sequence[MonthDay], start: date | None, *, mixed: bool
) -> Rule:
    if mixed or (month_days and (weekdays or ordinals)):
        raise NotUnderstood("when.series-mix")
    if any(not 1 <= abs(number) <= 5 for number in ordinals):
        raise NotUnderstood("when.impossible")
    if weekdays and ordinals:
        return Rule("MONTHLY", interval, weekdays=weekdays, ordinals=ordinals)
    if weekdays or ordinals or not (month_days or start):
        raise NotUnderstood("when.series-day")
    day = month_days[0].day if month_days else start.day if start else 0
    if not (day == -1 or 1 <= day <= 31):
        raise NotUnderstood("when.impossible")
    if day > 28:
        raise NotUnderstood("when.short-months", number=day)
    return Rule("MONTHLY", interval, month_day=day)


def _yearly(interval: int, dates: Sequence[Date], start: date | None, *, mixed: bool) -> Rule:
    if mixed or len(dates) > 1:
        raise NotUnderstood("when.series-mix")
    if not dates and start is None:
        raise NotUnderstood("when.series-day")
    if dates and dates[0].year is not None:
        raise NotUnderstood("when.series-mix")
    day, month = (dates[0].day, dates[0].month) if dates else (start.day, start.month) if start else (1, 1)
    make(2028, month, day)
    if (month, day) == (2, 29):
        raise NotUnderstood("when.short-months", number=day)
    return Rule("YEARLY", interval, month_day=day, month=month)
