"""What waits to be sent, from memory where it is known, and from the database at the start, after faults and where very much waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.faults import Place
from bot.domain.ids import EventId, RoomId
from bot.monitoring.faults import Faults
from bot.outbound.marking import Marking
from bot.outbound.waiting import MAX_KNOWN, Waiting
from bot.ports import UNREADABLE, Clock, OutboxRow, QueueChanges, Store

DOUBT_LASTS = timedelta(minutes=1)
"""How long after a commit of which nobody knows the database may still come to show its rows."""
DOUBT_CHECK_INTERVAL = timedelta(seconds=5)


class Pending:
    def __init__(self, store: Store, clock: Clock, marking: Marking, faults: Faults) -> None:
        self._store = store
        self._clock = clock
        self._marking = marking
        self._faults = faults
        self._waiting = Waiting()
        self._uncounted = 0
        """How many more wait, at least, than are kept in memory; they are asked for one after the other."""
        self._in_doubt_until: datetime | None = None
        store.watch(self._changed)

    def _changed(self, changes: QueueChanges) -> None:
        self._waiting.changed(changes)
        if changes.is_uncertain:
            self._in_doubt_until = self._clock.now() + DOUBT_LASTS

    async def ready(self, now: datetime, under_way: Mapping[int, RoomId], limit: int) -> Sequence[OutboxRow]:
        """What may be sent now. `limit` is how many rooms are looked at where the database has to be asked."""
        if self._in_doubt_until is not None:
            self._waiting.forget()  # the server may still be committing what we have lost sight of
            self._in_doubt_until = self._in_doubt_until if now < self._in_doubt_until else None
        try:
            if not self._waiting.is_known and self._uncounted <= 0:
                await self._read()
            if self._waiting.is_known:
                return self._waiting.ready(now, under_way)
            async with self._store.reading() as tx:
                rows = await tx.outbox.ready(now, limit=limit)
        except UNREADABLE as error:
            await self._pass_over(error)
            return await self.ready(now, under_way, limit)
        busy = {*under_way.values()}
        return [row for row in rows if row.room not in busy and row.id not in self._marking.events]

    async def first_moment(self) -> datetime | None:
        """When there may be something to send: in the past where there is now, None where nothing waits."""
        moment = await self._first_moment()
        if self._in_doubt_until is None:
            return moment
        check_at = self._clock.now() + DOUBT_CHECK_INTERVAL
        return min(moment or check_at, check_at)

    async def _first_moment(self) -> datetime | None:
        if self._waiting.is_known:
            return self._waiting.first_moment()
        try:
            async with self._store.reading() as tx:
                return await tx.outbox.next_due()
        except UNREADABLE as error:
            await self._pass_over(error)
            return self._clock.now()

    def arrived(self, row: OutboxRow, event: EventId | None) -> None:
        """From now on others of its room may go, though that is not kept yet: sent again after a crash, it would be the same event."""
        self._waiting.arrived(row.id, event)
        self._uncounted -= 1

    def has_more(self, room: RoomId) -> bool:
        """Whether anything waits to go there; also where that is not known."""
        return self._waiting.has_more(room)

    async def event_of(self, row: int) -> EventId | None:
        """As what it has arrived."""
        event = self._waiting.event_of(row) or self._marking.events.get(row)
        if event is not None:
            return event
        async with self._store.reading() as tx:
            found = await tx.outbox.get(row)
        return found.event_id if found is not None else None

    async def _read(self) -> None:
        self._waiting.begin()
        async with self._store.reading() as tx:
            rows = await tx.outbox.waiting(MAX_KNOWN + 1)
        if len(rows) > MAX_KNOWN:
            self._waiting.leave()
            self._uncounted = MAX_KNOWN // 2
            return
        self._waiting.know(rows)
        for arrived, event in self._marking.events.items():
            self._waiting.arrived(arrived, event)

    async def _pass_over(self, error: Exception) -> None:
        """Gives up what cannot be read. Raises `error` where that is not what it was about."""
        async with self._store.transaction() as tx:
            if not await tx.outbox.set_aside_unreadable(self._clock.now()):
                raise error
        self._faults.note(Place.ROW, "outbox", error)
