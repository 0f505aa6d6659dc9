"""Duties at the start, once the bot has caught up: timers are set by the records, whatever changed meanwhile.

What was set aside because of a fault (programming error) is retried, since a start may be that of another version.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from bot.context import Moment
from bot.context_factory import ContextFactory
from bot.domain.faults import Place
from bot.domain.ids import RoomId
from bot.monitoring.faults import Faults
from bot.ports import Clock, Interrupted, Store

AtStart = Callable[[Moment], Awaitable[None]]
"""A duty at the start, which sets timers by the records as they stand. Idempotent."""

RETRIED_FOR = timedelta(days=7)
"""How old an event or a message may be to be retried; the words of older events are deleted."""


class Startup:
    def __init__(self, store: Store, clock: Clock, contexts: ContextFactory, duties: Sequence[AtStart], faults: Faults) -> None:
        self._store = store
        self._clock = clock
        self._contexts = contexts
        self._duties = duties
        self._faults = faults

    async def begin(self) -> None:
        """Runs each duty by itself: one that fails is noted and left out until the next start."""
        await self._bring_back()
        for duty in self._duties:
            with self._faults.noted_in(Place.START, duty.__name__, but=(Interrupted,)):
                async with self._store.transaction() as tx:
                    await duty(await self._contexts.moment(tx, RoomId("")))

    async def _bring_back(self) -> None:
        now = self._clock.now()
        async with self._store.transaction() as tx:
            await tx.timers.mend(now)
            await tx.timers.bring_back(now)
            await tx.inbox.bring_back(now - RETRIED_FOR)
            await tx.outbox.bring_back_faulty(now - RETRIED_FOR)
