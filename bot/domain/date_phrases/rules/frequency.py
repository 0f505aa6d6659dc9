"""The rules for what repeats, and how often: `täglich`, `alle zwei Wochen`, `jeden`."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.domain.date_phrases.ast import Each, Every, Piece, Rule
from bot.domain.date_phrases.vocabulary import AFTER_NEXT, NEXT, NUMBERS, ORDINALS, UNITS, WEEKDAYS, Unit, either
from bot.domain.errors import NotUnderstood

_EACH = r"(?:jede[nrsm]?|every|each)"
_NTH = rf"(?:other|{either(word for word, number in ORDINALS.items() if number > 0)}|\d{{1,2}}(?:\.|st|nd|rd|th))"
_WORKDAYS = r"(?:werktag|arbeitstag|wochentag|weekday|workday|working day|business day)"
_NTH_OR_LAST = rf"(?:{either(ORDINALS)}|\d{{1,2}}(?:\.|st|nd|rd|th))"
_ONE = r"(?:einmal|1 ?x|1 ?mal|once)"
_ONCE = rf"{_ONE} (?:pro |je |im |in der |die |jede[nrs]? |a |per |every |each )"
_WEEKDAY = either(WEEKDAYS)
_FREQUENCIES = (
    (rf"{_EACH} (?:tag|day)|t(?:ae)?gl(?:ich|\b\.?)|alle tage|daily", Every(1, Unit.DAY)),
    (
        rf"{_EACH} {_WORKDAYS}|werktags|wochentags|werktaegl(?:ich|\b\.?)|an (?:allen )?werktagen|(?:on )?(?:weekdays|workdays)",
        Every(1, Unit.WORKDAY),
    ),
    (
        rf"{_EACH} (?:woche|week)|{_ONCE}(?:woche|week)|(?:{_ONE} )?woech(?:entl(?:ich|\b\.?)|tl\b\.?|\.)"
        r"|aller? wochen?|weekly|pro woche|per week",
        Every(1, Unit.WEEK),
    ),
    (r"(?:14|vierzehn)[ -]?taeg(?:ig|lich|l\b\.?)|fortnightly|every fortnight", Every(2, Unit.WEEK)),
    (
        rf"(?:eines )?{_EACH} (?:monats?|month)|eines monats|{_ONCE}(?:monat|month)|monatl(?:ich|\b\.?)|mtl\b\.?"
        r"|aller? monate?|monthly|pro monat|per month",
        Every(1, Unit.MONTH),
    ),
    (
        rf"{_EACH} (?:quartals?|quarter|vierteljahr)|{_ONCE}(?:quartal|quarter)|vierteljaehrl(?:ich|\b\.?)|quartalsweise|quarterly",
        Every(3, Unit.MONTH),
    ),
    (rf"halbjaehrl(?:ich|\b\.?)|{_EACH} (?:halbe jahr|halbjahr)|aller? halben? jahre?|half-yearly", Every(6, Unit.MONTH)),
    (rf"{_EACH} (?:jahr|year)|jaehrl(?:ich|\b\.?)|aller? jahre?|yearly|annually", Every(1, Unit.YEAR)),
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
    if unit is Unit.DAY and count == 8 and "tag" in word:
        # In German that is once a week for many.
        raise NotUnderstood("when.eight-days")
    if unit is Unit.DAY and count % 7 == 0:
        count, unit = count // 7, Unit.WEEK
    if unit is Unit.QUARTER:
        count, unit = count * 3, Unit.MONTH
    if not 1 <= count <= 52 or unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR) or (unit is Unit.WORKDAY and count > 1):
        raise NotUnderstood("when.series-unclear")
    return Every(count, unit)


def _rhythm(match: re.Match[str]) -> Every:
    """`zweiwöchentlich`, `3-monatlich`."""
    number = match["number"]
    count = NUMBERS[number] if number in NUMBERS else int(number)
    if not 1 <= count <= 52:
        raise NotUnderstood("when.series-unclear")
    return Every(count, Unit.WEEK if match["unit"] == "woech" else Unit.MONTH)


def _weekday_range(match: re.Match[str]) -> Every:
    if (WEEKDAYS[match["first"]], WEEKDAYS[match["last"]]) != (0, 4):
        raise NotUnderstood("when.range")
    return Every(1, Unit.WORKDAY)


def _unclear(_: re.Match[str]) -> Piece | None:
    raise NotUnderstood("when.series-unclear")


def _mixed(_: re.Match[str]) -> Piece | None:
    raise NotUnderstood("when.series-mix")


def _not_counted(_: re.Match[str]) -> Piece | None:
    raise NotUnderstood("when.workdays")


def _is(piece: Piece | None) -> Callable[[re.Match[str]], Piece | None]:
    return lambda _: piece


RULES: tuple[Rule, ...] = (
    *((pattern, _is(every)) for pattern, every in _FREQUENCIES),
    (rf"(?:(?:{_EACH} )?{_NTH_OR_LAST}|{NEXT}|{AFTER_NEXT}) {_WORKDAYS}", _not_counted),
    (rf"{_EACH} (?:1\.|1st|erste[nrs]?|first) {either(UNITS)}", _unclear),
    (rf"{_EACH} (?P<number>{_NTH}) (?P<unit>{either(UNITS)})", _every),
    (rf"{_EACH} other(?= {_WEEKDAY}s?\b)", _is(Every(2, None))),
    (rf"(?P<number>{either(NUMBERS)}|\d{{1,2}})[ -]?(?P<unit>woech|monat)(?:entl|l)?(?:ich|ig|\b\.?)", _rhythm),
    (rf"(?:aller?|every) \d+ ?(?:-|bis|to|oder|or) ?\d+ {either(UNITS)}", _unclear),
    (rf"(?:aller?|every) (?P<number>\d{{1,2}}|{either(NUMBERS)}) (?P<unit>{either(UNITS)})", _every),
    (r"bi-?(?:weekly|monthly|annually)|stuendlich|hourly|(?:aller?|every) (?:paar|few) [a-z]+|aller? halben? stunden?", _unclear),
    (rf"(?:\d+ ?(?:x|mal)|{either(NUMBERS)} ?mal|twice) (?:pro|je|im|in der|die|jede[nrs]?|a|per|\w+lich)\b", _unclear),
    (r"\d{1,3} ?(?:x|mal)", _mixed),
    (r"(?:un)?gerade[nr]?|even|odd", _unclear),
    (r"(?:ausser|ausgenommen|except)\b.*", _mixed),
    (rf"(?:von )?(?P<first>{_WEEKDAY})s?\.? ?(?:-|bis|to|through) ?(?P<last>{_WEEKDAY})s?\.?", _weekday_range),
    (rf"{_EACH}|immer|always|regelmaessig", _is(Each())),
    # Elsewhere it says nothing: "am 8.12. jeweils um 10 Uhr".
    (rf"jeweils(?= (?:am )?(?:{_NTH_OR_LAST} |{_WEEKDAY}\b))", _is(Each())),
)
