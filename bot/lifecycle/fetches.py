"""The loop of the fetches: a file that a command asks for is fetched from the homeserver, read, and handled in one transaction.

The homeserver is asked again every few seconds where it does not give the file; after a while that is said. Commands are handled
meanwhile as always.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.context import Moment
from bot.context_factory import ContextFactory
from bot.domain.faults import Place
from bot.domain.ids import EventId
from bot.domain.imports.batch import FETCHED_FOR, Batch
from bot.domain.imports.contents import MAX_BYTES, Why
from bot.fetch import Fetch
from bot.lists import ListReader, NotRead, Setting
from bot.loops import happened_or, persistently
from bot.messages import Outgoing
from bot.monitoring.faults import Faults
from bot.outbound.composer import Composer
from bot.outbound.queueing import Cause
from bot.ports import Chat, Clock, Interrupted, QueueChanges, SendFailed, Store

log = structlog.get_logger(__name__)

RETRY_PAUSE = timedelta(seconds=5)


class Fetches:
    def __init__(
        self,
        store: Store,
        chat: Chat,
        clock: Clock,
        contexts: ContextFactory,
        composer: Composer,
        fetch: Fetch,
        read: ListReader,
        faults: Faults,
        on_posted: Callable[[], None],
    ) -> None:
        self._store = store
        self._chat = chat
        self._clock = clock
        self._contexts = contexts
        self._composer = composer
        self._fetch = fetch
        self._read = read
        self._faults = faults
        self._on_posted = on_posted
        self._wake = asyncio.Event()
        self._again: dict[EventId, datetime] = {}
        """When a file that could not be fetched is asked for again."""
        store.watch(self._changed)

    def _changed(self, changes: QueueChanges) -> None:
        # A command that asks for a file sets a timer, which ends the waiting.
        if changes.is_uncertain or changes.timer_at is not None:
            self._wake.set()

    async def run(self) -> None:
        """Fetches whatever is asked for, until cancelled."""
        watched = self._faults.loop("fetches")
        while True:
            self._wake.clear()
            while await persistently(self.fetch_one, self._clock, watched):
                pass
            await happened_or(self._wake, self._clock, min(self._again.values(), default=None))

    async def fetch_one(self) -> bool:
        """Fetches the first file whose turn it is; False where none waits, or all are to be asked for later."""
        now = self._clock.now()
        async with self._store.reading() as tx:
            waiting = await self._fetch.waiting(tx)
            batch = next((each for each in waiting if self._again.get(each.event, now) <= now), None)
            moment = await self._contexts.moment(tx, batch.room) if batch else None
        self._again = {event: at for event, at in self._again.items() if any(each.event == event for each in waiting)}
        if batch is None or moment is None:
            return False
        with self._faults.noted_in(Place.EVENT, "import", but=(Interrupted,), event_id=batch.event) as met:
            await self._fetched(batch, Setting(zone=str(moment.settings.zone), now=_local(moment)))
        if met.error is not None:
            await self._conclude(batch, lambda moment: self._fetch.refused(moment, batch.event, NotRead(Why.BROKEN)))
        return True

    async def _fetched(self, batch: Batch, setting: Setting) -> None:
        try:
            file = await self._chat.attached(batch.room, batch.event, MAX_BYTES)
            contents = await self._read(file.data, setting)
        except NotRead as refused:
            why = refused
            await self._conclude(batch, lambda moment: self._fetch.refused(moment, batch.event, why))
        except SendFailed as failed:
            now = self._clock.now()
            log.warning("a file could not be fetched", reason=failed.reason)
            if not failed.final and now - batch.asked_at < FETCHED_FOR:
                self._again[batch.event] = now + (failed.retry_after or RETRY_PAUSE)
                return
            await self._conclude(batch, lambda moment: self._fetch.refused(moment, batch.event, NotRead(Why.AWAY)))
        else:
            await self._conclude(batch, lambda moment: self._fetch.fetched(moment, batch.event, file.name, contents))

    async def _conclude(self, batch: Batch, handle: Callable[[Moment], Awaitable[Sequence[Outgoing]]]) -> None:
        async with self._store.transaction() as tx:
            await self._contexts.look_around(tx, batch.room)
            moment = await self._contexts.moment(tx, batch.room)
            await self._composer.post(moment, await handle(moment), Cause())
        self._on_posted()


def _local(moment: Moment) -> str:
    return moment.now.astimezone(moment.settings.zone).replace(tzinfo=None).isoformat()
