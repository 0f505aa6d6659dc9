"""Feasts by their names: with a date of their own, counted from Easter or from Christmas, or of several days.

The date of a feast is the same in every state; only whether it is a public holiday differs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dateutil.easter import easter

from bot.domain.date_phrases.ast import Date, Feast, Piece, Pieces, Rule, Shift, Year, of_kind
from bot.domain.date_phrases.vocabulary import Unit, either
from bot.domain.errors import NotUnderstood


def _spread(table: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    return {word: day for words, day in table.items() for word in words.split("|")}


FIXED = _spread(
    {
        "neujahr|neujahrstag|new year's day|new years day": (1, 1),
        "heilige drei koenige|heilige 3 koenige|hl. drei koenige|hl. 3 koenige|drei koenige|dreikoenig|dreikoenigstag|epiphany": (6, 1),
        "valentinstag|valentine's day": (14, 2),
        "frauentag|weltfrauentag|internationaler frauentag|women's day": (8, 3),
        "tag der arbeit|maifeiertag|may day": (1, 5),
        "mariae himmelfahrt|maria himmelfahrt": (15, 8),
        "weltkindertag": (20, 9),
        "tag der deutschen einheit|tag der einheit|day of german unity|german unity day": (3, 10),
        "reformationstag|halloween|reformation day": (31, 10),
        "allerheiligen|all saints' day|all saints": (1, 11),
        "allerseelen": (2, 11),
        "martinstag|st. martin|st martin|sankt martin": (11, 11),
        "nikolaus|nikolaustag|st. nikolaus": (6, 12),
        "heiligabend|heilig abend|hl. abend|heiliger abend|heiligen abend|christmas eve": (24, 12),
        "christmas day": (25, 12),
        "boxing day": (26, 12),
        "silvester|sylvester|new year's eve|new years eve": (31, 12),
    }
)
_FROM_EASTER = {
    word: days
    for words, days in {
        "weiberfastnacht|altweiber|altweiberfastnacht|weiberfasching": -52,
        "rosenmontag": -48,
        "faschingsdienstag|fastnachtsdienstag|veilchendienstag|shrove tuesday": -47,
        "aschermittwoch|ash wednesday": -46,
        "palmsonntag|palm sunday": -7,
        "gruendonnerstag|maundy thursday": -3,
        "karfreitag|good friday": -2,
        "karsamstag|ostersamstag|holy saturday|easter saturday": -1,
        "ostersonntag|easter sunday": 0,
        "ostermontag|easter monday": 1,
        "christi himmelfahrt|himmelfahrt|himmelfahrtstag|vatertag|ascension day|ascension": 39,
        "pfingstsonntag|whit sunday|pentecost sunday": 49,
        "pfingstmontag|whit monday|pentecost monday": 50,
        "fronleichnam|corpus christi": 60,
    }.items()
    for word in words.split("|")
}
_BEFORE_CHRISTMAS = {
    word: days
    for words, days in {
        "volkstrauertag": -35,
        "buss- und bettag|buss und bettag|buss-und-bettag|buss- u. bettag|busstag": -32,
        "totensonntag|ewigkeitssonntag": -28,
    }.items()
    for word in words.split("|")
}
"""Days counted from the fourth Sunday in Advent."""
_MOTHERS_DAY = ("muttertag", "mother's day")
_OF_SEVERAL_DAYS = {
    word: feast
    for words, feast in {
        "ostern|easter": "easter",
        "pfingsten|whitsun|pentecost": "whitsun",
        "weihnachten|christmas|xmas": "christmas",
    }.items()
    for word in words.split("|")
}
_NTH = r"(?P<nth>[1-4]\.|(?:erste|zweite|dritte|vierte)[nrms]?|first|second|third|fourth)"
_ADVENT = rf"{_NTH} (?:advent(?:ssonntag)?|sunday (?:of|in) advent)"
_CHRISTMAS_DAY = r"(?:(?P<first>1\.|erste[nrm]?)|2\.|zweite[nrm]?) weihnachts(?:feier)?tag"
_NAMES = either([*_FROM_EASTER, *_BEFORE_CHRISTMAS, *_MOTHERS_DAY, *_OF_SEVERAL_DAYS])
NAMES = frozenset(FIXED) | frozenset(_FROM_EASTER) | frozenset(_BEFORE_CHRISTMAS) | frozenset(_OF_SEVERAL_DAYS)

RULES: tuple[Rule, ...] = (
    (rf"(?P<feast>{either(FIXED)})(?: (?P<year>20\d\d))?", lambda match: Date(*FIXED[match["feast"]], _year(match))),
    (rf"{_CHRISTMAS_DAY}(?: (?P<year>20\d\d))?", lambda match: Date(25 if match["first"] else 26, 12, _year(match))),
    (rf"{_ADVENT}(?: (?P<year>20\d\d))?", lambda match: Feast(_advent(match["nth"]), _year(match))),
    (rf"(?P<feast>{_NAMES})(?: (?P<year>20\d\d))?", lambda match: Feast(match["feast"], _year(match))),
)


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _advent(nth: str) -> str:
    stems = ("1", "2", "3", "4"), ("erst", "zweit", "dritt", "viert"), ("first", "second", "third", "fourth")
    number = next(at for each in stems for at, stem in enumerate(each, start=1) if nth.startswith(stem))
    return f"advent {number}"


def days_of(name: str, year: int) -> Sequence[date]:
    """The days of a feast in a year: one, or of one that lasts longer the first, the main and the last."""
    if name in _FROM_EASTER:
        return (easter(year) + timedelta(days=_FROM_EASTER[name]),)
    if name in _MOTHERS_DAY:
        first_of_may = date(year, 5, 1)
        return (first_of_may + timedelta(days=7 + (6 - first_of_may.weekday())),)
    fourth = date(year, 12, 24) - timedelta(days=date(year, 12, 24).isoweekday() % 7)
    if name in _BEFORE_CHRISTMAS:
        return (fourth + timedelta(days=_BEFORE_CHRISTMAS[name]),)
    if name.startswith("advent "):
        return (fourth - timedelta(weeks=4 - int(name[-1])),)
    if _OF_SEVERAL_DAYS[name] == "christmas":
        return date(year, 12, 24), date(year, 12, 25), date(year, 12, 26)
    first, main, last = (-2, 0, 1) if _OF_SEVERAL_DAYS[name] == "easter" else (49, 49, 50)
    return tuple(easter(year) + timedelta(days=days) for days in (first, main, last))


def coming(said: Feast, today: date) -> Sequence[date]:
    """The days of the next such feast that is not over, or of the one in the year that was named."""
    if said.year is not None:
        return days_of(said.name, said.year)
    return next(days for year in (today.year, today.year + 1) if (days := days_of(said.name, year))[-1] >= today)


def with_dates(pieces: Pieces, today: date) -> list[Piece]:
    """The pieces with the date of each feast. Raises NotUnderstood (`when.feast`) for one of several days."""
    found: list[Piece] = []
    for piece in pieces:
        found.append(_date(piece, pieces, today) if isinstance(piece, Feast) else piece)
    return found


def _date(said: Feast, pieces: Pieces, today: date) -> Date:
    years = [year.year for year in of_kind(pieces, Year)]
    years += [today.year + shift.count for shift in of_kind(pieces, Shift) if shift.unit is Unit.YEAR]
    days = coming(Feast(said.name, said.year or (years[0] if years else None)), today)
    if len(days) > 1:
        raise NotUnderstood("when.feast", one=days[0], other=days[-1])
    return Date(days[0].day, days[0].month, days[0].year if said.year or not years else None)
