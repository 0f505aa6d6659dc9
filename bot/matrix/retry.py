"""Retries: a request is repeated, with growing pauses, until it is answered.

The log says so in one line when it begins, and in one when it is over.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from bot.matrix.errors import HomeserverError, Unreachable
from bot.ports import Clock

log = logging.getLogger(__name__)

MAX_PAUSE = timedelta(seconds=60)

Ask = Callable[[], Awaitable[dict[str, Any]]]


class Patience:
    def __init__(self, clock: Clock, jitter: Callable[[], float]) -> None:
        """`jitter` gives numbers from 0 to 1."""
        self._clock = clock
        self._jitter = jitter

    async def until_answered(
        self, ask: Ask, is_enough: Callable[[HomeserverError | Unreachable, timedelta], bool] = lambda error, spent: False
    ) -> dict[str, Any]:
        """The answer to `ask`, retried with growing pauses. Raises SessionLost, and any error for which `is_enough`, which is given the
        error and the time spent so far, returns True."""
        began: datetime | None = None
        attempt = 0
        while True:
            try:
                answer = await ask()
            except (HomeserverError, Unreachable) as error:
                now = self._clock.now()
                began = began or now
                if is_enough(error, now - began):
                    raise
                pause = (error.retry_after if isinstance(error, HomeserverError) else None) or back_off(attempt, self._jitter())
                if attempt == 0:
                    log.warning("%s; asking again until that is over", told(error))
                else:
                    log.debug("%s; again in %.1f s", told(error), pause.total_seconds())
            else:
                if began is not None:
                    log.info("answered again after %.0f s and %d attempts", (self._clock.now() - began).total_seconds(), attempt)
                return answer
            attempt += 1
            await self._clock.sleep_until(self._clock.now() + pause)


def told(error: HomeserverError | Unreachable) -> str:
    """The error for the log: without the homeserver's words, in which the names of people and rooms may stand."""
    return f"the homeserver answers {error.status} {error.errcode}".strip() if isinstance(error, HomeserverError) else str(error)


def back_off(attempt: int, jitter: float) -> timedelta:
    """The pause after failure number `attempt` (from 0): exponential from half a second up to a minute, of which `jitter` (random, 0 to 1)
    leaves a half to the whole."""
    longest = min(timedelta(seconds=2 ** min(attempt, 10) / 2), MAX_PAUSE)
    return longest * (0.5 + jitter / 2)
