"""The day that a span and a place in it name: `Ende des Monats`, `Anfang KW 49`, `ersten Montag im Dezember`, `nächste Woche`."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.domain.date_phrases.ast import Edge, Month, MonthDay, Ordinals, Pieces, Quarter, Shift, Week, Weekday, Year, the
from bot.domain.date_phrases.vocabulary import Unit
from bot.domain.errors import NotUnderstood


def make(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NotUnderstood("when.impossible") from None


def monday_of(today: date, weeks: int = 0) -> date:
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def _iso_week(year: int, week: int) -> date:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        raise NotUnderstood("when.impossible") from None


def week_monday(said: Week, today: date) -> date:
    """The Monday of a calendar week; without a year of the current week, or else of the next one with that number."""
    if said.year is not None:
        return _iso_week(said.year, said.week)
    year, week, _ = today.isocalendar()
    return _iso_week(year if said.week >= week else year + 1, said.week)


def week(pieces: Pieces, today: date) -> date:
    monday = week_monday(the(pieces, Week), today)
    if monday < today <= monday + timedelta(days=6):
        raise NotUnderstood("when.this-week")
    return monday


def week_weekday(pieces: Pieces, today: date) -> date:
    return week_monday(the(pieces, Week), today) + timedelta(days=the(pieces, Weekday).day)


def shift(pieces: Pieces, today: date) -> date:
    said = the(pieces, Shift)
    if said.unit is not Unit.WEEK:
        raise NotUnderstood("when.vague")
    if said.count == 0:
        raise NotUnderstood("when.this-week")
    return monday_of(today, said.count)


def shift_weekday(pieces: Pieces, today: date) -> date:
    said = the(pieces, Shift)
    if said.unit is not Unit.WEEK or not said.explicit:
        raise NotUnderstood("when.contradiction")
    return monday_of(today, said.count) + timedelta(days=the(pieces, Weekday).day)


def _first_of_month(said: Shift, today: date) -> date:
    if said.unit is not Unit.MONTH:
        raise NotUnderstood("when.contradiction")
    return today.replace(day=1) + relativedelta(months=said.count)


def shift_month_day(pieces: Pieces, today: date) -> date:
    said, day = the(pieces, Shift), the(pieces, MonthDay).day
    first = _first_of_month(said, today)
    if day == -1:
        return first + relativedelta(months=1, days=-1)
    if not said.explicit:
        raise NotUnderstood("when.series-or-date")
    return make(first.year, first.month, day)


def month_last_day(today: date) -> date:
    return today.replace(day=1) + relativedelta(months=1, days=-1)


def next_month_day(day: int, today: date) -> date:
    """Today or the next day with this number in its month; months without it are passed over."""
    if not 1 <= day <= 31:
        raise NotUnderstood("when.impossible")
    first = today.replace(day=1)
    months = (first + relativedelta(months=count) for count in range(4))
    return next(month.replace(day=day) for month in months if day <= month_last_day(month).day and month.replace(day=day) >= today)


def _nth(first: date, number: int, weekday: int) -> date:
    """The nth (or, below zero, nth last) such weekday of the month that starts on `first`."""
    length = calendar.monthrange(first.year, first.month)[1]
    found = [day for day in (first + timedelta(days=n) for n in range(length)) if day.weekday() == weekday]
    try:
        return found[number - 1 if number > 0 else number]
    except IndexError:
        raise NotUnderstood("when.impossible") from None


def _ordinal(pieces: Pieces) -> int:
    numbers = the(pieces, Ordinals).numbers
    if len(numbers) != 1:
        raise NotUnderstood("when.several")
    return numbers[0]


def nth_of_shift(pieces: Pieces, today: date) -> date:
    said = the(pieces, Shift)
    if not said.explicit:
        raise NotUnderstood("when.series-or-date")
    return _nth(_first_of_month(said, today), _ordinal(pieces), the(pieces, Weekday).day)


def nth_of_month(pieces: Pieces, today: date) -> date:
    month, number, weekday = the(pieces, Month), _ordinal(pieces), the(pieces, Weekday).day
    day = _nth(date(month.year or today.year, month.month, 1), number, weekday)
    if day < today and month.year is None:
        day = _nth(date(today.year + 1, month.month, 1), number, weekday)
    return day


def nth_alone(pieces: Pieces, today: date) -> date:
    """The past day that `letzten Freitag` names. Raises NotUnderstood for any other number, which needs its month."""
    if _ordinal(pieces) == -1:
        return today - timedelta(days=(today.weekday() - the(pieces, Weekday).day - 1) % 7 + 1)
    raise NotUnderstood("when.series-or-date")


def edge_of_shift(pieces: Pieces, today: date) -> date:
    said, place = the(pieces, Shift), the(pieces, Edge).place
    if said.unit is Unit.WEEK:
        return monday_of(today, said.count) + timedelta(days=place * 2)
    months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}[said.unit]
    start = today.replace(day=1) - relativedelta(months=(today.month - 1) % months) + relativedelta(months=months * said.count)
    return _edge_of_months(place, start, months)


def _edge_of_months(place: int, start: date, months: int) -> date:
    if place == 0:
        return start
    if place == 2:
        return start + relativedelta(months=months, days=-1)
    return start + (relativedelta(days=14) if months == 1 else relativedelta(months=months // 2, days=14 if months % 2 else 0))


def _edge_of_month(edge: Edge, month: Month, today: date) -> date:
    day = _edge_of_months(edge.place, date(month.year or today.year, month.month, 1), 1)
    if day < today and month.year is None:
        day = _edge_of_months(edge.place, date(today.year + 1, month.month, 1), 1)
    return day


def edge_of_quarter(pieces: Pieces, today: date) -> date:
    place, said = the(pieces, Edge).place, the(pieces, Quarter)
    day = _edge_of_months(place, date(said.year or today.year, said.quarter * 3 - 2, 1), 3)
    if day < today and said.year is None:
        day = _edge_of_months(place, date(today.year + 1, said.quarter * 3 - 2, 1), 3)
    return day


def edge_of_week(pieces: Pieces, today: date) -> date:
    return week_monday(the(pieces, Week), today) + timedelta(days=the(pieces, Edge).place * 2)


def edge_of_named_month(pieces: Pieces, today: date) -> date:
    return _edge_of_month(the(pieces, Edge), the(pieces, Month), today)


def edge_of_month_of_shift(pieces: Pieces, today: date) -> date:
    """`Ende März nächsten Jahres`."""
    month, shift = the(pieces, Month), the(pieces, Shift)
    if shift.unit is not Unit.YEAR or not shift.explicit or month.year is not None:
        raise NotUnderstood("when.contradiction")
    return _edge_of_month(the(pieces, Edge), Month(month.month, today.year + shift.count), today)


def edge_of_year(pieces: Pieces, _: date) -> date:
    return _edge_of_months(the(pieces, Edge).place, date(the(pieces, Year).year, 1, 1), 12)
