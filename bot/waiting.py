"""How a loop sleeps until something happens or a moment comes, whichever is first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from bot.ports import Clock


class Bell:
    """What one loop rings when it has made work for others; who is woken is said once all of them are there."""

    def __init__(self) -> None:
        self._wakes: tuple[Callable[[], None], ...] = ()

    def wakes(self, *each: Callable[[], None]) -> None:
        self._wakes = each

    def ring(self) -> None:
        for wake in self._wakes:
            wake()


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
