"""The day that a date, a weekday, `heute` or `am 15.` names, and whether several of them agree."""

from __future__ import annotations

from datetime import date, timedelta

from bot.domain.date_phrases import spans
from bot.domain.date_phrases.ast import Date, Edge, Month, MonthDay, Pieces, Rel, Shift, Week, Weekday, Year, of_kind, the
from bot.domain.date_phrases.vocabulary import Unit
from bot.domain.errors import NotUnderstood


def rolled(said: Date, today: date) -> date:
    """The date, in the year that was said; without one, in this year, or the next where it has passed."""
    if said.year is not None:
        return spans.make(said.year, said.month, said.day)
    try:
        this_year = date(today.year, said.month, said.day)
    except ValueError:
        return spans.make(today.year + 1, said.month, said.day)
    return this_year if this_year >= today else spans.make(today.year + 1, said.month, said.day)


def _check(day: date, weekday: int, today: date) -> date:
    if day.weekday() != weekday:
        near = day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)
        raise NotUnderstood("when.weekday-mismatch", date=day, near=near if near > today else near + timedelta(days=7))
    return day


def next_weekday(weekday: int, today: date) -> date:
    """The next such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def weekday(pieces: Pieces, today: date) -> date:
    said = the(pieces, Weekday)
    if said.this and said.day == today.weekday():
        raise NotUnderstood("when.two-readings", one=today, other=today + timedelta(weeks=1))
    return next_weekday(said.day, today) + timedelta(weeks=1 if said.after_next else 0)


def relative(pieces: Pieces, today: date) -> date:
    return today + timedelta(days=the(pieces, Rel).days)


def or_clock(pieces: Pieces, refusal: NotUnderstood) -> NotUnderstood:
    """The refusal, or where `9.10` beside another day more likely is a time, the question about that."""
    clocks = [piece.clock for piece in of_kind(pieces, Date) if piece.clock]
    return NotUnderstood("when.bare-number", number=clocks[-1]) if clocks else refusal


def relative_weekday(pieces: Pieces, today: date) -> date:
    return _check(relative(pieces, today), the(pieces, Weekday).day, today)


def date_said(pieces: Pieces, today: date) -> date:
    said = the(pieces, Date)
    years = [piece.year for piece in of_kind(pieces, Year)]
    if years and said.year is not None:
        raise NotUnderstood("when.contradiction")
    return rolled(Date(said.day, said.month, years[0]) if years else said, today)


def shift_date(pieces: Pieces, today: date) -> date:
    """`nächstes Jahr am 1.3.`; beside a week or a month the date has to lie in it."""
    said, shift = the(pieces, Date), the(pieces, Shift)
    if shift.unit is Unit.YEAR and shift.explicit and said.year is None:
        return spans.make(today.year + shift.count, said.month, said.day)
    day = rolled(said, today)
    first = spans.edge_of_shift((Edge(0), shift), today)
    last = first + timedelta(days=6) if shift.unit is Unit.WEEK else spans.edge_of_shift((Edge(2), shift), today)
    if not first <= day <= last:
        raise NotUnderstood("when.contradiction")
    return day


def shift_date_weekday(pieces: Pieces, today: date) -> date:
    return _check(shift_date(pieces, today), the(pieces, Weekday).day, today)


def date_weekday(pieces: Pieces, today: date) -> date:
    try:
        return _check(date_said(pieces, today), the(pieces, Weekday).day, today)
    except NotUnderstood as refusal:
        raise or_clock(pieces, refusal) from None


def date_relative(pieces: Pieces, today: date) -> date:
    day = date_said(pieces, today)
    if day != relative(pieces, today):
        raise or_clock(pieces, NotUnderstood("when.contradiction"))
    return day


def date_relative_weekday(pieces: Pieces, today: date) -> date:
    return _check(date_relative(pieces, today), the(pieces, Weekday).day, today)


def date_week(pieces: Pieces, today: date) -> date:
    """`8.12. (KW 50)`: both have to say the same."""
    day, week = date_said(pieces, today), the(pieces, Week)
    year, number, _ = day.isocalendar()
    if (year if week.year is not None else None, number) != (week.year, week.week):
        raise NotUnderstood("when.contradiction")
    return day


def date_week_weekday(pieces: Pieces, today: date) -> date:
    return _check(date_week(pieces, today), the(pieces, Weekday).day, today)


def month_day(pieces: Pieces, today: date) -> date:
    said = the(pieces, MonthDay)
    if said.day == -1:
        return spans.month_last_day(today)
    if not said.sure:
        raise NotUnderstood("when.bare-number", number=f"{said.day}.")
    return spans.next_month_day(said.day, today)


def month_day_weekday(pieces: Pieces, today: date) -> date:
    said = the(pieces, MonthDay).day
    day = spans.month_last_day(today) if said == -1 else spans.next_month_day(said, today)
    return _check(day, the(pieces, Weekday).day, today)


def month_day_relative(pieces: Pieces, today: date) -> date:
    day = relative(pieces, today)
    if day.day != the(pieces, MonthDay).day:
        raise NotUnderstood("when.contradiction")
    return day


def month_day_month(pieces: Pieces, today: date) -> date:
    day, month = the(pieces, MonthDay).day, the(pieces, Month)
    return spans.edge_of_named_month((Edge(2), month), today) if day == -1 else rolled(Date(day, month.month, month.year), today)
