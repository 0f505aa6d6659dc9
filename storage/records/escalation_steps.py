"""The steps of the escalation ladder that a blocker has been through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, case, func, insert, select, update

from bot.domain.blockers import BlockerState
from bot.domain.escalation import Arrival, Rung, Step
from bot.domain.ids import Number, RoomId
from storage import tables
from storage.connection.interface import Connection

_blockers, _ladder, _outbox = tables.blockers, tables.ladder, tables.outbox
_OPEN = [BlockerState.OPEN, BlockerState.TAKEN]
_KEPT = (_ladder.c.step, _ladder.c.once, _ladder.c.queued_at, _ladder.c.tells, _ladder.c.shown)


_STANDS_ASIDE = and_(_outbox.c.doubted_since.is_not(None), _outbox.c.retry_at.is_(None), _outbox.c.sent_at.is_(None))
"""The condition for a row that stands aside: refused again and again for no known reason, so others of its room may pass."""
_REFUSED_AT = func.coalesce(_outbox.c.parked_at, case((_STANDS_ASIDE, _outbox.c.doubted_since)))
_RUNGS = (
    select(*_KEPT, _outbox.c.sent_at.label("delivered_at"), _REFUSED_AT.label("refused_at"))
    .select_from(_ladder.outerjoin(_outbox, _outbox.c.once == _ladder.c.once))
    .where(_ladder.c.blocker == bindparam("blocker"))
    .order_by(_ladder.c.id)
)
"""Built once, since each command about a blocker asks."""


class Ladder:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[Number, list[Rung]] = {}
        """What was read in this transaction: a command asks several times."""

    async def rungs(self, number: Number) -> Sequence[Rung]:
        """In order. Whether a step's message has arrived or was refused is read off the outbox."""
        if number not in self._known:
            self._known[number] = await self._read(number)
        return tuple(self._known[number])

    def forget(self) -> None:
        """Something has arrived or was given up, or what was done is taken back: what was read before may be wrong."""
        self._known.clear()

    async def _read(self, number: Number) -> list[Rung]:
        return [Rung(**row._mapping) for row in await self._connection.execute(_RUNGS, {"blocker": number})]

    async def of_open(self) -> Mapping[Number, frozenset[Step]]:
        found: defaultdict[Number, set[Step]] = defaultdict(set)
        is_open = _blockers.c.state.in_(_OPEN)
        query = select(_ladder.c.blocker, _ladder.c.step).where(_ladder.c.blocker.in_(select(_blockers.c.number).where(is_open)))
        for row in await self._connection.execute(query):
            found[row.blocker].add(row.step)
        return {number: frozenset(steps) for number, steps in found.items()}

    async def refused(self, room: RoomId | None = None) -> Sequence[Number]:
        query = (
            select(_ladder.c.blocker)
            .join(_outbox, _outbox.c.once == _ladder.c.once)
            .join(_blockers, _blockers.c.number == _ladder.c.blocker)
            .where(tables.is_parked, _blockers.c.state.in_(_OPEN))
        )
        found = await self._connection.scalars(query if room is None else query.where(_outbox.c.room == room))
        return sorted(set(found))

    async def add(self, number: Number, step: Step, once: str, at: datetime, *, tells: bool = False) -> None:
        values = {"blocker": number, "step": step, "once": once, "queued_at": at, "tells": tells, "shown": Arrival.UNDER_WAY}
        await self._connection.execute(insert(_ladder), values)
        self.forget()

    async def show(self, number: Number, once: str, arrival: Arrival) -> None:
        is_it = (_ladder.c.blocker == number, _ladder.c.once == once)
        await self._connection.execute(update(_ladder).where(*is_it).values(shown=arrival))
        self.forget()
