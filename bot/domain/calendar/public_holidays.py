"""The public holidays of Germany and of each of its states.

A table of the laws: of the whole country, of states, and of single years. The library `holidays` knows the same and keeps four megabytes
with the calendars of all countries; the tests compare with it. Holidays that only some municipalities of a state have are left out: they
can be set as closed days of the project.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter

DayOf = Callable[[int], date]
"""The date in a year."""


def _fixed(day: int, month: int) -> DayOf:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> DayOf:
    return lambda year: easter(year) + timedelta(days=days)


def _repentance(year: int) -> date:
    """The Wednesday before 23 November."""
    last = date(year, 11, 22)
    return last - timedelta(days=(last.weekday() - 2) % 7)


@dataclass(frozen=True)
class _Holiday:
    day_of: DayOf
    states: frozenset[str] | None = None
    """Two letters each; None for all."""
    since: int = 0


def _in(states: str, day_of: DayOf, since: int = 0) -> _Holiday:
    return _Holiday(day_of, frozenset(states.split()), since)


_REFORMATION = _fixed(31, 10)
_WOMEN = _fixed(8, 3)
_HOLIDAYS = (
    _Holiday(_fixed(1, 1)),
    _in("BW BY ST", _fixed(6, 1)),  # Epiphany
    _in("BE", _WOMEN, since=2019),
    _in("MV", _WOMEN, since=2023),
    _Holiday(_from_easter(-2)),  # Good Friday
    _in("BB", _from_easter(0)),
    _Holiday(_from_easter(1)),
    _Holiday(_fixed(1, 5)),
    _Holiday(_from_easter(39)),  # Ascension
    _in("BB", _from_easter(49)),
    _Holiday(_from_easter(50)),
    _in("BW BY HE NW RP SL", _from_easter(60)),  # Corpus Christi
    _in("SL", _fixed(15, 8)),  # Assumption
    _in("TH", _fixed(20, 9), since=2019),  # World Children's Day
    _Holiday(_fixed(3, 10)),
    _in("BB MV SN ST TH", _REFORMATION),
    _in("HB HH NI SH", _REFORMATION, since=2018),
    _in("BW BY NW RP SL", _fixed(1, 11)),  # All Saints
    _in("SN", _repentance),
    _Holiday(_fixed(25, 12)),
    _Holiday(_fixed(26, 12)),
)
_ONCE: tuple[tuple[date, str], ...] = (
    (date(2017, 10, 31), ""),  # 500 years of the Reformation
    (date(2020, 5, 8), "BE"),  # 75 years since the end of the war
    (date(2025, 5, 8), "BE"),
    (date(2028, 6, 17), "BE"),  # 75 years since the uprising of 1953
)
"""Holidays of a single year, each with its state; without one for all."""


def public_holidays(state: str, year: int) -> frozenset[date]:
    """Of a state by its two letters, such as "HE"; of an empty one, those that all states have."""
    every_year = (each.day_of(year) for each in _HOLIDAYS if (each.states is None or state in each.states) and each.since <= year)
    once = (day for day, where in _ONCE if day.year == year and where in ("", state))
    return frozenset((*every_year, *once))
