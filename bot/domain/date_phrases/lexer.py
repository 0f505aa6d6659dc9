"""The lexer: cuts a phrase into pieces from left to right, by the first rule that fits. Every word has to be known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from bot.domain.date_phrases import holidays
from bot.domain.date_phrases.ast import (
    Beside,
    Clock,
    Date,
    DayPart,
    Dotted,
    Each,
    EitherMorning,
    Every,
    Feast,
    In,
    MonthDay,
    Number,
    Piece,
    Rel,
    Rule,
    Shift,
    Starting,
    Stretch,
    To,
    Week,
    Weekday,
)
from bot.domain.date_phrases.holidays import NAMES
from bot.domain.date_phrases.lengths import with_stretches
from bot.domain.date_phrases.relative_days import refuse_after_a_time
from bot.domain.date_phrases.rules import clock_times, dates, distances, frequency, zones
from bot.domain.date_phrases.rules.spellings import spelt
from bot.domain.date_phrases.vocabulary import (
    AFTER_NEXT,
    FILLERS,
    NEXT,
    THIS,
    Part,
    Unit,
    either,
)
from bot.domain.errors import NotUnderstood

_MAX_LENGTH = 160


def _is(piece: Piece | None) -> Callable[[re.Match[str]], Piece | None]:
    return lambda _: piece


_STARTING: Rule = (r"ab|from|starting(?: from| on)?|beginnend|startend|erstmals|erstmalig|zuerst|first on", _is(Starting()))
# "Die" alone may be short for Dienstag.
_ARTICLE: Rule = (
    rf"die(?= (?:{NEXT}|{AFTER_NEXT}|{THIS}|woche|kw|kalenderwoche)\b)|d\.?(?= ?\d{{1,2}}\.)"
    rf"|zu(?= {either(NAMES)}\b)|(?:per|zu)(?= \d)|per(?= sofort)",
    _is(None),
)
_HEADING: Rule = (r"(?:frist|deadline|faellig)\b:?|(?:termin|datum|abgabe):", _is(None))
_TO: Rule = (r"bis|to|until|till|til", _is(To()))
_FILLER: Rule = (either(FILLERS), _is(None))
# A word ends where no letter or digit follows, or a digit follows a letter and the other way round ("KW50", "Do14 Uhr").
_END = r"(?:(?<![a-z0-9])|(?![a-z0-9])|(?<=[a-z]{2})(?=\d)|(?<=\d)(?=[a-z]))"
_SEPARATOR = re.compile(r"(?:[\s,/&+-]|\.(?!\d))+")


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Piece | None]], ...]:
    rules = (
        *zones.RULES,
        *frequency.RULES,
        *holidays.RULES,
        *distances.LENGTHS,
        *distances.DISTANCES,
        *clock_times.RULES,
        *dates.RULES[:-1],
        clock_times.DOTTED,
        (r"(?:ab|von) (?:sofort|jetzt)(?: an)?|from now on|starting now", _is(None)),
        _STARTING,
        _ARTICLE,
        _HEADING,
        _TO,
        _FILLER,
        dates.RULES[-1],
    )
    return tuple((re.compile(rf"(?:{pattern}){_END}"), build) for pattern, build in rules)


def cut(text: str) -> list[Piece]:
    """The pieces of a normalized text, without fillers. Raises NotUnderstood: `when.unknown` where a word is not known."""
    if not text:
        raise NotUnderstood("when.empty")
    if len(text) > _MAX_LENGTH:
        raise NotUnderstood("when.unknown")
    text = spelt(text)
    found: list[Piece] = []
    position = 0
    while position < len(text):
        if gap := _SEPARATOR.match(text, position):
            if "-" in gap[0]:
                found.append(To(dash=True))
            position = gap.end()
            continue
        for pattern, build in _compiled():
            if match := pattern.match(text, position):
                piece = build(match)
                if piece is not None:
                    found.append(piece)
                position = match.end()
                break
        else:
            raise NotUnderstood("when.vague" if any(isinstance(piece, Beside) for piece in found) else "when.unknown")
    refuse_after_a_time(found)
    return _with_days_and_hours(with_stretches(_with_sundays(_with_mornings(found))))


def _with_mornings(pieces: list[Piece]) -> list[Piece]:
    """`Morgen` behind a day or behind "jeden" is the morning, anywhere else tomorrow."""
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, EitherMorning):
            behind = any(isinstance(before, (Rel, Weekday, Date, Feast, Week, Each, Every)) for before in result)
            result.append(DayPart(Part.EARLY) if behind else Rel(1))
        else:
            result.append(piece)
    return result


def _with_sundays(pieces: list[Piece]) -> list[Piece]:
    """`So um 10` means Sunday beside a week, and "about ten" beside a day. Raises NotUnderstood where neither stands beside it."""
    said = [piece for piece in pieces if isinstance(piece, Weekday) and piece.about]
    if not said:
        return pieces
    rest = [piece for piece in pieces if piece not in said]
    if any(
        isinstance(piece, (Weekday, Date, Feast, Rel, MonthDay, In)) or piece in (Every(1, Unit.DAY), Every(1, Unit.WORKDAY))
        for piece in rest
    ):
        return rest
    if said[0].about == "um" or any(isinstance(piece, (Week, Shift, Each, Every)) for piece in rest):
        return [Weekday(6) if piece in said else piece for piece in pieces]
    raise NotUnderstood("when.sunday-or-about")


def _with_days_and_hours(pieces: list[Piece]) -> list[Piece]:
    """Beside a complete day a lone number can only be the hour, and beside a time `5.` and `9.10` can only be days."""
    timed = any(isinstance(piece, (Clock, Dotted, Stretch)) for piece in pieces)
    numbers = [piece for piece in pieces if isinstance(piece, Number)]
    hours = numbers if not timed and len(numbers) == 1 and len(numbers[0].text) <= 2 and _is_complete(pieces) else []
    result: list[Piece] = []
    for piece in pieces:
        if piece in hours and 1 <= int(numbers[0].text) <= 23:
            result.append(Clock(int(numbers[0].text), bare=True))
        elif timed and isinstance(piece, Date):
            result.append(replace(piece, clock=""))
        elif timed and isinstance(piece, MonthDay):
            result.append(replace(piece, sure=True))
        else:
            result.append(piece)
    return result


def _is_complete(pieces: list[Piece]) -> bool:
    """Whether the pieces name a day without a further number. "Freitag 13" may be the thirteenth."""
    if any(isinstance(piece, (Each, Every)) or (isinstance(piece, Weekday) and piece.plural) for piece in pieces):
        return any(isinstance(piece, Weekday) or (isinstance(piece, Every) and piece.unit in (Unit.DAY, Unit.WORKDAY)) for piece in pieces)
    in_week = any(isinstance(piece, Week) or (isinstance(piece, Shift) and piece.unit is Unit.WEEK) for piece in pieces)
    if in_week and any(isinstance(piece, Weekday) for piece in pieces):
        return True
    return any(isinstance(piece, (Rel, Date, Feast, DayPart, In)) or (isinstance(piece, Weekday) and piece.after_next) for piece in pieces)
