"""The length that a phrase names beside a time: `10 bis 12 Uhr`, `10am-12pm`, `Di 10 Uhr, 90 min`."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from bot.domain.date_phrases.ast import (
    Clock,
    Date,
    DayPart,
    Dotted,
    Each,
    Every,
    Lasting,
    MonthDay,
    Number,
    Piece,
    Pieces,
    Rel,
    Starting,
    Stretch,
    To,
    Week,
    Weekday,
    days,
    of_kind,
)
from bot.domain.date_phrases.vocabulary import Part
from bot.domain.errors import NotUnderstood

_MAX_LENGTH = timedelta(hours=24)
_MAX_GUESSED_MINUTES = 10 * 60
"""The longest stretch for which an end is assumed to be after noon or after midnight; a longer one is asked about."""
_NOON, _DAY = 12 * 60, 24 * 60
_NAMED = (Date, MonthDay, Weekday, Rel)


def length_of(pieces: Pieces, at: time | None) -> timedelta | None:
    """The length that the pieces name for a beginning `at`; None where they name none.

    Raises NotUnderstood: `when.backwards`, `when.lengths` where an end and a length do not agree, `when.start-missing` or `when.amount`
    for a length alone.
    """
    stretches, lasting = of_kind(pieces, Stretch), of_kind(pieces, Lasting)
    if at is None:
        if lasting:
            raise NotUnderstood("when.start-missing" if days(pieces) else "when.amount")
        return None
    lengths = {_until(stretch, at) for stretch in stretches} | {timedelta(minutes=float(each.minutes)) for each in lasting}
    if len(lengths) > 1:
        raise NotUnderstood("when.lengths")
    length = lengths.pop() if lengths else None
    if length is not None and not timedelta(minutes=1) <= length <= _MAX_LENGTH:
        raise NotUnderstood("when.duration-length")
    return length


def opening(stretch: Stretch, *, part_said: bool) -> Clock:
    """The beginning of a stretch. Raises NotUnderstood for `2-4 Uhr`, where nothing says which half of the day is meant."""
    start, end = stretch.start, stretch.end
    if not start.bare or part_said or not 1 <= start.hour <= 6:
        return start
    if end.hour > 12:
        return replace(start, bare=False)
    early = f"{start.hour:02}:{start.minute:02}-{end.hour:02}:{end.minute:02}"
    late = f"{start.hour + 12}:{start.minute:02}-{(end.hour + 12) % 24}:{end.minute:02}"
    raise NotUnderstood("when.which-half", early=early, late=late)


def with_stretches(pieces: Pieces) -> list[Piece]:
    """A time, "bis" and a time become one piece; any other "bis" or dash is left out. Raises NotUnderstood between two days."""
    found: list[Piece] = []
    rest = list(pieces)
    while rest:
        piece = rest.pop(0)
        if not isinstance(piece, To):
            found.append(piece)
        elif found and rest and not isinstance(rest[0], To):
            _say_noon(found, rest)
            start, end = _clock(found[-1], pieces), _clock(rest[0], pieces)
            if start is not None and end is not None:
                both_bare = isinstance(found[-1], Number) and isinstance(rest[0], Number)
                found[-1] = _stretch(start, end, sure=not both_bare or _names_day(pieces))
                rest.pop(0)
            else:
                _refuse_days(found[-1], piece, rest[0], pieces)
    return found


def _say_noon(found: list[Piece], rest: list[Piece]) -> None:
    """A part of the day beside the "bis" is a time where it is noon, and stands behind its time in "8 Uhr morgens bis 10 Uhr".

    Any other leaves open when it begins, or ends. Raises NotUnderstood.
    """
    if isinstance(found[-1], DayPart) and len(found) > 1 and isinstance(found[-2], Clock):
        found[-2:] = [found[-1], found[-2]]
    before, after = found[-1], rest[0]
    if isinstance(before, DayPart) and isinstance(after, (Clock, Dotted)):
        found[-1] = _noon(before)
    elif isinstance(after, DayPart) and isinstance(before, (Clock, Dotted, Number)) and len(rest) == 1:
        rest[0] = _noon(after)


def _noon(said: DayPart) -> Clock:
    if said.part is not Part.NOON:
        raise NotUnderstood("when.between")
    return Clock(12)


def _clock(piece: Piece, pieces: Pieces) -> Clock | None:
    match piece:
        case Clock():
            return piece
        case Dotted():
            return Clock(piece.hour, piece.minute)
        case Number() if len(piece.text) <= 2 and int(piece.text) <= 24:
            return Clock(int(piece.text), bare=True)
        # `9.10` is a time only where a whole day stands beside it.
        case Date(clock=said) if said and any(isinstance(other, Rel) or (isinstance(other, Date) and not other.clock) for other in pieces):
            return Clock(piece.day, piece.month)
    return None


def _names_day(pieces: Pieces) -> bool:
    """Whether something else says the day, so that the numbers of a span are hours."""
    return any(not isinstance(piece, (To, Number, Starting)) for piece in days(pieces))


def _stretch(start: Clock, end: Clock, *, sure: bool) -> Stretch:
    if not sure:
        raise NotUnderstood("when.bare-number", number=f"{start.hour}-{end.hour}")
    if end.halved and not start.halved and start.hour <= 12:
        start = _in_half(start, end)
    return Stretch(start, end)


def _in_half(start: Clock, end: Clock) -> Clock:
    """`2-3pm`, `10-2pm`: the last such time before the end."""
    hours = (start.hour % 12, start.hour % 12 + 12)
    before = [hour for hour in hours if (hour, start.minute) < (end.hour, end.minute)]
    return Clock(before[-1] if before else hours[-1], start.minute, halved=True)


def _until(stretch: Stretch, at: time) -> timedelta:
    """The length until the first time after the start that the end may mean: "11 bis 1" is until 13:00, "22 bis 1" until 1:00."""
    start, end = at.hour * 60 + at.minute, stretch.end.hour * 60 + stretch.end.minute
    if end > start:
        return timedelta(minutes=end - start)
    either_half = not (stretch.end.halved or stretch.end.exact) and 1 <= stretch.end.hour <= 12 and stretch.start.hour <= 12
    later = [end + _NOON] if either_half and end + _NOON > start else []
    minutes = min([*later, end + _DAY]) - start
    if minutes > _MAX_GUESSED_MINUTES:
        raise NotUnderstood("when.backwards")
    return timedelta(minutes=minutes)


def _refuse_days(before: Piece, to: To, after: Piece, pieces: Pieces) -> None:
    """Raises NotUnderstood for a span of days. A dash between a day and its time is none, nor is the end of a series (`bis`)."""
    if any(isinstance(piece, (Each, Every)) or (isinstance(piece, Weekday) and piece.plural) for piece in pieces):
        return
    beside_weekday = isinstance(after, Date) and after.clock != "" and bool(of_kind(pieces, Weekday))
    if isinstance(before, Date) and before.clock and (beside_weekday or _clock(after, pieces) is not None):
        raise NotUnderstood("when.bare-number", number=before.clock)
    numbered = isinstance(before, (Date, MonthDay, Number, Week)) and isinstance(after, (Date, MonthDay, Number, Week))
    if numbered or (not to.dash and isinstance(before, (*_NAMED, Clock)) and isinstance(after, _NAMED)):
        raise NotUnderstood("when.range")
