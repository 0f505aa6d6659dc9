"""The part of a year that is known, and what of the moments of records lies in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from bot.domain.calendar import MIDNIGHT, ONE_DAY, on_clock
from bot.domain.meetings import DateChange, Session, SessionState, occurrences
from bot.domain.reports.year.document import YearCover

_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Span:
    cover: YearCover
    zone: tzinfo

    @property
    def first(self) -> date:
        return date(self.cover.year, 1, 1)

    @property
    def last(self) -> date:
        return self.cover.as_of

    @property
    def end(self) -> datetime:
        return on_clock(self.last + ONE_DAY, MIDNIGHT, self.zone)

    def day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def within(self, at: datetime | None) -> bool:
        return at is not None and self.first <= self.day(at) <= self.last

    def closed(self, at: datetime | None) -> date | None:
        """The day on which something was closed, if that was known on the last day."""
        return self.day(at) if at is not None and at < self.end else None


def held(session: Session, changes: Sequence[DateChange], zone: tzinfo, *, after: datetime, before: datetime) -> list[timedelta]:
    """The lengths of its dates in that time that were not cancelled. `before` is, of a session cancelled as a whole, when it was."""
    dates = occurrences(replace(session, state=SessionState.PLANNED), changes, zone, after=after, before=before)
    return [each.length for each in dates if not each.cancelled and each.start >= after and each.end <= before]


def hours(lengths: Iterable[timedelta]) -> int:
    return round(sum(lengths, timedelta()) / _HOUR)


_FILLERS = frozenset(
    {*("fuer", "von", "aus", "das", "dem", "im", "in", "des", "jahr", "jahres", "for", "from", "of", "the", "year"), "bericht"}
)
_THIS = frozenset({"dieses", "diesem", "laufendes", "laufende", "aktuelles", "this", "current", "heuer"})
_LAST = frozenset({"letztes", "letzte", "letzten", "voriges", "vergangenes", "vorjahr", "last", "previous"})
_YEAR = re.compile(r"'?(\d{4}|\d\d)")
MAX_YEAR_LENGTH = 40


def read_year(folded: str, *, this: int, usual: int) -> int | None:
    """`2026`, `jahr 2026`, `'26`, `letztes jahr`; `usual` where none is named, and None for other words."""
    words = [word for word in folded[: MAX_YEAR_LENGTH + 1].rstrip(" .!?").split() if word not in _FILLERS]
    if len(folded) > MAX_YEAR_LENGTH or len(words) > 1:
        return None
    if not words or words[0] in _THIS | _LAST:
        return usual if not words else this - (words[0] in _LAST)
    match = _YEAR.fullmatch(words[0].translate({ord("’"): "'"}))
    if match is None:
        return None
    return int(match[1]) + (2000 if len(match[1]) == 2 else 0)
