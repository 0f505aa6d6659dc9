"""The loop of the timers: when one is due, its handler runs in one transaction, with messages and the next timer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog

from bot.context_factory import ContextFactory
from bot.domain.faults import Place
from bot.domain.ids import RoomId
from bot.loops import happened_or, persistently
from bot.monitoring.faults import Faults
from bot.outbound.composer import Composer
from bot.outbound.queueing import Cause
from bot.ports import UNREADABLE, Clock, DueTimer, Interrupted, QueueChanges, Store
from bot.timer import Timer

log = structlog.get_logger(__name__)

RETRY_INTERVAL = timedelta(minutes=10)
"""The pause after a programming error in a timer's handler."""
MAX_TRIES = 5
"""Tries after which a timer is set aside: until the next start, which may be that of another version, or until it is set again."""


class TimerLoop:
    def __init__(
        self,
        store: Store,
        clock: Clock,
        contexts: ContextFactory,
        composer: Composer,
        timers: Mapping[str, Timer],
        faults: Faults,
        on_posted: Callable[[], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._contexts = contexts
        self._composer = composer
        self._timers = timers
        self._faults = faults
        self._on_posted = on_posted
        self._wake = asyncio.Event()
        self._next: datetime | None = None
        """No timer is due before this; None where none is set."""
        self._is_known = False
        """Whether that is so; else the database has to be asked."""
        store.watch(self._changed)

    def _changed(self, changes: QueueChanges) -> None:
        if changes.is_uncertain:
            self._is_known = False
        if changes.timer_at is not None:
            self._next = min(self._next or changes.timer_at, changes.timer_at)
        if changes.is_uncertain or changes.timer_at is not None:
            self._wake.set()

    async def run(self) -> None:
        """Runs each timer when it is due, until cancelled."""
        watched = self._faults.loop("timers")
        while True:
            self._wake.clear()
            if not self._is_known:
                await persistently(self._ask, self._clock, watched)
            if self._next is not None and self._next <= self._clock.now():
                await persistently(self.run_one, self._clock, watched)
                self._is_known = False
            else:
                await happened_or(self._wake, self._clock, self._next)

    async def _ask(self) -> None:
        """When the next one is due; one may be set meanwhile."""
        self._next, self._is_known = None, True
        try:
            async with self._store.reading() as tx:
                kept = await tx.timers.next_at()
        except UNREADABLE as error:
            await self._mend(error)
            kept = self._clock.now()
        except BaseException:
            self._is_known = False
            raise
        self._next = min((at for at in (kept, self._next) if at is not None), default=None)

    async def run_one(self) -> bool:
        """Runs the first timer that is due; False where none is."""
        now = self._clock.now()
        try:
            async with self._store.reading() as tx:
                due = await tx.timers.due(now)
        except UNREADABLE as error:
            await self._mend(error)
            return True
        if due is None:
            return False
        with self._faults.noted_in(Place.TIMER, due.kind, subject=due.subject, but=(Interrupted,)) as met:
            await self._carry_out(due)
        if met.error is not None:
            async with self._store.transaction() as tx:
                if due.tries + 1 < MAX_TRIES:
                    await tx.timers.failed(due, now + RETRY_INTERVAL)
                else:
                    await tx.timers.set_aside(due, now)
        return True

    async def _mend(self, error: Exception) -> None:
        """Sets unreadable times to now. Raises `error` where there are none, so that it has another cause."""
        async with self._store.transaction() as tx:
            if not await tx.timers.mend(self._clock.now()):
                raise error
        self._faults.note(Place.ROW, "timers", error)

    async def _carry_out(self, due: DueTimer) -> None:
        async with self._store.transaction() as tx:
            await tx.timers.clear(due.subject, due.kind)
            timer = self._timers.get(due.kind)
            if timer is None:
                log.warning("timer of an unknown kind dropped", kind=due.kind)
                return
            await self._contexts.look_around(tx, RoomId(""))
            moment = await self._contexts.moment(tx, RoomId(""))
            outgoing = await timer.run(moment, due.subject)
            await self._composer.post(moment, outgoing, Cause())
        self._on_posted()
