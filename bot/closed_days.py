"""Which days is the project closed, by law or by its own choice?"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from bot.domain.written import ClosedDay


def closed_days(code: str, own: Collection[ClosedDay]) -> Callable[[date], bool]:
    """Says of any day whether it is closed: a public holiday of `code` ("DE-HE"; "" for none), or one of the project's `own`.

    The holidays of a year are worked out when the year is first asked for, and kept by the returned value.
    """
    country, _, state = code.partition("-")
    years: dict[int, frozenset[date]] = {}

    def of_year(year: int) -> frozenset[date]:
        if not country:
            return frozenset()
        # Imported here because it takes a while and its memory, and a project may do without.
        import holidays  # noqa: PLC0415

        return frozenset(holidays.country_holidays(country, subdiv=state or None, years=year))

    def is_closed(day: date) -> bool:
        if day.year not in years:
            years[day.year] = of_year(day.year)
        return day in years[day.year] or any(each.falls_on(day) for each in own)

    return is_closed
