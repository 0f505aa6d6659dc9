"""A rule is read and written the same, and a series that moves to another day goes on as before."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.calendar.recurrence import Recurrence, places

RULES = [
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=TU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=1MO,3MO",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15",
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_written_as_it_was_read(rule: str) -> None:
    assert str(Recurrence.read(rule)) == rule


TUESDAY, WEDNESDAY = date(2026, 12, 1), date(2026, 12, 2)


@pytest.mark.parametrize(
    ("rule", "old", "new", "moved"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", TUESDAY, WEDNESDAY, "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", TUESDAY, WEDNESDAY, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", TUESDAY, TUESDAY, "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", TUESDAY, WEDNESDAY, None),
        ("FREQ=DAILY", TUESDAY, WEDNESDAY, "FREQ=DAILY"),
        ("FREQ=MONTHLY;BYDAY=1TU", TUESDAY, WEDNESDAY, "FREQ=MONTHLY;BYDAY=1WE"),
        ("FREQ=MONTHLY;BYDAY=1TU", TUESDAY, date(2026, 12, 9), None),
        ("FREQ=MONTHLY;BYDAY=-1FR", date(2026, 12, 25), date(2026, 12, 30), "FREQ=MONTHLY;BYDAY=-1WE"),
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", TUESDAY, WEDNESDAY, None),
        ("FREQ=MONTHLY;BYMONTHDAY=1", TUESDAY, WEDNESDAY, "FREQ=MONTHLY;BYMONTHDAY=2"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", TUESDAY, date(2026, 12, 31), None),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", TUESDAY, date(2027, 1, 15), "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15"),
    ],
)
def test_a_rule_moves_where_only_one_thing_can_be_meant(rule: str, old: date, new: date, moved: str | None) -> None:
    found = Recurrence.read(rule).moved(old, new)
    assert (str(found) if found else None) == moved


@pytest.mark.parametrize(
    ("day", "place"),
    [(date(2026, 12, 1), (1, -5)), (date(2026, 12, 29), (5, -1)), (date(2027, 2, 28), (4, -1)), (date(2027, 2, 1), (1, -4))],
)
def test_a_day_has_its_place_in_its_month(day: date, place: tuple[int, int]) -> None:
    assert places(day) == place
