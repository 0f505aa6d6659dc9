"""How early a message goes follows from what the homeserver takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.send_rate import MAX_PAUSE, Pace, read, written

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIVE = Pace(timedelta(seconds=5), NOW)


@pytest.mark.parametrize(
    ("useful", "crowd", "early"),
    [
        (timedelta(hours=1), 0, timedelta(0)),
        (timedelta(hours=1), 359, timedelta(0)),
        (timedelta(hours=1), 999, timedelta(seconds=5000 - 1800)),
        (timedelta(hours=24), 1000, timedelta(0)),
    ],
)
def test_a_crowd_goes_as_early_as_half_of_its_useful_time_is_too_short(useful: timedelta, crowd: int, early: timedelta) -> None:
    assert FIVE.goes_at(NOW, NOW + useful, crowd) == NOW - early


def test_of_several_pauses_the_longest_counts_until_it_is_old() -> None:
    assert FIVE.slowed(timedelta(seconds=2), NOW).each == timedelta(seconds=5)
    assert FIVE.slowed(timedelta(seconds=8), NOW).each == timedelta(seconds=8)
    assert FIVE.slowed(timedelta(days=1), NOW).each == MAX_PAUSE
    assert FIVE.slowed(timedelta(seconds=2), NOW + timedelta(days=9)).each == timedelta(seconds=2)


def test_it_is_kept_as_it_was() -> None:
    assert read(written(FIVE)) == FIVE
    assert read(None) is None
