"""How a phrase is cut into pieces: from left to right, the first rule that fits, and every word has to be known."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from bot.domain.phrases import dates, times
from bot.domain.phrases.pieces import (
    Date,
    DayPart,
    Each,
    EitherMorning,
    Every,
    Number,
    Piece,
    Rel,
    Starting,
    Week,
    Weekday,
    Zoned,
)
from bot.domain.phrases.refusals import NotUnderstood
from bot.domain.phrases.times import Rule
from bot.domain.phrases.words import AFTER_NEXT, FILLERS, LONG_WEEKDAYS, NEXT, NUMBERS, ORDINALS, THIS, UNITS, WEEKDAYS, Part, Unit, either

_LONGEST = 160
_EACH = r"(?:jede[nrsm]?|every|each)"
_NTH = rf"(?:other|{either(word for word, number in ORDINALS.items() if number > 0)}|\d{{1,2}}(?:\.|st|nd|rd|th))"
_WORKDAYS = r"(?:werktag|arbeitstag|wochentag|weekday|workday|working day|business day)"
_WEEKDAY = either(WEEKDAYS)
_REWRITES = (
    (r"(\d{4}-\d\d-\d\d)t(\d\d:\d\d(?::\d\d)?)(z|[+-]\d\d:?\d\d)?$", r"\1 \2 offset\3"),
    (r"\b(monats|quartals|jahres)(anfang|beginn|mitte|ende)\b", r"\2 \1"),
    (r"\bthis (morning|afternoon|evening)\b", r"today \1"),
    (r"\bwochen(anfang|beginn|mitte)\b", r"\1 woche"),
    (rf"\b({either(LONG_WEEKDAYS)}s?)-?(morgen|frueh|vormittag|mittag|nachmittag|abend)(s?)\b", r"\1 \2\3"),
)
_FREQUENCIES = (
    (rf"{_EACH} (?:tag|day)|taeglich|daily", Every(1, Unit.DAY)),
    (
        rf"{_EACH} {_WORKDAYS}|werktags|wochentags|werktaeglich|an (?:allen )?werktagen|(?:on )?(?:weekdays|workdays)",
        Every(1, Unit.WORKDAY),
    ),
    (rf"{_EACH} (?:woche|week)|woechentlich|weekly|pro woche|per week", Every(1, Unit.WEEK)),
    (
        r"(?:zwei|2-?)woech(?:entlich|ig)|(?:14|vierzehn)[ -]?taeg(?:ig|lich)|fortnightly|every fortnight",
        Every(2, Unit.WEEK),
    ),
    (rf"{_EACH} (?:monats?|month)|monatlich|monthly|pro monat|per month", Every(1, Unit.MONTH)),
    (r"(?:zwei|2-?)monatlich", Every(2, Unit.MONTH)),
    (rf"{_EACH} (?:quartals?|quarter)|vierteljaehrlich|quartalsweise|quarterly", Every(3, Unit.MONTH)),
    (rf"halbjaehrlich|{_EACH} halbe jahr|half-yearly", Every(6, Unit.MONTH)),
    (rf"{_EACH} (?:jahr|year)|jaehrlich|yearly|annually", Every(1, Unit.YEAR)),
)


def _every(match: re.Match[str]) -> Every:
    number, word = match["number"], match["unit"]
    if number == "other":
        count = 2
    elif number in NUMBERS:
        count = NUMBERS[number]
    else:
        count = ORDINALS[number] if number in ORDINALS else int(re.sub(r"\D", "", number))
    unit = UNITS[word]
    if unit is Unit.DAY and count % 7 == 0:
        count, unit = count // 7, Unit.WEEK
    if unit is Unit.QUARTER:
        count, unit = count * 3, Unit.MONTH
    if not 1 <= count <= 52 or unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR) or (unit is Unit.WORKDAY and count > 1):
        raise NotUnderstood("when.series-unclear")
    return Every(count, unit)


def _weekday_range(match: re.Match[str]) -> Every:
    if (WEEKDAYS[match["first"]], WEEKDAYS[match["last"]]) != (0, 4):
        raise NotUnderstood("when.range")
    return Every(1, Unit.WORKDAY)


def _offset(match: re.Match[str]) -> Zoned | None:
    if not match["offset"]:
        return None
    if match["offset"] == "z":
        return Zoned(0)
    digits = match["offset"].replace(":", "")
    return Zoned((1 if digits[0] == "+" else -1) * (int(digits[1:3]) * 60 + int(digits[3:5])))


def _unclear(_: re.Match[str]) -> Piece | None:
    raise NotUnderstood("when.series-unclear")


def _is(piece: Piece | None) -> Callable[[re.Match[str]], Piece | None]:
    return lambda _: piece


_SERIES: tuple[Rule, ...] = (
    *((pattern, _is(every)) for pattern, every in _FREQUENCIES),
    (rf"{_EACH} (?P<number>{_NTH}) (?P<unit>{either(UNITS)})", _every),
    (rf"{_EACH} other(?= {_WEEKDAY}s?\b)", _is(Every(2, None))),
    (rf"(?:alle|every) (?P<number>\d{{1,2}}|{either(NUMBERS)}) (?P<unit>{either(UNITS)})", _every),
    (r"bi-?(?:weekly|monthly|annually)|stuendlich|hourly", _unclear),
    (rf"(?:von )?(?P<first>{_WEEKDAY})s?\.? ?(?:-|bis|to|through) ?(?P<last>{_WEEKDAY})s?\.?", _weekday_range),
    (rf"{_EACH}|immer|always|regelmaessig", _is(Each())),
)
_STARTING: Rule = (r"ab|from|starting(?: from| on)?|beginnend|startend|erstmals|erstmalig|zuerst|first on", _is(Starting()))
# "Die" alone may be short for Dienstag.
_ARTICLE: Rule = (rf"die(?= (?:{NEXT}|{AFTER_NEXT}|{THIS}|woche|kw|kalenderwoche)\b)", _is(None))
_FILLER: Rule = (either(FILLERS), _is(None))
_SEPARATOR = re.compile(r"(?:[\s,/&+-]|\.(?!\d))+")


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Piece | None]], ...]:
    rules = (
        (r"offset(?P<offset>\S*)", _offset),
        *_SERIES,
        *dates.DISTANCES,
        *times.RULES,
        *dates.RULES[:-1],
        times.DOTTED,
        _STARTING,
        _ARTICLE,
        _FILLER,
        dates.RULES[-1],
    )
    return tuple((re.compile(rf"(?:{pattern})(?:(?<![a-z0-9])|(?![a-z0-9]))"), build) for pattern, build in rules)


def cut(text: str) -> list[Piece]:
    """The pieces of a folded text, fillers left out. Raises NotUnderstood: `when.unknown` where a word is not known."""
    if not text:
        raise NotUnderstood("when.empty")
    if len(text) > _LONGEST:
        raise NotUnderstood("when.unknown")
    for written, meant in _REWRITES:
        text = re.sub(written, meant, text)
    found: list[Piece] = []
    position = 0
    while position < len(text):
        if gap := _SEPARATOR.match(text, position):
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
            raise NotUnderstood("when.unknown")
    return _with_mornings(found)


def _with_mornings(pieces: list[Piece]) -> list[Piece]:
    """`Morgen` behind a day or behind "jeden" is the morning, anywhere else tomorrow."""
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, EitherMorning):
            behind = any(isinstance(before, (Rel, Weekday, Date, Week, Each, Every)) for before in result)
            result.append(DayPart(Part.EARLY) if behind else Rel(1))
        else:
            result.append(piece)
    return result


def bare_numbers(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if isinstance(piece, Number)]
