"""How long persons stand in records: so long after a record is closed, roles take their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from typing import Any

from dateutil.relativedelta import relativedelta

from bot.domain import meetings
from bot.domain.date_phrases.vocabulary import NUMBERS, normalize_phrase
from bot.domain.ids import Number, TeamId
from bot.domain.meetings import DateChange, Session, SessionState, in_utc

_UNITS = {
    **dict.fromkeys(("w", "woche", "wochen", "week", "weeks"), "weeks"),
    **dict.fromkeys(("d", "tag", "tage", "tagen", "day", "days"), "days"),
    **dict.fromkeys(("monat", "monate", "monaten", "month", "months"), "months"),
    **dict.fromkeys(("y", "j", "jahr", "jahre", "jahren", "year", "years"), "years"),
}
_HALVES = {"ein halbes jahr": "6 months", "halbes jahr": "6 months", "half a year": "6 months", "anderthalb jahre": "18 months"}
_DAYS = {"days": 1, "weeks": 7, "months": 28, "years": 365}
SHORTEST_DAYS, LONGEST_DAYS = 28, 3653
"""Four weeks, so that it can be announced; ten years, because what is kept needs an end (Art. 5 (1) (e) GDPR)."""


@dataclass(frozen=True)
class Period:
    """A time of the calendar, as it was written: `12 months`."""

    amount: int
    unit: str
    """`days`, `weeks`, `months` or `years`."""

    def __str__(self) -> str:
        return f"{self.amount} {self.unit if self.amount != 1 else self.unit.removesuffix('s')}"

    def after(self, moment: datetime, zone: tzinfo) -> datetime:
        return moment.astimezone(zone) + self._length

    def before(self, moment: datetime, zone: tzinfo) -> datetime:
        return moment.astimezone(zone) - self._length

    @property
    def _length(self) -> relativedelta:
        lengths: dict[str, Any] = {self.unit: self.amount}
        return relativedelta(**lengths)


PERSON_AFTER = Period(12, "months")


def read_period(text: str) -> Period:
    """`12 months`, `12 Monate`, `ein Jahr`, `90 Tage`, `26w`, `ein halbes Jahr`. Raises ValueError, which says what is wrong."""
    folded = normalize_phrase(text)
    match = re.fullmatch(r"(\d{1,4}|[a-z]+(?= )) ?([a-z]+)", _HALVES.get(folded, folded))
    unit = _UNITS.get(match[2]) if match else None
    amount = None if match is None else int(match[1]) if match[1].isdecimal() else NUMBERS.get(match[1])
    if unit is None or amount is None:
        raise ValueError('not a time of the calendar; write for example "12 months", "1 year" or "90 days"')
    if not SHORTEST_DAYS <= amount * _DAYS[unit] <= LONGEST_DAYS:
        raise ValueError('persons are kept for four weeks at least and ten years at most; write for example "12 months"')
    return Period(amount, unit)


@dataclass(frozen=True)
class Closed:
    """A record that is closed and still names somebody."""

    number: Number
    team: TeamId
    since: datetime


def session_over(session: Session, changes: Sequence[DateChange], zone: tzinfo) -> datetime | None:
    """When the last date of a session is over; None for a series without an end. One that was cancelled counts as it was planned, a
    series without an end from the day on which it was made."""
    if session.is_series and session.until is None:
        return session.created_at if session.state is SessionState.CANCELLED else None
    if session.is_series and session.until is not None:
        last = in_utc(datetime.combine(session.until, time(23, 59)), zone)
    else:
        last = in_utc(session.start, zone) + session.length
    moved = [in_utc(each.moved_to, zone) + (each.length or session.length) for each in meetings.current(session, changes) if each.moved_to]
    return max([last, *moved])
