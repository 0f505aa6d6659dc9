"""The rules for days: the ways to write dates, weekdays, weeks, spans and distances."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.domain.date_phrases.ast import (
    Beside,
    Date,
    Edge,
    Month,
    MonthDay,
    Number,
    Ordinals,
    Piece,
    Quarter,
    Rel,
    Rule,
    Shift,
    Week,
    Weekday,
    Year,
)
from bot.domain.date_phrases.durations import AMOUNTS
from bot.domain.date_phrases.rules import distances
from bot.domain.date_phrases.vocabulary import (
    AFTER_NEXT,
    DAY_ENDS,
    LAST,
    LONG_WEEKDAYS,
    MONTHS,
    NEXT,
    NUMBERS,
    ORDINALS,
    RELATIVE_DAYS,
    THIS,
    VAGUE,
    WEEKDAYS,
    Unit,
    either,
)
from bot.domain.errors import NotUnderstood

_MONTH = rf"(?P<month>{either(MONTHS)})(?![a-z])\.?"
_NO_CLOCK = r"(?! ?(?:uhr|h|am(?! [a-z])|pm)\b|:)"
_CLOCK_FOLLOWS = r"(?: ?uhr| ?h\b|:|\.\d\d ?(?:uhr|h\b)|(?:[.:]\d\d)? ?- ?\d\d?(?:[.:]\d\d)? ?(?:uhr|h\b))"
_FOUR = rf"(?P<year>(?:19|20|21)\d\d)(?!\d){_NO_CLOCK}"
_YEAR = rf"(?:[ /-]?(?:{_FOUR}|(?:'|(?<=/))(?P<short>\d\d)(?!\d)))?"
# Behind the name of a month a number that no clock shows is the year: "27. November 26".
_LATE = r" (?P<short>2[5-9]|[3-9]\d)(?![\d.:-])(?! ?(?:uhr|h|min|std|stunde|tag))"
_MONTH_COUNTED = either(word for word, number in ORDINALS.items() if 1 <= number <= 12 and word.endswith(("e", "en", "er")))
_ORDINAL = either(ORDINALS)
_DAY_ENDING = r"(?:\.|st|nd|rd|th|s?te[nrms]?)"
_WEEKDAY = rf"(?P<weekday>{either(WEEKDAYS)})"
_WEEK = r"(?:kw|kalenderwoche|woche|calendar week|week|cw|wk)\.?"
_SPAN_WORDS = {
    "woche": Unit.WEEK, "week": Unit.WEEK, "monat": Unit.MONTH, "monats": Unit.MONTH, "monates": Unit.MONTH, "month": Unit.MONTH,
    "quartal": Unit.QUARTER, "quartals": Unit.QUARTER, "quarter": Unit.QUARTER, "jahr": Unit.YEAR, "jahres": Unit.YEAR, "year": Unit.YEAR,
}  # fmt: skip
_SPAN = rf"(?P<span>{either(_SPAN_WORDS)})"
_EDGES = {
    "anfang": 0, "beginn": 0, "beginning": 0, "start": 0, "early": 0, "mitte": 1, "middle": 1, "mid": 1, "ende": 2, "end": 2,
}  # fmt: skip


def whole_year(digits: str) -> int:
    """The year of two or four digits; two are of this century."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _year(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    digits = groups.get("year") or groups.get("short")
    return whole_year(digits) if digits else None


def _date(match: re.Match[str]) -> Date:
    groups = match.groupdict()
    day, month = groups["day"], groups["month"]
    number = MONTHS[month] if month in MONTHS else _ordinal(month)
    return Date(_ordinal(day), number, _year(match))


def _loose_date(match: re.Match[str]) -> Date:
    said = _date(match)
    return replace(said, clock=match[0]) if said.day < 24 else said


def _slashed(match: re.Match[str]) -> Date:
    """A date with slashes. Raises NotUnderstood unless the first number is above twelve: else it may be the American order."""
    if int(match["day"]) <= 12 or int(match["month"]) > 12:
        raise NotUnderstood("when.american")
    return _date(match)


def _iso_week_day(match: re.Match[str]) -> Date:
    try:
        day = date.fromisocalendar(int(match["year"]), int(match["week"]), int(match["weekday"]))
    except ValueError:
        raise NotUnderstood("when.impossible") from None
    return Date(day.day, day.month, day.year)


