"""What time is it in the lab? Whatever the story says; who sleeps until then wakes up."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta


class LabClock:
    """Stands still until it is set: forwards as time passes (or a machine wakes from its sleep), backwards as clocks are corrected."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return self._now

    async def sleep_until(self, moment: datetime) -> None:
        if moment <= self._now:
            # A loop that asks for what has passed must not keep everybody else from their turn.
            await asyncio.sleep(0)
            return
        woken = asyncio.get_running_loop().create_future()
        self._sleepers.append((moment, woken))
        await woken

    def set(self, moment: datetime) -> None:
        self._now = moment
        self._sleepers = [(until, woken) for until, woken in self._sleepers if not woken.done()]
        for until, woken in self._sleepers:
            if until <= moment:
                woken.set_result(None)

    def advance(self, span: timedelta) -> None:
        self.set(self._now + span)
