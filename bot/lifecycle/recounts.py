"""The loop of the recounts: the homeserver is asked which reactions stand, and what follows from that is done in one transaction.

It asks again every few seconds while the homeserver is away. How long a result may wait for that is decided by a timer of the commands.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.context_factory import ContextFactory
from bot.domain.ids import Number, RoomId
from bot.loops import happened_or, persistently
from bot.messages import Reaction
from bot.monitoring.faults import Faults
from bot.outbound.composer import Composer
from bot.outbound.queueing import Cause
from bot.ports import Chat, Clock, QueueChanges, SendFailed, Store
from bot.recount import Recount

log = structlog.get_logger(__name__)

RETRY_PAUSE = timedelta(seconds=5)


class Recounts:
    def __init__(
        self,
        store: Store,
        chat: Chat,
        clock: Clock,
        contexts: ContextFactory,
        composer: Composer,
        recount: Recount,
        faults: Faults,
        on_posted: Callable[[], None],
    ) -> None:
        self._store = store
        self._chat = chat
        self._clock = clock
        self._contexts = contexts
        self._composer = composer
        self._recount = recount
        self._faults = faults
        self._on_posted = on_posted
        self._wake = asyncio.Event()
        self._again_at: datetime | None = None
        store.watch(self._changed)

    def _changed(self, changes: QueueChanges) -> None:
        if changes.is_uncertain or self._recount.timer in changes.timer_kinds:
            self._wake.set()

    async def run(self) -> None:
        """Counts whatever waits to be counted, until cancelled."""
        watched = self._faults.loop("recounts")
        while True:
            self._wake.clear()
            while await persistently(self.count_one, self._clock, watched):
                pass
            await happened_or(self._wake, self._clock, self._again_at)

    async def count_one(self) -> bool:
        """Counts the first that waits; False where none does, or the homeserver is away."""
        self._again_at = None
        async with self._store.reading() as tx:
            waiting = await self._recount.waiting(tx)
        if not waiting:
            return False
        first, reactions = waiting[0], None
        try:
            reactions = await self._chat.reactions(first.room, first.event, self._clock.now())
        except SendFailed as failed:
            log.warning("reactions could not be counted anew", subject=str(first.subject), reason=failed.reason)
            if not failed.final:
                self._again_at = self._clock.now() + (failed.retry_after or RETRY_PAUSE)
                return False
        await self._conclude(first.subject, reactions)
        return True

    async def _conclude(self, subject: Number, reactions: Sequence[Reaction] | None) -> None:
        async with self._store.transaction() as tx:
            await self._contexts.look_around(tx, RoomId(""))
            moment = await self._contexts.moment(tx, RoomId(""))
            outgoing = await self._recount.counted(moment, subject, reactions)
            await self._composer.post(moment, outgoing, Cause())
        self._on_posted()
