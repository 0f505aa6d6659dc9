"""Durations and delays in words: `anderthalb Stunden`, `1:30`, `2 Wochen`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from bot.domain.date_phrases.vocabulary import NUMBERS, UNITS, Unit, either, normalize_phrase
from bot.domain.errors import NotUnderstood

Amounts = tuple[tuple[Fraction, Unit], ...]

_WORD = either(NUMBERS)
_HALF = r"(?:(?:ein(?:e[nrms]?)? )?halbe?[nrms]?|half(?: an?)?|a half)"
_COUNT = (
    rf"(?:\d{{1,4}} 1/2|1/2|\d{{1,4}}(?:[.,]\d{{1,2}})?|{_HALF}|anderthalb|(?:ein|zwei|drei|vier|fuenf|sechs)einhalb"
    rf"|(?:{_WORD} and a half)|{_WORD})"
)
_QUARTERS = r"(?:(?:ein(?:e[nrms]?)? )?(?:drei)?viertel ?stunden?|(?:a )?quarter of an hour|three quarters of an hour)"
_FORTNIGHT = rf"{_WORD} fortnights?"
_AMOUNT = rf"(?:{_QUARTERS}|{_FORTNIGHT}|{_COUNT} ?{either(UNITS)}\.?(?![a-z])(?: and a half(?![a-z]))?)"
AMOUNTS = rf"{_AMOUNT}(?: ?(?:und |and |plus )?{_AMOUNT})*"
"""One amount or several: `1 Stunde und 30 Minuten`."""

_CLOCK_UNITS = {Unit.SECOND: Fraction(1, 60), Unit.MINUTE: Fraction(1), Unit.HOUR: Fraction(60)}
_MIN_DURATION, _MAX_DURATION = timedelta(minutes=1), timedelta(hours=24)
_ABOUT_WORDS = (
    "ca", "circa", "etwa", "ungefaehr", "rund", "gut", "um", "fuer", "dauert", "max", "maximal", "hoechstens", "bis zu",
    "about", "around", "approx", "for", "up to", "at most",
)  # fmt: skip
_ABOUT = rf"^(?:{either(_ABOUT_WORDS)}\.? )+"
_LATER = frozenset(("spaeter", "laenger", "mehr", "verzug", "verspaetung", "verzoegerung", "later", "delay", "late", "longer"))
_NO_DELAY = {"kein", "keine", "keiner", "keinen", "nichts", "none", "no", "nein", "0"}
# Hours with two more digits may be minutes ("1.30 h") as well as hundredths.
_CLOCK_OR_FRACTION = re.compile(r"\d[.,](?!25|50|75)\d\d ?(?:h|std\.?|stunden?|hrs?|hours?)\b")
_UNKNOWN = {
    "unbekannt", "noch unbekannt", "unklar", "noch unklar", "offen", "noch offen", "weiss nicht", "keine ahnung", "k.a", "k. a",
    "unknown", "not known", "unclear", "tbd", "tba", "n/a", "-", "",
}  # fmt: skip
_VAGUE = re.compile(r"\b(?:paar|einige|mehrere|couple|few|some|several|viele|many|lange?|long)\b")
_RANGE = re.compile(r"\d ?-+ ?\d|\w (?:bis|oder|to|or) ")

_UNIT_NAMES = {
    "de": {
        Unit.MINUTE: ("Minute", "Minuten"), Unit.HOUR: ("Stunde", "Stunden"), Unit.DAY: ("Tag", "Tage"),
        Unit.WORKDAY: ("Arbeitstag", "Arbeitstage"), Unit.WEEK: ("Woche", "Wochen"), Unit.MONTH: ("Monat", "Monate"),
        Unit.QUARTER: ("Quartal", "Quartale"), Unit.YEAR: ("Jahr", "Jahre"),
    },
    "en": {
        Unit.MINUTE: ("minute", "minutes"), Unit.HOUR: ("hour", "hours"), Unit.DAY: ("day", "days"),
        Unit.WORKDAY: ("working day", "working days"), Unit.WEEK: ("week", "weeks"), Unit.MONTH: ("month", "months"),
        Unit.QUARTER: ("quarter", "quarters"), Unit.YEAR: ("year", "years"),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Delay:
    """How much later something gets, in the unit that was written."""

    count: Fraction
    unit: Unit

    def said(self, language: str) -> str:
        """`2 Wochen` or `2 weeks`; reading it again gives the same delay."""
        one, many = _UNIT_NAMES["en" if language == "en" else "de"][self.unit]
        if self.count.denominator == 1:
            number = str(self.count.numerator)
        else:
            number = f"{float(self.count):.2f}".rstrip("0").replace(".", "." if language == "en" else ",")
        return f"{number} {one if self.count == 1 else many}"


def count(text: str) -> Fraction:
    """The value of a number in normalized text: `anderthalb`, `1 1/2`, `2,5`, `zwei`."""
    text = text.strip()
    if text == "anderthalb":
        return Fraction(3, 2)
    if text.endswith("einhalb"):
        return (NUMBERS[text.removesuffix("einhalb")]) + Fraction(1, 2)
    if text.endswith(" and a half"):
        return NUMBERS[text.removesuffix(" and a half")] + Fraction(1, 2)
    if text in NUMBERS:
        return Fraction(NUMBERS[text])
    if re.fullmatch(_HALF, text):
        return Fraction(1, 2)
    return sum((Fraction(part.replace(",", ".")) for part in text.split()), Fraction(0))


def amounts(text: str) -> Amounts:
    """The amounts in a folded text that matches `AMOUNTS`."""
    return tuple(_amount(match[0].strip()) for match in re.finditer(_AMOUNT, text))


def _amount(text: str) -> tuple[Fraction, Unit]:
    if re.fullmatch(_QUARTERS, text):
        return Fraction(45 if "drei" in text or "three" in text else 15), Unit.MINUTE
    if re.fullmatch(_FORTNIGHT, text):
        return count(text.split(maxsplit=1)[0]) * 2, Unit.WEEK
    more = Fraction(0)
    if not re.fullmatch(rf"{_COUNT} ?{either(UNITS)}\.?", text):
        text, more = text.removesuffix(" and a half"), Fraction(1, 2)
    match = re.fullmatch(rf"({_COUNT}) ?({either(UNITS)})\.?", text)
    if match is None:
        raise NotUnderstood("when.duration")
    return count(match[1]) + more, UNITS[match[2]]


def read_duration(text: str) -> timedelta:
    """A clock duration; a bare number is minutes. Raises NotUnderstood: `when.duration`, `when.duration-length`.

    Longer than a day is refused: it is the length of a meeting or of a topic.
    """
    folded = re.sub(_ABOUT, "", normalize_phrase(text))
    minutes = clock_minutes(folded)
    if minutes is None:
        raise NotUnderstood("when.duration", said=text)
    if not _MIN_DURATION.total_seconds() <= minutes * 60 <= _MAX_DURATION.total_seconds():
        raise NotUnderstood("when.duration-length", said=text)
    return timedelta(seconds=float(minutes * 60))


def clock_minutes(text: str) -> Fraction | None:
    """The minutes of a folded clock duration, None where it is none."""
    if re.fullmatch(r"\d{1,4}", text):
        return Fraction(text)
    if match := re.fullmatch(r"(\d{1,2}):([0-5]\d) ?(?:h|std|stunden?|hours?)?\.?", text):
        return Fraction(int(match[1]) * 60 + int(match[2]))
    if match := re.fullmatch(r"(\d{1,2}) ?(?:h|std\.?|stunden?|hours?) ?([0-5]\d)", text):
        return Fraction(int(match[1]) * 60 + int(match[2]))
    if _CLOCK_OR_FRACTION.search(text):
        return None
    # In a clock duration an m is no month.
    text = re.sub(r"(?<=\d)( ?)m\b", r"\1min", text)
    if not re.fullmatch(AMOUNTS, text):
        return None
    found = amounts(text)
    if any(unit not in _CLOCK_UNITS for _, unit in found):
        return None
    return sum((number * _CLOCK_UNITS[unit] for number, unit in found), Fraction(0))


def read_delay(text: str) -> Delay:
    """How much later something gets, from minutes to years. Raises NotUnderstood.

    `when.delay-unknown` for "unbekannt", `when.delay-none` for "keiner", `when.delay-unit` where the unit is missing or may be minutes
    or months, `when.delay-range` for "2-3 Wochen", else `when.delay`.
    """
    folded = _without_later(re.sub(_ABOUT, "", normalize_phrase(text)))
    if folded in _UNKNOWN:
        raise NotUnderstood("when.delay-unknown", said=text)
    if folded in _NO_DELAY or re.fullmatch(r"0+ [a-z]+", folded):
        raise NotUnderstood("when.delay-none", said=text)
    if match := re.fullmatch(r"(\d+(?:[.,]\d+)?) ?m?", folded):
        raise NotUnderstood("when.delay-unit", said=text, number=match[1])
    if _RANGE.search(folded):
        raise NotUnderstood("when.delay-range", said=text)
    if _VAGUE.search(folded):
        raise NotUnderstood("when.delay", said=text)
    if re.fullmatch(AMOUNTS, folded):
        delay = _together(amounts(folded))
    elif (minutes := clock_minutes(folded)) is not None:
        delay = Delay(minutes, Unit.MINUTE)
    else:
        delay = None
    if delay is None or delay.count <= 0:
        raise NotUnderstood("when.delay", said=text)
    return delay


def _without_later(folded: str) -> str:
    """The text without the words that mark a delay: `+2 Wochen`, `2 Wochen später`."""
    words = folded.removeprefix("+").split()
    while len(words) > 1 and words[-1] in _LATER:
        words.pop()
    return " ".join(words)


def _together(found: Amounts) -> Delay | None:
    """Several amounts in the smallest unit of them, where that is exact: 1 week 2 days is 9 days."""
    if any(unit is Unit.SECOND for _, unit in found):
        return None
    if len(found) == 1:
        return Delay(*found[0])
    scales = (
        (Unit.MINUTE, _CLOCK_UNITS),
        (Unit.DAY, {Unit.DAY: Fraction(1), Unit.WEEK: Fraction(7)}),
        (Unit.MONTH, {Unit.MONTH: Fraction(1), Unit.QUARTER: Fraction(3), Unit.YEAR: Fraction(12)}),
    )
    for unit, scale in scales:
        if all(used in scale for _, used in found):
            return Delay(sum((number * scale[used] for number, used in found), Fraction(0)), unit)
    return None
