"""How far a date is moved from where it stands: `eine Stunde später`, `um 30 Minuten nach hinten`, `auf den nächsten Tag`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from bot.domain.date_phrases.ast import Weekday, days, the
from bot.domain.date_phrases.durations import AMOUNTS, Amounts, amounts
from bot.domain.date_phrases.lexer import cut
from bot.domain.date_phrases.spans import monday_of
from bot.domain.date_phrases.times import settle
from bot.domain.date_phrases.vocabulary import WEEKDAYS, Unit, either, normalize_phrase
from bot.domain.errors import NotUnderstood

_LATER = (
    "spaeter", "danach", "darauf", "nachher", "nach hinten", "weiter nach hinten", "hinausschieben", "rausschieben", "aufschieben",
    "nach hinten verschieben", "nach hinten schieben", "nach hinten verlegen", "spaeter anfangen", "spaeter beginnen",
    "later", "after", "afterwards", "push back", "pushed back",
)  # fmt: skip
_EARLIER = (
    "frueher", "vorher", "davor", "zuvor", "eher", "nach vorn", "nach vorne", "weiter nach vorn", "weiter nach vorne", "vorziehen",
    "vorgezogen", "vorverlegen", "vorverlegt", "nach vorn ziehen", "nach vorne ziehen", "nach vorn verlegen", "nach vorne verlegen",
    "frueher anfangen", "frueher beginnen", "earlier", "before", "sooner", "bring forward", "forward",
)  # fmt: skip
_DIRECTION = rf"(?:(?P<later>{either(_LATER)})|(?P<earlier>{either(_EARLIER)}))"
_BY = r"(?:(?:um|by|fuer|for|den|die|das|the|it|auf) ){0,3}"
_REST = r"(?: (?P<rest>.+))?"
_BEHIND = re.compile(rf"{_BY}(?P<amounts>{AMOUNTS}) {_DIRECTION}(?: (?:verschieben|verlegen|schieben))?{_REST}")
_BEFORE = re.compile(rf"(?:etwas |noch )?{_DIRECTION} {_BY}(?P<amounts>{AMOUNTS}){_REST}")
_SIGNED = re.compile(rf"(?P<sign>[+-]) ?(?P<amounts>{AMOUNTS})")
# "14 h" and "um 9 h" are times of day.
_UNDIRECTED = re.compile(rf"(?!{_BY}\d{{1,2}} ?h$){_BY}{AMOUNTS}(?: (?:verschieben|verlegen|schieben))?")
_TO = r"(?:(?:auf|an|am|den|dem|der|die|das|zum|to|the|on|in) ){0,3}"
_THIS_DAY = rf"{_TO}(?:(?:gleichen|selben|selbigen|denselben|demselben|same) (?:tag|day)|(?:selben|gleichen) tags){_REST}"
_NEXT_DAY = (
    rf"{_TO}(?:(?:naechste[nrms]?|(?:darauf)?folgende[nrms]?|next|following) (?:tag|day)"
    rf"|(?:tag|day) (?:danach|darauf|drauf|after(?: that)?)|folgetag|tags darauf){_REST}"
)
_DAY_BEFORE = (
    rf"{_TO}(?:(?:vorherige[nrms]?|vorige[nrms]?|previous) (?:tag|day)"
    rf"|(?:tag|day) (?:davor|vorher|zuvor|before(?: that)?)|vortag|tags zuvor){_REST}"
)
_NEXT_WEEK = (
    rf"{_TO}(?:(?:(?:darauf)?folgende[nrms]?|following) (?:woche|week)"
    rf"|(?:woche|week) (?:danach|darauf|drauf|after(?: that)?)|folgewoche){_REST}"
)
_WEEK_BEFORE = (
    rf"{_TO}(?:(?:vorherige[nrms]?|previous) (?:woche|week)|(?:woche|week) (?:davor|vorher|zuvor|before(?: that)?)|vorwoche){_REST}"
)
_STEPS = (
    (re.compile(_THIS_DAY), 0),
    (re.compile(_NEXT_DAY), 1),
    (re.compile(_DAY_BEFORE), -1),
    (re.compile(_NEXT_WEEK), 7),
    (re.compile(_WEEK_BEFORE), -7),
)
_AFTER_IT = re.compile(rf"{_TO}(?P<weekday>{either(WEEKDAYS)}) (?:danach|darauf|drauf|after(?: that)?){_REST}")
_ANY_TIME = datetime(2026, 6, 10, 12)  # noqa: DTZ001 -- naive, as planned dates are
MAX_LENGTH = 160


def shifted(folded: str, start: datetime) -> datetime | None:
    """The time to which `start` (both naive and local) is shifted; None where the text, which `folded_move` made, is no shift.

    Raises NotUnderstood.
    """
    return _by_amounts(folded, start) or _by_name(folded, start)


def is_shift(text: str) -> bool:
    """Whether a text is nothing but a shift: `eine Stunde später`, `auf den nächsten Tag`."""
    folded = folded_move(text)
    if len(folded) > MAX_LENGTH:
        return False
    try:
        return shifted(folded, _ANY_TIME) is not None
    except NotUnderstood as refusal:
        return refusal.reason != "when.unknown"


def folded_move(text: str) -> str:
    """The normalized text without a leading "auf", as `moves` and this module read it."""
    return re.sub(r"^(?:auf|to)?[|:,. ]+", "", normalize_phrase(text))


def _by_amounts(folded: str, start: datetime) -> datetime | None:
    """`eine Stunde später`, `um 30 Minuten nach hinten`, `früher um einen Tag`, `eine Woche später um 14 Uhr`, `+1 Tag`."""
    match = _BEHIND.fullmatch(folded) or _BEFORE.fullmatch(folded) or _SIGNED.fullmatch(folded)
    if match is None:
        if _UNDIRECTED.fullmatch(folded):
            raise NotUnderstood("when.direction")
        return None
    groups = match.groupdict()
    back = bool(groups.get("earlier")) or groups.get("sign") == "-"
    said = amounts(groups["amounts"])
    try:
        end = _plus(start, said, -1 if back else 1)
    except (OverflowError, ValueError):
        raise NotUnderstood("when.far") from None
    rest = groups.get("rest")
    if not rest:
        return end
    if any(unit in _SECONDS_OF for _, unit in said):
        raise NotUnderstood("when.contradiction")
    return _placed(end.date(), rest, start.time(), in_weeks=all(unit is Unit.WEEK for _, unit in said))


_SECONDS_OF = {Unit.SECOND: Fraction(1), Unit.MINUTE: Fraction(60), Unit.HOUR: Fraction(3600)}
_DAYS_OF = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS_OF = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


def _plus(start: datetime, said: Amounts, sign: int) -> datetime:
    for number, unit in said:
        if unit is Unit.WORKDAY:
            raise NotUnderstood("when.workdays")
        if unit in _SECONDS_OF:
            start += timedelta(seconds=sign * float(number * _SECONDS_OF[unit]))
            continue
        whole = number * (_DAYS_OF.get(unit) or _MONTHS_OF[unit]) * sign
        if whole.denominator != 1:
            raise NotUnderstood("when.part-of-day")
        start += relativedelta(days=int(whole)) if unit in _DAYS_OF else relativedelta(months=int(whole))
    return start


def _by_name(folded: str, start: datetime) -> datetime | None:
    """`auf den nächsten Tag`, `am selben Tag um 14 Uhr`, `die Woche darauf am Mittwoch`: "next" counts from the date here."""
    for pattern, step in _STEPS:
        if match := pattern.fullmatch(folded):
            day = start.date() + timedelta(days=step)
            rest = match["rest"]
            further = _by_amounts(rest, datetime.combine(day, start.time())) if rest else None
            return further or _placed(day, rest or "", start.time(), in_weeks=abs(step) == 7)
    if match := _AFTER_IT.fullmatch(folded):
        ahead = (WEEKDAYS[match["weekday"]] - start.weekday() - 1) % 7 + 1
        return _placed(start.date() + timedelta(days=ahead), match["rest"] or "", start.time(), in_weeks=False)
    return None


def _placed(day: date, rest: str, at: time, *, in_weeks: bool) -> datetime:
    """The day with the time that the rest names; with `in_weeks` also with the weekday that it names."""
    pieces = cut(rest) if rest else ()
    which = days(pieces)
    if which and (not in_weeks or len(which) > 1 or not isinstance(which[0], Weekday)):
        raise NotUnderstood("when.contradiction")
    if which:
        day = monday_of(day) + timedelta(days=the(which, Weekday).day)
    return datetime.combine(day, settle(pieces) or at)