def _week(match: re.Match[str]) -> Week:
    """`KW 50/26` is a week with its year, `KW 50/51` two weeks."""
    week, year = int(match["week"]), _year(match)
    if match["short"] and int(match["short"]) in (week + 1, week + 2):
        raise NotUnderstood("when.range")
    return Week(week, year)


def _month_day(match: re.Match[str]) -> MonthDay:
    return MonthDay(_ordinal(match["day"]), sure=bool(_SURELY_A_DAY.search(match.string, 0, match.start())))


def _refuse(reason: str) -> Piece | None:
    raise NotUnderstood(reason)


def _ordinal(text: str) -> int:
    return ORDINALS[text] if text in ORDINALS else int(re.sub(r"\D", "", text))


def _ordinals(match: re.Match[str]) -> Ordinals:
    found = re.findall(rf"{_ORDINAL}|\d{{1,2}}", match[0])
    return Ordinals(tuple(_ordinal(text) for text in found))


def _shift(count: int) -> tuple[Rule, ...]:
    word = {0: THIS, 1: NEXT, 2: AFTER_NEXT, -1: LAST}[count]
    return ((rf"{word} (?:{_SPAN}|(?:kw|kalenderwoche|wo)\b\.?)", lambda match: Shift(_SPAN_WORDS[match["span"] or "woche"], count)),)


_OTHER = r"(?:danach|darauf|drauf|davor|zuvor|folge(?:tag|woche|monat)s?|folgende[nrms]?|following|anschliessend)"
_SURELY_A_DAY = re.compile(r"\b(?:am|zum|den|dem|der|vom|bis|the|on) $")
_LISTED = rf"(?:{_ORDINAL}|\d{{1,2}}(?:\.|st|nd|rd|th))"

