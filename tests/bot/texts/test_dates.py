"""Dates and numbers are written as Babel writes them, which knows the rules of Unicode (CLDR) for each language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal

from bot.texts import LANGUAGES, dates

DAYS = [date(2026, 1, 1) + timedelta(days=days) for days in range(0, 366)] + [date(999, 3, 9), date(2028, 2, 29)]


@pytest.mark.parametrize(
    ("write", "german", "english"),
    [
        (dates.long_day, "EEEE, d.M.yyyy", "EEEE, d MMMM yyyy"),
        (dates.short_day, "ccc d.M.", "ccc d MMM"),
        (dates.plain_day, "d.M.yyyy", "d MMM yyyy"),
        (dates.plain_day_of_a_year, "d.M.", "d MMM"),
        (dates.day_of_a_year, "d. MMMM", "d MMMM"),
    ],
)
def test_each_day_of_a_year_is_written_as_babel_writes_it(write: Callable[[str, date], str], german: str, english: str) -> None:
    for language, pattern in zip(LANGUAGES, (german, english), strict=True):
        assert [write(language, day) for day in DAYS] == [format_date(day, pattern, locale=language) for day in DAYS]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", [0, 7, 999, 1000, 12_345, 1_234_567, -5, -1000])
def test_a_number_is_written_as_babel_writes_it(language: str, value: int) -> None:
    assert dates.number(language, value) == format_decimal(value, locale=language)
