"""The clock asks again and again, so that one that is set delays nothing for long."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MAX_SLEEP, SystemClock, nap

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rest", "slept"),
    [
        (timedelta(hours=5), MAX_SLEEP),
        (timedelta(seconds=61), MAX_SLEEP),
        (timedelta(seconds=2, milliseconds=5), timedelta(seconds=2, milliseconds=5)),
        (timedelta(0), timedelta(0)),
        (timedelta(hours=-3), timedelta(hours=-3)),
    ],
)
def test_no_nap_is_longer_than_a_minute(rest: timedelta, slept: timedelta) -> None:
    assert nap(NOW, NOW + rest) == slept


async def test_a_moment_that_has_passed_is_not_waited_for() -> None:
    clock = SystemClock()
    async with asyncio.timeout(1):
        await clock.sleep_until(clock.now() - timedelta(days=1))


async def test_a_moment_has_come_when_the_clock_returns() -> None:
    clock = SystemClock()
    moment = clock.now() + timedelta(milliseconds=5)
    await clock.sleep_until(moment)
    assert clock.now() >= moment


def test_the_time_is_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
