"""The replay after a restore: the bot repeats silently what has happened since the backup, until it is where it was.

What was said to it comes with the sync, and so does what it said itself. Events and timers take their turns by the clock of then, and
what they have the bot say has arrived where it was heard. Up to its last word, that is: from then on it was away, as after any outage.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

import structlog

from bot.clock import PastClock
from bot.inbound import downtime
from bot.inbound.dispatcher import Dispatcher
from bot.lifecycle.timers import Wakeups
from bot.loops import Watched, persistently
from bot.ports import Clock, Store

log = structlog.get_logger(__name__)


class Reliving:
    def __init__(self, store: Store, clock: Clock, past: PastClock, dispatcher: Dispatcher, wakeups: Wakeups, watched: Watched) -> None:
        """`past` is the clock by which `dispatcher` and `wakeups` go."""
        self._store = store
        self._clock = clock
        self._past = past
        self._dispatcher = dispatcher
        self._wakeups = wakeups
        self._watched = watched

    async def relive(self) -> None:
        """To be called when everything said since has been received, before anything is sent. Nothing where there was no restoring."""
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
        """Whichever came first, the oldest event or a timer; False where neither did until `last`."""
        async with self._store.reading() as tx:
            row, due = await tx.inbox.next(), await tx.timers.next_at()
        said = row.event.sent_at if row is not None else None
        at = min((moment for moment in (said, due) if moment is not None), default=None)
        if at is None or at > last:
            return False
        # Events are told in the order of their rooms, so one may have been written before the one before it.
        self._past.turn_to(max(at, self._past.now()))
        return await (self._dispatcher.dispatch_one(in_order=True) if due is None or at != due else self._wakeups.run_one())

    async def _finish(self, away_since: datetime) -> None:
        async with self._store.transaction() as tx:
            await tx.recall.finish(self._clock.now())
            await downtime.noticed(tx, away_since, self._clock.now())