RULES: tuple[Rule, ...] = (
    (either(DAY_ENDS), lambda _: None),
    (rf"{either(VAGUE)}|[a-z]{{2,10}}ferien|{either(MONTHS)}(?:woche|haelfte)", lambda _: _refuse("when.vague")),
    (rf"{_LISTED} (?:week|woche)(?= (?:of|in|im|des)\b)|{NEXT} feiertag", lambda _: _refuse("when.vague")),
    (r"ganztaegig|ganztags|(?:den )?ganzen tag|all day", lambda _: _refuse("when.all-day")),
    (r"oder|or|bzw|beziehungsweise", lambda _: _refuse("when.choice")),
    (r"(?P<year>\d{4})-?w(?P<week>\d\d)-(?P<weekday>[1-7])", _iso_week_day),
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", _date),
    (r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})", _date),
    (r"(?P<year>\d{4})-?w(?P<week>\d\d)", lambda match: Week(int(match["week"]), _year(match))),
    (r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4}|\d\d)", _slashed),
    (r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4}|\d\d)(?![\d:.])", _slashed),
    (r"(?P<day>\d{1,2}) (?P<month>\d{1,2}) (?P<year>20\d\d)(?![\d:.])", _date),
    (r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![/\d])", _slashed),
    (
        rf"\d{{1,2}}\. ?(?:-|bis|und|/|&) ?\d{{1,2}}\.(?: ?{either(MONTHS)}|\d{{1,2}}\b(?!:)(?! ?(?:uhr|h\b|[ap]\.?m)))",
        lambda _: _refuse("when.range"),
    ),
    (rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\.(?: (?=19|20|21))?(?P<year>\d{{4}})(?!\d){_NO_CLOCK}", _date),
    (rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}}) {_FOUR}", _date),
    (rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?=\d\d?{_CLOCK_FOLLOWS})", _date),
    (rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.'?(?P<year>\d\d)(?!\d){_NO_CLOCK}", _date),
    (r"(?P<day>\d{1,2})\.(?P<month>1[0-2]|0?[1-9])(?![\d.])", _loose_date),
    (r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.(?!\d)", _date),
    (rf"(?P<day>\d{{1,2}}){_DAY_ENDING}?[ -]?(?:of )?{_MONTH}{_LATE}", _date),
    (rf"(?P<day>\d{{1,2}}){_DAY_ENDING}?[ -]?(?:of )?{_MONTH}{_YEAR}", _date),
    (rf"(?P<day>{_ORDINAL}) (?:of )?{_MONTH}{_LATE}", _date),
    (rf"(?P<day>{_ORDINAL}) (?:of )?{_MONTH}{_YEAR}(?<!letzte)", _date),
    (rf"(?P<day>\d{{1,2}}\.|{_ORDINAL}) (?P<month>{_MONTH_COUNTED}){_YEAR}(?! {either(WEEKDAYS)})", _date),
    (rf"{_MONTH} ?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.]){_NO_CLOCK}{_YEAR}", _date),
    (rf"{_WEEK} ?(?P<week>\d{{1,2}})(?![\d.:]){_NO_CLOCK}{_YEAR}", _week),
    (rf"(?P<week>\d{{1,2}})\.? ?(?:kw|kalenderwoche)\b\.?{_YEAR}", lambda match: Week(int(match["week"]), _year(match))),
    (rf"q ?(?P<quarter>[1-4]){_YEAR}", lambda match: Quarter(int(match["quarter"]), _year(match))),
    (
        rf"(?P<quarter>[1-4]\.|(?:erste|zweite|dritte|vierte)[nsrm]?) quartals?{_YEAR}",
        lambda match: Quarter(_ordinal(match["quarter"]), _year(match)),
    ),
    (rf"{_MONTH}{_YEAR}", lambda match: Month(MONTHS[match["month"]], _year(match))),
    *_shift(2),
    *_shift(1),
    *_shift(0),
    *_shift(-1),
    (rf"{_SPAN} after next", lambda match: Shift(_SPAN_WORDS[match["span"]], 2)),
    (rf"(?P<edge>{either(_EDGES)})(?: |-)(?:of )?", lambda match: Edge(_EDGES[match["edge"]])),
    (r"(?:am |naechstes |dieses |jedes |this |next |every )?(?:wochenende|weekend)", lambda _: _refuse("when.weekend")),
    (r"(?:letzte[nr]?|last) (?:tag|day)|monatsletzte[nrm]?|ultimo", lambda _: MonthDay(-1)),
    (rf"monatserste[nrm]?|{NEXT} ersten$", lambda _: MonthDay(1, sure=True)),
    (rf"{_LISTED}(?:(?: ?(?:und|and|&|/|\+))? ?{_LISTED})*(?= {either(WEEKDAYS)}s?\b)", _ordinals),
    (rf"{AFTER_NEXT} {_WEEKDAY}", lambda match: Weekday(WEEKDAYS[match["weekday"]], after_next=True)),
    (rf"{_WEEKDAY} after next", lambda match: Weekday(WEEKDAYS[match["weekday"]], after_next=True)),
    (rf"(?P<weekday>{either(LONG_WEEKDAYS)})(?:s|en)", lambda match: Weekday(WEEKDAYS[match["weekday"]], plural=True)),
    (rf"{THIS} {_WEEKDAY}\.?", lambda match: Weekday(WEEKDAYS[match["weekday"]], this=True)),
    (rf"(?:(?:{NEXT}|this coming) )?{_WEEKDAY}\.?", lambda match: Weekday(WEEKDAYS[match["weekday"]])),
    (rf"(?P<day>{either(RELATIVE_DAYS.keys() - {'morgen'})})", lambda match: Rel(RELATIVE_DAYS[match["day"]])),
    (rf"(?P<day>\d{{1,2}}{_DAY_ENDING}|{either(word for word, number in ORDINALS.items() if number > 0)})(?!\d)", _month_day),
    (_SPAN, lambda match: Shift(_SPAN_WORDS[match["span"]], 0, explicit=False)),
    (_FOUR, lambda match: Year(int(match["year"]))),
    (r"(?:kw|kalenderwoche)(?= (?:vorm?|nach)\b)", lambda _: Shift(Unit.WEEK, 0, explicit=False)),
    (rf"(?:kurz|bald|shortly|right) (?:vor|nach|before|after)\b.*|(?:vor|nach) {AMOUNTS}", lambda _: _refuse("when.vague")),
    (rf"(?:vor|nach|before|after) {either(DAY_ENDS)}", lambda _: _refuse("when.between")),
    (r"vorm?|before", lambda _: Beside(after=False)),
    (r"nach|after", lambda _: Beside(after=True)),
    (
        rf"(?:(?:tags?|woche|day|week) )?{_OTHER}|(?:{NEXT} |selben |gleichen )tag|vortag|vorabend|next day",
        lambda _: _refuse("when.other-day"),
    ),
    # Not "and", which is "an" and a "d" for days.
    (rf"(?=\d|(?:{either(NUMBERS)}|anderthalb|\w{{3,5}}einhalb|halbe|half|dreiviertel|viertel) ){AMOUNTS}(?! ago)", distances.lasting),
    (r"(?P<number>\d+)", lambda match: Number(match["number"])),
)
