"""Public holidays are those that the library `holidays` knows, in each state and each year from 2015 on."""

from __future__ import annotations

import holidays
import pytest

from bot.domain.calendar.public_holidays import public_holidays
from bot.domain.settings.formats import STATES

YEARS = range(2015, 2061)


@pytest.mark.parametrize("state", [state.upper() for state in STATES])
def test_the_holidays_of_a_state_are_those_of_the_library(state: str) -> None:
    for year in YEARS:
        assert public_holidays(state, year) == frozenset(holidays.country_holidays("DE", subdiv=state, years=year)), year


def test_the_holidays_of_the_country_are_those_of_the_library() -> None:
    for year in YEARS:
        assert public_holidays("", year) == frozenset(holidays.country_holidays("DE", years=year)), year
