"""The rules for lengths, and for how far a day is from another: `90 min`, `in zwei Wochen`, `3 Tage vor …`."""

from __future__ import annotations

import re
from fractions import Fraction

from bot.domain.date_phrases.ast import In, Lasting, Piece, Rule
from bot.domain.date_phrases.durations import AMOUNTS, amounts, clock_minutes
from bot.domain.date_phrases.vocabulary import NUMBERS, UNITS, WEEKDAYS, Unit, either
from bot.domain.errors import NotUnderstood


def _vague(_: re.Match[str]) -> Piece | None:
    raise NotUnderstood("when.vague")


def _distance(match: re.Match[str]) -> Piece:
    return In(amounts(match["amounts"]), eight=match["amounts"].startswith("acht "))


def lasting(match: re.Match[str]) -> Piece:
    minutes = clock_minutes(match.groupdict().get("length") or match[0])
    if minutes is None:
        raise NotUnderstood("when.amount")
    return Lasting(minutes)


LENGTHS: tuple[Rule, ...] = (
    (r"(?<=uhr )\d{1,2}:[0-5]\d ?(?:h|std)\b\.?", lasting),
    # Behind a time, or where a length is announced, an h counts hours.
    (
        r"(?:(?<=uhr )|(?<=:\d\d )|(?<=\dh )|(?<=[ap]m )|(?<=fuer )|(?<=for )|(?<=dauer ))\d{1,2}(?:[.,]\d{1,2})? ?h(?: ?[0-5]\d)?",
        lasting,
    ),
    (rf"(?:ca\.?|circa|zirka|etwa|max\.?|maximal|hoechstens|about|a|\u00e0) (?P<length>{AMOUNTS})", lasting),
    (r"(?:dauert?|laenge):? (?P<length>\d{1,3}|\d{1,2}:[0-5]\d(?: ?(?:h|std|stunden?))?)(?![\d:])(?! ?[a-z])", lasting),
)
_ABOUT = r"(?:gut|knapp|etwa|ca\.?|circa|zirka|rund|ungefaehr|fast|ueber|mehr als|weniger als|about|around|roughly|over|almost)"
DISTANCES: tuple[Rule, ...] = (
    (
        rf"(?P<amounts>{either(NUMBERS)} weeks?)(?: on)?(?= (?:{either(WEEKDAYS)}|today|tomorrow)\b)",
        lambda match: In(amounts(match["amounts"]), counted_from=True),
    ),
    (rf"(?:in|binnen) {_ABOUT} {AMOUNTS}", _vague),
    (
        r"in den (?:naechsten|kommenden) (?:tagen|wochen|monaten)|in the (?:next|coming) (?:days|weeks|months)",
        _vague,
    ),
    (rf"(?P<amounts>{AMOUNTS})(?= (?:vor|nach|before|after)\b)", _distance),
    (r"(?:tag|day)(?= (?:vorm?|nach|before|after)\b)", lambda _: In(((Fraction(1), Unit.DAY),))),
    (rf"ueber (?P<amounts>{AMOUNTS})", _distance),
    (rf"{AMOUNTS} from(?: now)?", lambda match: In(amounts(match[0].rpartition(" from")[0]), counted_from=not match[0].endswith("now"))),
    (
        rf"in (?:den naechsten |the next )?(?:(?:ein(?:em|er)? |a )?(?:paar|couple of)|einigen|wenigen|mehreren|few|a few|some|several"
        rf"|\d+ ?(?:-|bis|to|oder|or) ?\d+) {either(UNITS)}",
        _vague,
    ),
    (
        rf"(?:in(?: den (?:naechsten|kommenden)| the next)?|binnen|innerhalb(?: von)?|within(?: the next)?) (?P<amounts>{AMOUNTS})",
        _distance,
    ),
)
