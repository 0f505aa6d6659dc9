"""The day that the pieces of a phrase name, seen from today: a table of every combination that means something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from bot.domain.date_phrases import holidays, spans, weekday
from bot.domain.date_phrases.ast import (
    Beside,
    Date,
    Edge,
    In,
    Lasting,
    Month,
    MonthDay,
    Number,
    Ordinals,
    Piece,
    Pieces,
    Quarter,
    Rel,
    Shift,
    Starting,
    Week,
    Weekday,
    Year,
    of_kind,
    the,
)  # fmt: skip
from bot.domain.date_phrases.relative_days import anchored_day
from bot.domain.date_phrases.vocabulary import Unit
from bot.domain.errors import NotUnderstood

_EIGHT_DAYS = ((Fraction(8), Unit.DAY),)
_MAX_YEARS_AHEAD = 50
"""A year further ahead than this is taken for a typing mistake."""


def day_of(pieces: Pieces, today: date) -> date | None:
    """The day; None where the pieces name none. Raises NotUnderstood, but not for a past day: the caller has to check that."""
    pieces = [piece for piece in pieces if not isinstance(piece, Starting)]
    if not pieces:
        return None
    if of_kind(pieces, Beside):
        return near_enough(anchored_day(pieces, today, _other_day, _away), today)
    pieces = holidays.with_dates(pieces, today)
    kinds = frozenset(type(piece) for piece in pieces)
    resolve = _COMBINATIONS.get(kinds)
    if resolve is None:
        numbers = [piece.text for piece in of_kind(pieces, Number)] + [f"{piece.day}." for piece in of_kind(pieces, MonthDay)]
        if numbers:
            raise NotUnderstood("when.bare-number", number=numbers[0])
        raise NotUnderstood("when.contradiction")
    if len(kinds) != len(pieces):
        raise weekday.or_clock(pieces, NotUnderstood("when.several"))
    try:
        day = resolve(pieces, today)
    except OverflowError:
        raise NotUnderstood("when.far") from None
    return near_enough(day, today)


def near_enough(day: date, today: date) -> date:
    """The day itself. Raises NotUnderstood (`when.far`) where its year can only be a typing mistake."""
    if day.year > today.year + _MAX_YEARS_AHEAD:
        raise NotUnderstood("when.far")
    return day


def _other_day(pieces: Pieces, today: date) -> date:
    day = day_of(pieces, today)
    assert day is not None, "there are pieces"
    return day


def _away(day: date, distance: In) -> date:
    return _plus(day, _steps([distance]))


def _steps(pieces: Pieces) -> relativedelta:
    """The distance in whole days, months or years. Raises NotUnderstood for a part of a day."""
    step = relativedelta()
    for number, unit in the(pieces, In).amounts:
        if unit is Unit.WORKDAY:
            raise NotUnderstood("when.workdays")
        if unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR):
            raise NotUnderstood("when.contradiction")
        whole = number * {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}[unit]
        if whole.denominator != 1:
            raise NotUnderstood("when.part-of-day")
        step += relativedelta(days=int(whole)) if unit in (Unit.DAY, Unit.WEEK) else relativedelta(months=int(whole))
    return step


def _plus(day: date, step: relativedelta) -> date:
    try:
        return day + step
    except ValueError:
        raise NotUnderstood("when.far") from None


def _in(pieces: Pieces, today: date) -> date:
    if the(pieces, In).eight:
        _require_not_eight(pieces, today)
    return _plus(today, _steps(pieces))


def _require_not_eight(pieces: Pieces, day: date) -> None:
    """Raises NotUnderstood for "in acht Tagen", which many people say for "in a week"."""
    if the(pieces, In).amounts == _EIGHT_DAYS:
        raise NotUnderstood("when.two-readings", one=day + timedelta(days=7), other=day + timedelta(days=8))


def _in_rel(pieces: Pieces, today: date) -> date:
    _require_not_eight(pieces, weekday.relative(pieces, today))
    return _plus(weekday.relative(pieces, today), _steps(pieces))


def _in_weekday(pieces: Pieces, today: date) -> date:
    """`Dienstag in zwei Wochen` counts from the next Tuesday, "in zwei Wochen am Dienstag" may mean the week: asked where they differ."""
    said, step = the(pieces, Weekday), _steps(pieces)
    # Eight days after a Friday is no Friday: here "acht Tage" can only mean a week.
    step = relativedelta(weeks=1) if the(pieces, In).amounts == _EIGHT_DAYS else step
    if step.months or step.years or step.days % 7 or said.after_next:
        raise NotUnderstood("when.contradiction")
    counted = weekday.next_weekday(said.day, today) + step
    in_week = spans.monday_of(today) + step + timedelta(days=said.day)
    weekday_first = isinstance(pieces[0], Weekday) or the(pieces, In).counted_from
    if counted != in_week and (not weekday_first or said.day == today.weekday()):
        raise NotUnderstood("when.two-readings", one=in_week, other=counted)
    return counted


def _vague(_: Pieces, __: date) -> date:
    raise NotUnderstood("when.vague")


_COMBINATIONS: dict[frozenset[type[Piece]], Callable[[Pieces, date], date]] = {
    frozenset(kinds): resolve
    for kinds, resolve in (
        ((Rel,), weekday.relative),
        ((Rel, Weekday), weekday.relative_weekday),
        ((Rel, Date), weekday.date_relative),
        ((Rel, Date, Weekday), weekday.date_relative_weekday),
        ((Weekday,), weekday.weekday),
        ((Date,), weekday.date_said),
        ((Date, Weekday), weekday.date_weekday),
        ((Date, Week), weekday.date_week),
        ((Date, Week, Weekday), weekday.date_week_weekday),
        ((Date, Year), weekday.date_said),
        ((Date, Weekday, Year), weekday.date_weekday),
        ((Week,), spans.week),
        ((Week, Weekday), spans.week_weekday),
        ((Shift,), spans.shift),
        ((Shift, Weekday), spans.shift_weekday),
        ((Shift, MonthDay), spans.shift_month_day),
        ((Shift, Date), weekday.shift_date),
        ((Shift, Date, Weekday), weekday.shift_date_weekday),
        ((Shift, Month), _vague),
        ((Edge, Month, Shift), spans.edge_of_month_of_shift),
        ((MonthDay,), weekday.month_day),
        ((MonthDay, Weekday), weekday.month_day_weekday),
        ((MonthDay, Rel), weekday.month_day_relative),
        ((MonthDay, Month), weekday.month_day_month),
        ((Ordinals, Weekday), spans.nth_alone),
        ((Ordinals, Weekday, Shift), spans.nth_of_shift),
        ((Ordinals, Weekday, Month), spans.nth_of_month),
        ((Edge, Shift), spans.edge_of_shift),
        ((Edge, Month), spans.edge_of_named_month),
        ((Edge, Quarter), spans.edge_of_quarter),
        ((Edge, Week), spans.edge_of_week),
        ((Edge, Year), spans.edge_of_year),
        ((In,), _in),
        ((In, Rel), _in_rel),
        ((In, Weekday), _in_weekday),
        ((Month,), _vague),
        ((Quarter,), _vague),
        ((Year,), _vague),
    )
}


def clock_distance(pieces: Pieces) -> Fraction | None:
    """The minutes of "in 2 Stunden", None where no such distance was said. Raises NotUnderstood where hours and days are mixed."""
    scales = {Unit.SECOND: Fraction(1, 60), Unit.MINUTE: Fraction(1), Unit.HOUR: Fraction(60)}
    for said in of_kind(pieces, In):
        units = [unit in scales for _, unit in said.amounts]
        if all(units):
            if any(
                not isinstance(piece, (In, Rel, Lasting)) or (piece not in (said, Rel(0)) and not isinstance(piece, Lasting))
                for piece in pieces
            ):
                raise NotUnderstood("when.contradiction")
            return sum((number * scales[unit] for number, unit in said.amounts), Fraction(0))
    return None
