"""Periods in words: `1.1.2026 - 31.12.2027`, `seit 2026`, `Januar 2026 bis März 2027`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.domain.date_phrases.ast import Date, Edge, Month, Piece, Quarter, Week, Year, days
from bot.domain.date_phrases.days import day_of
from bot.domain.date_phrases.lexer import cut
from bot.domain.date_phrases.rules.dates import whole_year
from bot.domain.date_phrases.spans import make, week_monday
from bot.domain.date_phrases.vocabulary import normalize_phrase
from bot.domain.errors import NotUnderstood

Period = tuple[date | None, date | None]

_FROM = r"(?:seit dem|seit|ab dem|ab|from|since|starting|von|vom) "
_UNTIL = r"(?:bis zum|bis|until|till|to|zum) "
_KEPT = {"when.impossible", "when.american", "when.weekday-mismatch", "when.period-backwards", "when.far"}
_SEPARATORS = (r" (?:bis|to|until|till|through) ", r"(?<!-) ?-+ ", r" -", "-", "/")


def _known(year: int | None) -> int:
    """The year. Raises NotUnderstood where there is none: a period may lie in the past, so it could be any."""
    if year is None:
        raise NotUnderstood("when.period")
    return year


@dataclass(frozen=True)
class _Side:
    """A day, a month, a quarter or a year as one end of a period; without a year the other end says it."""

    pieces: tuple[Piece, ...]

    def span(self, year: int | None, today: date) -> tuple[date, date]:
        if len(self.pieces) == 1:
            piece = self.pieces[0]
            if isinstance(piece, Year):
                return date(piece.year, 1, 1), date(piece.year, 12, 31)
            if isinstance(piece, (Month, Quarter)):
                first, months = (piece.month, 1) if isinstance(piece, Month) else (piece.quarter * 3 - 2, 3)
                start = make(_known(piece.year or year), first, 1)
                return start, start + relativedelta(months=months, days=-1)
            if isinstance(piece, Date):
                day = make(_known(piece.year or year), piece.month, piece.day)
                return day, day
            if isinstance(piece, Week):
                monday = week_monday(Week(piece.week, _known(piece.year or year)), today)
                return monday, monday + timedelta(days=6)
        if len(self.pieces) == 2 and isinstance(self.pieces[0], Edge) and isinstance(self.pieces[1], (Month, Quarter)):
            named = self.pieces[1]
            with_year = type(named)(named.month if isinstance(named, Month) else named.quarter, _known(named.year or year))
            named_day = day_of((self.pieces[0], with_year), today)
        else:
            named_day = day_of(days(self.pieces), today)
        if named_day is None or len(days(self.pieces)) != len(self.pieces):
            raise NotUnderstood("when.period")
        return named_day, named_day

    @property
    def year(self) -> int | None:
        return next((year for piece in self.pieces if isinstance(year := getattr(piece, "year", None), int)), None)

    @property
    def wants_year(self) -> bool:
        return self.year is None and any(isinstance(piece, (Month, Quarter, Week, Date)) for piece in self.pieces)


def read_period(text: str, today: date) -> Period:
    """First and last day, None where that end is open; the past is allowed.

    Raises NotUnderstood: `when.period`, `when.period-backwards`, or what is wrong with one of its days.
    """
    folded = re.sub(r"\bsofort\b", "heute", normalize_phrase(text))
    # As school years are written: 2026/27.
    folded = re.sub(r"^((?:19|20)\d\d) ?[/-] ?(\d\d)$", _two_years, folded)
    try:
        return _read(folded, today)
    except NotUnderstood as why:
        raise why if why.reason in _KEPT else NotUnderstood("when.period") from None


def _two_years(match: re.Match[str]) -> str:
    following = int(match[1]) + 1
    return f"{match[1]} - {following}" if int(match[2]) == following % 100 else match[0]


def _read(folded: str, today: date) -> Period:
    refusal = NotUnderstood("when.period")
    for one, other in _splits(folded):
        try:
            start, end = _side(one), _side(other)
            first, last = _both(start, end, today)
        except NotUnderstood as why:
            refusal = why if why.reason in _KEPT else refusal
            continue
        if first > last:
            raise NotUnderstood("when.period-backwards", first=first, last=last)
        return first, last
    if match := re.match(_FROM, folded):
        return _side(folded[match.end() :]).span(None, today)[0], None
    if match := re.match(_UNTIL, folded):
        return None, _side(folded[match.end() :]).span(None, today)[1]
    if refusal.reason != "when.period":
        raise refusal
    first, last = _side(folded).span(None, today)
    if first == last:
        raise NotUnderstood("when.period")
    return first, last


def _splits(folded: str) -> Iterator[tuple[str, str]]:
    """The ways to split a text into two sides, the surest first: a date may have dashes of its own."""
    for separator in _SEPARATORS:
        for match in re.finditer(separator, folded):
            one, other = folded[: match.start()].strip(), folded[match.end() :].strip()
            if one and other and not re.fullmatch(_FROM.strip() + "|" + _UNTIL.strip(), one):
                yield re.sub(rf"^{_FROM}", "", one), re.sub(rf"^{_UNTIL}", "", other)


def _side(text: str) -> _Side:
    if match := re.fullmatch(
        r"(?P<month>0?[1-9]|1[0-2])[./](?P<year>(?:19|20|21)\d\d|(?<=/)(?:1[3-9]|[2-9]\d))|(?P<y>(?:19|20|21)\d\d)-(?P<m>0[1-9]|1[0-2])",
        text,
    ):
        return _Side((Month(int(match["month"] or match["m"]), whole_year(match["year"] or match["y"])),))
    pieces = tuple(cut(text))
    if not pieces:
        raise NotUnderstood("when.period")
    return _Side(pieces)


def _both(start: _Side, end: _Side, today: date) -> tuple[date, date]:
    first = start.span(end.year, today)[0]
    last = end.span(start.year, today)[1]
    if start.wants_year and end.year is not None and first > last:
        first = start.span(end.year - 1, today)[0]
    if end.wants_year and last < first:
        last = end.span(first.year + 1, today)[1]
    return first, last
