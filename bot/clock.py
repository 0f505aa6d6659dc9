"""The clock: the only module that asks what time it is, and that waits until a time."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ports import Clock

MAX_SLEEP = timedelta(seconds=60)
"""After a nap the clock is asked again, so that a clock that was set, or a machine that slept, delays nothing for long."""


def nap(now: datetime, moment: datetime) -> timedelta:
    """How long to sleep before asking again whether `moment` has come; zero or less where it has."""
    return min(moment - now, MAX_SLEEP)


def uptime() -> timedelta:
    """A clock that nobody can set, and that goes on while the process is frozen or the machine sleeps."""
    return timedelta(seconds=time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)))


async def pause(span: timedelta) -> None:
    """By that clock, or a little longer: for what must not hang on the time of day."""
    await asyncio.sleep(span.total_seconds())


class SystemClock:
    def now(self) -> datetime:
        """The time, aware, in UTC."""
        return datetime.now(UTC)

    async def sleep_until(self, moment: datetime) -> None:
        """Returns at `moment` by the clock, however it is set in the meantime, or at once where it has passed."""
        # The linter would have an event instead, but nothing tells us of the passing of time.
        while (rest := nap(self.now(), moment)) > timedelta(0):  # noqa: ASYNC110
            await asyncio.sleep(rest.total_seconds())


class PastClock:
    """Goes like another clock, but can be turned back to moments that have passed; then it stands still."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._stands_at: datetime | None = None

    def turn_to(self, moment: datetime) -> None:
        self._stands_at = moment

    def let_go(self) -> None:
        """It goes again."""
        self._stands_at = None

    def now(self) -> datetime:
        return self._stands_at or self._clock.now()

    async def sleep_until(self, moment: datetime) -> None:
        await self._clock.sleep_until(moment)
