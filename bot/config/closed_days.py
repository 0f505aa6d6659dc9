"""The days on which the project is closed: public holidays of its state, and days that were set."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import cast

from bot.domain.settings.formats import ClosedDay


def closed_days(code: str, own: Collection[ClosedDay]) -> Callable[[date], bool]:
    """A predicate for days that are closed: public holidays, and the project's `own`.

    The `code` is "DE-HE", "DE" for the holidays of all states, "" for none. The holidays of a year are computed at its first use and
    cached in the predicate.
    """
    country, _, state = code.partition("-")
    years: dict[int, frozenset[date]] = {}

    def of_year(year: int) -> frozenset[date]:
        return frozenset(_germany()(subdiv=state or None, years=year)) if country else frozenset()

    def is_closed(day: date) -> bool:
        if day.year not in years:
            years[day.year] = of_year(day.year)
        return day in years[day.year] or any(each.falls_on(day) for each in own)

    return is_closed


@cache
def _germany() -> Callable[..., Iterable[date]]:
    """The calendar of Germany from the `holidays` library, loaded from its module: by name the library loads those of all countries, which
    takes 10 MB, and a fifth of a second at the first date.
    """
    # Imported late, because a project may do without it.
    import holidays  # noqa: PLC0415

    spec = spec_from_file_location("holidays_of_germany", Path(holidays.__path__[0], "countries", "germany.py"))
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Callable[..., Iterable[date]], module.Germany)
