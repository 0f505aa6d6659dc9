"""How a phrase is cut into pieces: from left to right, the first rule that fits, and every word has to be known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from bot.domain.phrases import dates, times
from bot.domain.phrases.lengths import with_stretches
from bot.domain.phrases.pieces import (
    Clock,
    Date,
    DayPart,
    Dotted,
    Each,
    EitherMorning,
    Every,
    In,
    MonthDay,
    Number,
    Piece,
    Rel,
    Starting,
    Stretch,
    To,
    Week,
    Weekday,
    Zoned,
)
from bot.domain.phrases.refusals import NotUnderstood
from bot.domain.phrases.times import Rule
from bot.domain.phrases.words import (
    AFTER_NEXT,
    DAY_ENDS,
    FILLERS,
    LONG_WEEKDAYS,
    NEXT,
    NUMBERS,
    ORDINALS,
    THIS,
    UNITS,
    WEEKDAYS,
    Part,
    Unit,
    either,
)

_LONGEST = 160
_EACH = r"(?:jede[nrsm]?|every|each)"
_NTH = rf"(?:other|{either(word for word, number in ORDINALS.items() if number > 0)}|\d{{1,2}}(?:\.|st|nd|rd|th))"
_WORKDAYS = r"(?:werktag|arbeitstag|wochentag|weekday|workday|working day|business day)"
_NTH_OR_LAST = rf"(?:{either(ORDINALS)}|\d{{1,2}}(?:\.|st|nd|rd|th))"
_ONE = r"(?:einmal|1 ?x|1 ?mal|once)"
_ONCE = rf"{_ONE} (?:pro |je |im |in der |die |jede[nrs]? |a |per |every |each )"
_WEEKDAY = either(WEEKDAYS)
_REWRITES = (
    (r"\b(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(?:00)?(?=z|$)", r"\1-\2-\3t\4:\5"),
    (r"(\d{4}-\d\d-\d\d)t(\d\d:\d\d(?::\d\d)?)(?:[.,]0+)?(z|[+-]\d\d:?\d\d|\+\d\d)?$", r"\1 \2 offset\3"),
    # Behind a space a minus would more likely be a range.
    (r"(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) ?(z|\+\d\d:?\d\d)$", r"\1 offset\2"),
    (r"(?<=\d) (?=[.:])|(?<=\d:) (?=\d\d)", ""),
    (rf"^(?:by |bis )?{either(DAY_ENDS)}$", "today"),
    (r"\b(?:eow|eom|eoy)\b", lambda match: {"eow": "end of week", "eom": "end of month", "eoy": "end of year"}[match[0]]),
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
    (rf"{_EACH} (?:woche|week)|{_ONCE}(?:woche|week)|(?:{_ONE} )?woechentlich|weekly|pro woche|per week", Every(1, Unit.WEEK)),
    (
        r"(?:zwei|2-?)woech(?:entlich|ig)|(?:14|vierzehn)[ -]?taeg(?:ig|lich)|fortnightly|every fortnight",
        Every(2, Unit.WEEK),
    ),
    (
        rf"(?:eines )?{_EACH} (?:monats?|month)|eines monats|{_ONCE}(?:monat|month)|monatlich|monthly|pro monat|per month",
        Every(1, Unit.MONTH),
    ),
    (r"(?:zwei|2-?)monatlich", Every(2, Unit.MONTH)),
    (rf"{_EACH} (?:quartals?|quarter)|{_ONCE}(?:quartal|quarter)|vierteljaehrlich|quartalsweise|quarterly", Every(3, Unit.MONTH)),
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
    return Zoned((1 if digits[0] == "+" else -1) * (int(digits[1:3]) * 60 + int(digits[3:5] or 0)))


def _unclear(_: re.Match[str]) -> Piece | None:
    raise NotUnderstood("when.series-unclear")


def _mixed(_: re.Match[str]) -> Piece | None:
    raise NotUnderstood("when.series-mix")


def _not_counted(_: re.Match[str]) -> Piece | None:
    raise NotUnderstood("when.workdays")


def _is(piece: Piece | None) -> Callable[[re.Match[str]], Piece | None]:
    return lambda _: piece


_SERIES: tuple[Rule, ...] = (
    *((pattern, _is(every)) for pattern, every in _FREQUENCIES),
    (rf"(?:{_EACH} )?{_NTH_OR_LAST} {_WORKDAYS}", _not_counted),
    (rf"{_EACH} (?:1\.|1st|erste[nrs]?|first) {either(UNITS)}", _unclear),
    (rf"{_EACH} (?P<number>{_NTH}) (?P<unit>{either(UNITS)})", _every),
    (rf"{_EACH} other(?= {_WEEKDAY}s?\b)", _is(Every(2, None))),
    (rf"(?:alle|every) (?P<number>\d{{1,2}}|{either(NUMBERS)}) (?P<unit>{either(UNITS)})", _every),
    (r"bi-?(?:weekly|monthly|annually)|stuendlich|hourly", _unclear),
    (rf"(?:\d+ ?(?:x|mal)|{either(NUMBERS)} ?mal|twice) (?:pro|je|im|in der|die|jede[nrs]?|a|per|\w+lich)\b", _unclear),
    (r"(?:un)?gerade[nr]?|even|odd", _unclear),
    (r"(?:ausser|ausgenommen|except)\b.*", _mixed),
    (rf"(?:von )?(?P<first>{_WEEKDAY})s?\.? ?(?:-|bis|to|through) ?(?P<last>{_WEEKDAY})s?\.?", _weekday_range),
    (rf"{_EACH}|immer|always|regelmaessig", _is(Each())),
    # Elsewhere it says nothing: "am 8.12. jeweils um 10 Uhr".
    (rf"jeweils(?= (?:am )?(?:{_NTH_OR_LAST} |{_WEEKDAY}\b))", _is(Each())),
)
_STARTING: Rule = (r"ab|from|starting(?: from| on)?|beginnend|startend|erstmals|erstmalig|zuerst|first on", _is(Starting()))
# "Die" alone may be short for Dienstag.
_ARTICLE: Rule = (rf"die(?= (?:{NEXT}|{AFTER_NEXT}|{THIS}|woche|kw|kalenderwoche)\b)", _is(None))
_TO: Rule = (r"bis|to|until|till|til", _is(To()))
_FILLER: Rule = (either(FILLERS), _is(None))
# A word ends where no letter or digit follows, or a digit follows a letter and the other way round ("KW50", "Do14 Uhr").
_END = r"(?:(?<![a-z0-9])|(?![a-z0-9])|(?<=[a-z]{2})(?=\d)|(?<=\d)(?=[a-z]))"
_SEPARATOR = re.compile(r"(?:[\s,/&+-]|\.(?!\d))+")


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Piece | None]], ...]:
    rules = (
        (r"offset(?P<offset>\S*)", _offset),
        *_SERIES,
        *dates.LENGTHS,
        *dates.DISTANCES,
        *times.RULES,
        *dates.RULES[:-1],
        times.DOTTED,
        (r"(?:ab|von) (?:sofort|jetzt)(?: an)?|from now on|starting now", _is(None)),
        _STARTING,
        _ARTICLE,
        _TO,
        _FILLER,
        dates.RULES[-1],
    )
    return tuple((re.compile(rf"(?:{pattern}){_END}"), build) for pattern, build in rules)


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
            raise NotUnderstood("when.unknown")
    return _with_days_and_hours(with_stretches(_with_mornings(found)))


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


def _with_days_and_hours(pieces: list[Piece]) -> list[Piece]:
    """Beside a day that is complete a lone number can only be the hour, and beside a time `5.` and `9.10` can only be days."""
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
    """Whether no number is missing that would say which day it is. "Freitag 13" may be the thirteenth."""
    if any(isinstance(piece, (Each, Every)) or (isinstance(piece, Weekday) and piece.plural) for piece in pieces):
        return any(isinstance(piece, Weekday) or (isinstance(piece, Every) and piece.unit in (Unit.DAY, Unit.WORKDAY)) for piece in pieces)
    return any(isinstance(piece, (Rel, Date, DayPart, In)) for piece in pieces)
