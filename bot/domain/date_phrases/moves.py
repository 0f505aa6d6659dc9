"""The date to which another one moves, described from where it stands: `eine Stunde später`, `Mi 11:00`, `den 27. um 9`.

A weekday, or a day without its month, is the one nearest to the date that moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from bot.domain.date_phrases.ast import Date, In, MonthDay, Piece, Pieces, Shift, Starting, Week, Weekday, Year, Zoned, days, of_kind, the
from bot.domain.date_phrases.lengths import length_of
from bot.domain.date_phrases.lexer import cut
from bot.domain.date_phrases.series import repeats
from bot.domain.date_phrases.shifts import MAX_LENGTH, folded_move, shifted
from bot.domain.date_phrases.spans import monday_of, month_last_day
from bot.domain.date_phrases.times import settle
from bot.domain.date_phrases.vocabulary import NEXT, WEEKDAYS, Unit, either
from bot.domain.errors import NotUnderstood

_PLAIN_NEXT = re.compile(rf"\b{NEXT} {either(WEEKDAYS)}\b")
_NEIGHBOURS = (0, -1, 1, -2, 2)
MAX_UNCONFIRMED_MOVE = timedelta(days=14)
"""A longer move is asked about, because dates are rarely moved that far."""


@dataclass(frozen=True)
class Place:
    start: datetime
    """Naive and local; it may be past."""
    length: timedelta | None = None
    """The length, where one was written: `Mi 10 bis 12 Uhr`."""


def moved(text: str, start: datetime, now: datetime) -> Place | None:
    """The place to which what begins at `start` moves; `start` and `now` are naive and local.

    None where the phrase is no relative one, but a whole date or a series. Raises NotUnderstood.
    """
    folded = folded_move(text)
    if len(folded) > MAX_LENGTH:
        return None
    described = shifted(folded, start)
    if described is not None:
        return Place(described)
    pieces = _cut(folded)
    if not pieces or repeats(pieces) or any(isinstance(piece, (In, Zoned)) for piece in pieces):
        return None
    at = settle(pieces)
    which = days(pieces)
    if not which and at is None:
        return None
    time_said = at or start.time()
    own = bool(_PLAIN_NEXT.search(folded))
    day = _around(which, start, time_said, now, after=own) if which else start.date()
    return None if day is None else Place(datetime.combine(day, time_said), length_of(pieces, time_said))


def names_year(text: str) -> bool:
    """Whether the phrase names its year, and so can mean one day only."""
    return any(isinstance(piece, Year) or getattr(piece, "year", None) is not None for piece in _any(text))


def names_start(text: str) -> bool:
    """Whether a series names its first day: `jeden Dienstag 10 Uhr ab 1.3.`"""
    return bool(of_kind(_any(text), Starting))


def _any(text: str) -> Pieces:
    try:
        return cut(folded_move(text))
    except NotUnderstood:
        return ()


def _cut(folded: str) -> Pieces:
    """The pieces of a normalized text; none where a word is not known."""
    try:
        return cut(folded)
    except NotUnderstood as refusal:
        if refusal.reason in ("when.unknown", "when.empty"):
            return ()
        raise


def _around(which: list[Piece], start: datetime, at: time, now: datetime, *, after: bool) -> date | None:
    kinds: set[type] = {type(piece) for piece in which}
    if len(kinds) != len(which) or any(getattr(piece, "year", None) is not None for piece in which):
        return None
    here = start.date()
    if kinds == {Weekday}:
        return _weekday(the(which, Weekday), here, at, now, after=after)
    if kinds in ({MonthDay}, {MonthDay, Weekday}):
        found = _month_days(the(which, MonthDay), here)
        nearest = _on(which, found, here, at, now)
        in_month = [day for day in found if (day.year, day.month) == (here.year, here.month)]
        far = nearest is not None and abs(nearest - here) > MAX_UNCONFIRMED_MOVE
        return _nearest(in_month, here, at, now) or nearest if far and kinds == {MonthDay} else nearest
    if kinds in ({Date}, {Date, Weekday}):
        return _on(which, _dates(the(which, Date), here), here, at, now)
    if kinds in ({Week}, {Week, Weekday}):
        weekday = the(which, Weekday).day if Weekday in kinds else here.weekday()
        return _nearest(_weeks(the(which, Week).week, weekday, here), here, at, now)
    if kinds == {Shift} and (said := the(which, Shift)).unit is Unit.WEEK and said.explicit:
        # "Next" counts from today; the weekday of the date stays.
        return monday_of(now.date(), said.count) + timedelta(days=here.weekday())
    return None


def _weekday(said: Weekday, here: date, at: time, now: datetime, *, after: bool) -> date | None:
    """The weekday in the week of the date, or else the nearest to come; never today, unless the date itself is today."""
    if said.after_next:
        return None

    def fits(day: date) -> bool:
        if datetime.combine(day, at) <= now or (after and day == here):
            return False
        return day != now.date() or day == here

    found = [monday_of(here, weeks) + timedelta(days=said.day) for weeks in _NEIGHBOURS]
    if fits(found[0]):
        return found[0]
    # If the date is long past, the nearest one to come may be weeks away from it.
    found += [monday_of(now.date(), weeks) + timedelta(days=said.day) for weeks in (0, 1)]
    return _nearest([day for day in found if fits(day)], here, at, now)


def _nearest(found: Iterable[date], here: date, at: time, now: datetime) -> date | None:
    """The day nearest to the date that moves, and still to come; of two equally near ones the later."""
    coming = [day for day in found if datetime.combine(day, at) > now]
    return min(coming, key=lambda day: (abs(day - here), day < here), default=None)


def _on(which: list[Piece], found: list[date], here: date, at: time, now: datetime) -> date | None:
    """The nearest of the days, which a weekday beside them must fit."""
    if not found:
        raise NotUnderstood("when.impossible")
    weekdays = of_kind(which, Weekday)
    fitting = [day for day in found if not weekdays or day.weekday() == weekdays[0].day]
    nearest = _nearest(fitting, here, at, now)
    other = _nearest(found, here, at, now) if weekdays else None
    if other is not None and other != nearest and (nearest is None or abs(nearest - here) > MAX_UNCONFIRMED_MOVE):
        near = other + timedelta(days=(weekdays[0].day - other.weekday() + 3) % 7 - 3)
        raise NotUnderstood("when.weekday-mismatch", date=other, near=near if near > now.date() else near + timedelta(days=7))
    return nearest


def _month_days(said: MonthDay, here: date) -> list[date]:
    if said.day == -1:
        return [month_last_day(here)]
    if not said.sure:
        raise NotUnderstood("when.bare-number", number=f"{said.day}.")
    if not 1 <= said.day <= 31:
        raise NotUnderstood("when.impossible")
    firsts = [here.replace(day=1) + relativedelta(months=count) for count in range(-2, 3)]
    return [first.replace(day=said.day) for first in firsts if said.day <= month_last_day(first).day]


def _dates(said: Date, here: date) -> list[date]:
    found = []
    for year in range(here.year - 4, here.year + 5):
        try:
            found.append(date(year, said.month, said.day))
        except ValueError:
            continue
    return found


def _weeks(week: int, weekday: int, here: date) -> list[date]:
    found = []
    for year in range(here.year - 6, here.year + 7):
        try:
            found.append(date.fromisocalendar(year, week, weekday + 1))
        except ValueError:
            continue
    if not found:
        raise NotUnderstood("when.impossible")
    return found
