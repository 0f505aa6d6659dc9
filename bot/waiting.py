"""How a loop sleeps until something happens or a moment comes, whichever is first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog

from bot.ports import Clock

log = structlog.get_logger(__name__)

T = TypeVar("T")
PAUSE = timedelta(seconds=5)


class Bell:
    """What one loop rings when it has made work for others; who is woken is said once all of them are there."""

    def __init__(self) -> None:
        self._wakes: tuple[Callable[[], None], ...] = ()

    def wakes(self, *each: Callable[[], None]) -> None:
        self._wakes = each

    def ring(self) -> None:
        for wake in self._wakes:
            wake()


async def persistently(step: Callable[[], Coroutine[Any, Any, T]], clock: Clock) -> T:
    """Does `step` until it succeeds. A full disk or a locked database passes; what was begun then was rolled back.

    A cancellation waits for the step under way: a transaction that is cancelled in the middle leaves SQLite locked for seconds.
    """
    while True:
        try:
            return await _to_its_end(step())
        except Exception:
            log.exception("not possible now, trying again", again_in=PAUSE.total_seconds())
            await clock.sleep_until(clock.now() + PAUSE)


async def _to_its_end(step: Coroutine[Any, Any, T]) -> T:
    task = asyncio.ensure_future(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


async def happened_or(event: asyncio.Event, clock: Clock, moment: datetime | None) -> None:
    """Returns when `event` is set or `moment` has come; None waits for the event alone."""
    waits: list[Coroutine[Any, Any, Any]] = [event.wait()]
    if moment is not None:
        waits.append(clock.sleep_until(moment))
    tasks = [asyncio.create_task(each) for each in waits]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
