"""What happens when a timer is due: one transaction, messages, and the next timer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from bot.context_factory import Scenes
from bot.domain.ids import RoomId
from bot.loops import happened_or, persistently
from bot.outbound.composer import Composer
from bot.outbound.page import Cause
from bot.ports import Clock, DueTimer, Interrupted, Store
from bot.timer import Timer

log = structlog.get_logger(__name__)

TRY_AGAIN = timedelta(minutes=10)
"""After a fault of ours."""


class Wakeups:
    def __init__(
        self, store: Store, clock: Clock, scenes: Scenes, composer: Composer, timers: Mapping[str, Timer], on_posted: Callable[[], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._scenes = scenes
        self._composer = composer
        self._timers = timers
        self._on_posted = on_posted
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """A timer may have been set."""
        self._wake.set()

    async def run(self) -> None:
        """Looks at each timer when it is due, until cancelled."""
        while True:
            self._wake.clear()
            coming = await persistently(self._coming, self._clock)
            if coming is not None and coming <= self._clock.now():
                await persistently(self.run_one, self._clock)
            else:
                await happened_or(self._wake, self._clock, coming)

    async def _coming(self) -> datetime | None:
        async with self._store.reading() as tx:
            return await tx.timers.next_at()

    async def run_one(self) -> bool:
        """Carries out the first timer that is due; False where none is."""
        now = self._clock.now()
        async with self._store.reading() as tx:
            due = await tx.timers.due(now)
        if due is None:
            return False
        try:
            await self._carry_out(due)
        except Interrupted:
            raise  # the timer is still there
        except Exception:
            log.exception("wake-up failed", kind=due.kind, subject=due.subject)
            async with self._store.transaction() as tx:
                await tx.timers.set(due.kind, due.subject, now + TRY_AGAIN)
        return True

    async def _carry_out(self, due: DueTimer) -> None:
        async with self._store.transaction() as tx:
            await tx.timers.clear(due.subject, due.kind)
            timer = self._timers.get(due.kind)
            if timer is None:
                log.warning("timer of an unknown kind dropped", kind=due.kind)
                return
            moment = await self._scenes.moment(tx, RoomId(""))
            outgoing = await timer.run(moment, due.subject)
            await self._composer.post(moment, outgoing, Cause())
        self._on_posted()
