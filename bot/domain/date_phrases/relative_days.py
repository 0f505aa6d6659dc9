"""A day before or after another: `Freitag vor Weihnachten`, `am Tag nach dem 3.12.`, `Di in der Woche nach Ostern`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import pairwise

from bot.domain.date_phrases.ast import TIME_PIECES, Beside, Date, Feast, In, Ordinals, Piece, Pieces, Shift, Weekday, days, of_kind
from bot.domain.date_phrases.holidays import coming
from bot.domain.date_phrases.spans import monday_of
from bot.domain.date_phrases.vocabulary import Unit
from bot.domain.errors import NotUnderstood

Resolve = Callable[[Pieces, date], date]

_STILL_MEANT_FOR = timedelta(days=31)
"""For so long after a feast or a date, "after it" still means the one that has passed."""


def anchored_day(pieces: Pieces, today: date, day_of: Resolve, step: Callable[[date, In], date]) -> date:
    """The day; `day_of` resolves the other day, `step` moves a day by a distance. Raises NotUnderstood.

    `when.vague` where nothing says how far ("nach Ostern"), `when.other-day` where the other day is missing ("der Montag danach").
    """
    at = next(index for index, piece in enumerate(pieces) if isinstance(piece, Beside))
    side = pieces[at]
    assert isinstance(side, Beside)
    before, after = days(pieces[:at]), days(pieces[at + 1 :])
    if of_kind(after, Beside):
        raise NotUnderstood("when.contradiction")
    if not before:
        raise NotUnderstood("when.vague")
    if not after:
        raise NotUnderstood("when.other-day")
    weekday, after = _weekday(before, after)
    if all(isinstance(piece, (Date, Feast)) for piece in after) and side.after:
        found = _from(before, weekday, side, after, today - _STILL_MEANT_FOR, day_of, step)
        if found >= today:
            return found
    return _from(before, weekday, side, after, today, day_of, step)


def refuse_after_a_time(pieces: Pieces) -> None:
    """Raises NotUnderstood (`when.between`) for `Freitag nach 10 Uhr`, which names no time."""
    if any(isinstance(one, Beside) and isinstance(other, TIME_PIECES) for one, other in pairwise(pieces)):
        raise NotUnderstood("when.between")


def _weekday(before: list[Piece], after: list[Piece]) -> tuple[int | None, list[Piece]]:
    """The weekday that is sought, also where it is said last ("in der Woche nach Neujahr am Dienstag")."""
    for piece in of_kind(before, Weekday):
        return piece.day, after
    last = after[-1]
    if of_kind(before, Shift) and isinstance(last, Weekday) and len(after) > 1:
        return last.day, after[:-1]
    return None, after


def _from(
    before: list[Piece],
    weekday: int | None,
    side: Beside,
    after: list[Piece],
    today: date,
    day_of: Resolve,
    step: Callable[[date, In], date],
) -> date:
    feast = after[0] if len(after) == 1 and isinstance(after[0], Feast) else None
    around = list(coming(feast, today)) if feast else []
    # "Before" counts from the first or the main day of a feast, "after" from the main or the last.
    lasts = len(around) == 3
    anchors = (around[1:] if side.after else around[:-1]) if lasts else [day_of(after, today)]
    rest = [piece for piece in before if not isinstance(piece, Weekday)]
    match rest:
        case [In() as distance]:
            if weekday is not None:
                raise NotUnderstood("when.contradiction")
            if lasts:
                raise NotUnderstood("when.feast", one=around[0], other=around[-1])
            return step(anchors[0], distance if side.after else _back(distance))
        case [Shift(unit=Unit.WEEK, explicit=False)]:
            main = around[1] if lasts else anchors[0]
            return _one(_in_week(main, weekday or 0, side))
        case [] if weekday is not None:
            return _one(_nearest(anchor, weekday, side) for anchor in anchors)
        case [Ordinals(numbers=(number,))] if weekday is not None and number == (1 if side.after else -1):
            return _one(_nearest(anchor, weekday, side) for anchor in anchors)
        case _:
            raise NotUnderstood("when.contradiction")


def _back(distance: In) -> In:
    return In(tuple((-number, unit) for number, unit in distance.amounts))


def _nearest(anchor: date, weekday: int, side: Beside) -> date:
    if side.after:
        return anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)
    return anchor - timedelta(days=(anchor.weekday() - weekday - 1) % 7 + 1)


def _in_week(anchor: date, weekday: int, side: Beside) -> set[date]:
    """The calendar week beside that of the day; or the seven days beside it, where these name another."""
    same = monday_of(anchor) + timedelta(days=weekday)
    other = same + timedelta(weeks=1 if side.after else -1)
    if (same > anchor) if side.after else (same < anchor):
        # Before a Sunday it is the week that ends with it.
        return {same} if anchor.weekday() == 6 else {same, other}
    return {other}


def _one(found: Iterable[date]) -> date:
    one, *more = sorted(set(found))
    if more:
        raise NotUnderstood("when.two-readings", one=one, other=more[-1])
    return one
