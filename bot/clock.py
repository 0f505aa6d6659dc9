"""The clock: the only module that asks what time it is, and that waits until a time."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ports import Clock

MAX_SLEEP = timedelta(seconds=60)
"""The longest sleep before the clock is asked again, so that a changed clock or a suspended machine delays nothing for long."""


def nap(now: datetime, moment: datetime) -> timedelta:
    """How long to sleep before asking again whether `moment` has come; zero or less where it has."""
    return min(moment - now, MAX_SLEEP)


def uptime() -> timedelta:
    """A monotonic clock (CLOCK_BOOTTIME): it is never set, and runs on while the process or the machine is suspended."""
    return timedelta(seconds=time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)))


async def pause(span: timedelta) -> None:
    """Sleeps for a span of monotonic time or a little longer, whatever happens to the time of day."""
    await asyncio.sleep(span.total_seconds())


class SystemClock:
    def now(self) -> datetime:
        """The time, aware, in UTC."""
        return datetime.now(UTC)

    async def sleep_until(self, moment: datetime) -> None:
        """Returns at `moment` by the clock, however it is set in the meantime, or at once where it has passed."""
        # The linter suggests an event, but no event is set when time passes.
        while (rest := nap(self.now(), moment)) > timedelta(0):  # noqa: ASYNC110
            await asyncio.sleep(rest.total_seconds())


class PastClock:
    """A clock for the replay after a restore: it can be turned back to a past moment, at which it stands still until `let_go`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._stands_at: datetime | None = None

    def turn_to(self, moment: datetime) -> None:
        self._stands_at = moment

    def let_go(self) -> None:
        """Follows the other clock again."""
        self._stands_at = None

    def now(self) -> datetime:
        return self._stands_at or self._clock.now()

    async def sleep_until(self, moment: datetime) -> None:
        await self._clock.sleep_until(moment)
