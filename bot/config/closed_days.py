"""The days on which the project is closed: public holidays of its state, and days that were set."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from bot.domain.calendar.public_holidays import public_holidays
from bot.domain.settings.formats import ClosedDay


def closed_days(code: str, own: Collection[ClosedDay]) -> Callable[[date], bool]:
    """A predicate for days that are closed: public holidays, and the project's `own`.

    The `code` is "DE-HE", "DE" for the holidays of all states, "" for none. The holidays of a year are computed at its first use and
    cached in the predicate.
    """
    country, _, state = code.partition("-")
    years: dict[int, frozenset[date]] = {}

    def is_closed(day: date) -> bool:
        if day.year not in years:
            years[day.year] = public_holidays(state, day.year) if country else frozenset()
        return day in years[day.year] or any(each.falls_on(day) for each in own)

    return is_closed
