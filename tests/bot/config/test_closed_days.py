"""Public holidays of a state, and the project's own closed days."""

from __future__ import annotations

from datetime import date

import pytest

from bot.config.closed_days import closed_days
from bot.domain.settings.formats import STATES, ClosedDay


@pytest.mark.parametrize(
    ("code", "day", "is_closed"),
    [
        ("DE-HE", date(2026, 6, 4), True),  # Corpus Christi
        ("DE-BE", date(2026, 6, 4), False),
        ("DE-BE", date(2027, 3, 8), True),  # Women's Day
        ("DE-HE", date(2026, 4, 3), True),
        ("DE-HE", date(2031, 4, 14), True),  # Easter Monday
        ("DE", date(2026, 10, 3), True),
        ("DE", date(2026, 6, 4), False),
        ("", date(2026, 12, 25), False),
        ("DE-HE", date(2026, 12, 24), False),
        ("DE-HE", date(2026, 11, 23), False),
    ],
)
def test_the_public_holidays_are_those_of_the_state(code: str, day: date, is_closed: bool) -> None:
    assert closed_days(code, ())(day) is is_closed


@pytest.mark.parametrize("state", STATES)
def test_every_state_that_can_be_set_has_its_holidays(state: str) -> None:
    closed = closed_days(f"DE-{state.upper()}", ())
    assert next(day for day in range(1, 32) if closed(date(2026, 5, day))) == 1


def test_closed_days_of_the_project_come_each_year_or_once() -> None:
    closed = closed_days("", (ClosedDay(24, 12), ClosedDay(27, 12, 2026), ClosedDay(29, 2)))
    days = [date(2026, 12, 24), date(2027, 12, 24), date(2026, 12, 27), date(2027, 12, 27), date(2028, 2, 29), date(2027, 2, 28)]
    assert [closed(day) for day in days] == [True, True, True, False, True, False]
