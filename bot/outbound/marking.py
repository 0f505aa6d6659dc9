"""Marking sent rows: what arrives at about the same time is marked in one transaction.

Killed before that, the bot sends it again with the same transaction id, and the homeserver answers with the event that is there already.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.domain.faults import Place
from bot.domain.ids import EventId
from bot.loops import persistently
from bot.monitoring.faults import Faults
from bot.ports import Clock, Interrupted, OutboxRow, Store, Transaction

MAX_UNMARKED = 20
"""Arrivals that may wait for a mark: a database that takes none stops the sending."""
MAX_REMEMBERED = 1000
"""Marked events whose echoes may still come."""

Arrived = Callable[[Transaction, OutboxRow], Awaitable[None]]


@dataclass
class _Arrival:
    row: OutboxRow
    event: EventId | None
    is_marked: bool = False
    has_woken: bool = False


class Marking:
    def __init__(self, store: Store, clock: Clock, on_sent: Sequence[Arrived], faults: Faults) -> None:
        """`on_sent` are told in the transaction that keeps it; where that is what fails, it is kept without."""
        self._store = store
        self._clock = clock
        self._on_sent = on_sent
        self._faults = faults
        self._unmarked: list[_Arrival] = []
        self._under_way: list[_Arrival] = []
        self._turn = asyncio.Lock()
        self._marked: dict[EventId, None] = {}
        """The latest, in the order in which they were marked."""

    @property
    def events(self) -> Mapping[int, EventId | None]:
        """What has arrived and is not kept as that yet."""
        return {each.row.id: each.event for each in (*self._under_way, *self._unmarked)}

    @property
    def is_full(self) -> bool:
        return len(self._unmarked) + len(self._under_way) >= MAX_UNMARKED

    def has_marked(self, event: EventId) -> bool:
        """False also where it was marked long ago, or by the process before."""
        return event in self._marked

    async def mark(self, row: OutboxRow, event: EventId | None) -> bool:
        """Returns when it is kept, with what has arrived meanwhile; whether that wakes somebody. Nothing is put off that wakes."""
        arrival = _Arrival(row, event)
        self._unmarked.append(arrival)
        async with self._turn:
            if not arrival.is_marked:
                await self._mark_all()
        return arrival.has_woken

    def put_off(self, row: OutboxRow, event: EventId | None) -> None:
        """Nobody waits to know of it: it is kept with the next one, or when nothing else is under way."""
        self._unmarked.append(_Arrival(row, event))

    async def rest(self) -> None:
        """Keeps what was put off."""
        async with self._turn:
            if self._unmarked:
                await self._mark_all()

    async def _mark_all(self) -> None:
        self._under_way, self._unmarked = self._unmarked, []
        try:
            await persistently(partial(self._kept, self._under_way), self._clock, self._faults.loop("outbox"))
        except BaseException:
            self._unmarked = self._under_way + self._unmarked
            raise
        finally:
            self._under_way = []

    async def _kept(self, arrivals: list[_Arrival]) -> None:
        with self._faults.noted_in(Place.MESSAGE, "what follows from it", but=(Interrupted,), row=arrivals[0].row.id):
            return await self._keep(arrivals)
        return await self._keep(arrivals, tells=False)

    async def _keep(self, arrivals: list[_Arrival], *, tells: bool = True) -> None:
        now = self._clock.now()
        async with self._store.transaction() as tx:
            woken = []
            for each in arrivals:
                woken.append(await tx.outbox.sent(each.row, each.event, now))
                if tells:
                    for on_sent in self._on_sent:
                        await on_sent(tx, each.row)
        for each, has_woken in zip(arrivals, woken, strict=True):
            each.is_marked, each.has_woken = True, has_woken
        self._marked |= {each.event: None for each in arrivals if each.event is not None}
        for event in [*self._marked][:-MAX_REMEMBERED]:
            del self._marked[event]
