"""The loop of the erasures: the bot's own messages are asked for room by room and edited, then the data is erased in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.context import Moment
from bot.context_factory import ContextFactory
from bot.domain.erasure_requests import ErasureRequest
from bot.domain.ids import RoomId
from bot.erasing import Erasing
from bot.loops import happened_or, persistently
from bot.messages import Outgoing
from bot.monitoring.faults import Faults
from bot.outbound.composer import Composer
from bot.outbound.queueing import Cause
from bot.ports import Chat, Clock, OwnMessage, QueueChanges, Rooms, SendFailed, Store

log = structlog.get_logger(__name__)

RETRY_PAUSE = timedelta(minutes=1)


class Erasures:
    def __init__(
        self,
        store: Store,
        chat: Chat,
        rooms: Rooms,
        clock: Clock,
        contexts: ContextFactory,
        composer: Composer,
        erasing: Erasing,
        faults: Faults,
        on_posted: Callable[[], None],
    ) -> None:
        self._store = store
        self._chat = chat
        self._rooms = rooms
        self._clock = clock
        self._contexts = contexts
        self._composer = composer
        self._erasing = erasing
        self._faults = faults
        self._on_posted = on_posted
        self._wake = asyncio.Event()
        self._again_at: datetime | None = None
        store.watch(self._changed)

    def _changed(self, changes: QueueChanges) -> None:
        if changes.is_uncertain or self._erasing.timer in changes.timer_kinds:
            self._wake.set()

    async def run(self) -> None:
        """Carries out whatever was granted, until cancelled."""
        watched = self._faults.loop("erasures")
        while True:
            self._wake.clear()
            while await persistently(self.erase_one, self._clock, watched):
                pass
            await happened_or(self._wake, self._clock, self._again_at)

    async def erase_one(self) -> bool:
        """Looks through the next room for the first request, or erases where none is left; False where nothing can be done now."""
        now = self._clock.now()
        if self._again_at is not None and now < self._again_at:
            return False
        self._again_at = None
        async with self._store.reading() as tx:
            waiting = await self._erasing.waiting(tx)
            rooms = await tx.outbox.rooms() if waiting else []
        if not waiting:
            return False
        request = waiting[0]
        room = next((each for each in rooms if each not in request.looked_at and self._rooms.is_here(each)), None)
        if room is None:
            await self._conclude(request, RoomId(""), self._erasing.carried_out)
            return True
        try:
            messages = await self._own_messages(room)
        except SendFailed as failed:
            log.warning("messages of the bot's could not be looked through", reason=failed.reason)
            if not failed.final:
                self._again_at = now + (failed.retry_after or RETRY_PAUSE)
                return False
            messages = []
        await self._conclude(request, room, lambda moment, fresh: self._erasing.looked(moment, fresh, room, messages))
        return True

    async def _own_messages(self, room: RoomId) -> list[OwnMessage]:
        found: list[OwnMessage] = []
        page = await self._chat.own_messages(room, None)
        found += page.messages
        while page.next is not None:
            page = await self._chat.own_messages(room, page.next)
            found += page.messages
        return found

    async def _conclude(
        self, request: ErasureRequest, room: RoomId, handle: Callable[[Moment, ErasureRequest], Awaitable[Sequence[Outgoing]]]
    ) -> None:
        """Handles it, if it is still granted: that may have been taken back meanwhile."""
        async with self._store.transaction() as tx:
            fresh = next((each for each in await self._erasing.waiting(tx) if each.id == request.id), None)
            if fresh is not None:
                await self._contexts.look_around(tx, room)
                moment = await self._contexts.moment(tx, room)
                await self._composer.post(moment, await handle(moment, fresh), Cause())
        self._on_posted()
