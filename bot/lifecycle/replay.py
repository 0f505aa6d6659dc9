"""The replay after a restore: the bot repeats silently what has happened since the backup, until it is where it was.

What people and the bot itself have said since comes with the sync. Events and timers are handled in the order and with the clock of
then, and messages that result count as arrived where the sync shows them. The replay ends with the last message of the bot; from then
on it was away, as after any outage.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

import structlog

from bot.clock import PastClock
from bot.inbound import downtime
from bot.inbound.dispatcher import Dispatcher
from bot.lifecycle.timers import TimerLoop
from bot.loops import Watched, persistently
from bot.ports import Clock, Store

log = structlog.get_logger(__name__)


class Replay:
    def __init__(self, store: Store, clock: Clock, past: PastClock, dispatcher: Dispatcher, timers: TimerLoop, watched: Watched) -> None:
        """`past` is the clock of `dispatcher` and `timers`."""
        self._store = store
        self._clock = clock
        self._past = past
        self._dispatcher = dispatcher
        self._timers = timers
        self._watched = watched

    async def relive(self) -> None:
        """To be called when everything said since has been received, before anything is sent. Does nothing without a restore."""
        async with self._store.reading() as tx:
            since = await tx.recall.since()
        if since is None:
            return
        last = await persistently(self._begin, self._clock, self._watched)
        log.info("restored from a backup", as_of=since.isoformat(), last_word=last.isoformat() if last else None)
        self._past.turn_to(since)
        try:
            while last is not None and await persistently(partial(self._next, last), self._clock, self._watched):
                pass
        finally:
            self._past.let_go()
        await persistently(partial(self._finish, last or since), self._clock, self._watched)

    async def _begin(self) -> datetime | None:
        async with self._store.transaction() as tx:
            await tx.recall.begin(tx.outbox)
            return await tx.recall.last()

    async def _next(self, last: datetime) -> bool:
        """Handles the oldest event or the first timer, whichever was earlier; False where neither is left until `last`."""
        async with self._store.reading() as tx:
            row, due = await tx.inbox.next(), await tx.timers.next_at()
        said = row.event.sent_at if row is not None else None
        at = min((moment for moment in (said, due) if moment is not None), default=None)
        if at is None or at > last:
            return False
        # Events keep the order of their rooms, so one may be older than the one handled before it.
        self._past.turn_to(max(at, self._past.now()))
        return await (self._dispatcher.dispatch_one(in_order=True) if due is None or at != due else self._timers.run_one())

    async def _finish(self, away_since: datetime) -> None:
        async with self._store.transaction() as tx:
            await tx.recall.finish(self._clock.now())
            await downtime.noticed(tx, away_since, self._clock.now())
