"""Which steps of the escalation ladder has a blocker been through?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.blockers import BlockerState
from bot.domain.escalation import Rung, Step
from bot.domain.ids import Number
from storage import tables

_blockers, _ladder, _outbox = tables.blockers, tables.ladder, tables.outbox


class Ladder:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def rungs(self, number: Number) -> Sequence[Rung]:
        """In order. Whether a step's message has arrived is read off the outbox."""
        delivered_at = func.coalesce(_outbox.c.sent_at, _outbox.c.parked_at)
        query = (
            select(_ladder.c.step, _ladder.c.queued_at, delivered_at.label("delivered_at"))
            .select_from(_ladder.outerjoin(_outbox, _outbox.c.once == _ladder.c.once))
            .where(_ladder.c.blocker == number)
            .order_by(_ladder.c.id)
        )
        found = await self._connection.execute(query)
        return [Rung(step=row.step, queued_at=row.queued_at, delivered_at=row.delivered_at) for row in found]

    async def of_open(self) -> Mapping[Number, frozenset[Step]]:
        found: defaultdict[Number, set[Step]] = defaultdict(set)
        is_open = _blockers.c.state.in_([BlockerState.OPEN, BlockerState.TAKEN])
        query = select(_ladder.c.blocker, _ladder.c.step).where(_ladder.c.blocker.in_(select(_blockers.c.number).where(is_open)))
        for row in await self._connection.execute(query):
            found[row.blocker].add(row.step)
        return {number: frozenset(steps) for number, steps in found.items()}

    async def add(self, number: Number, step: Step, once: str, at: datetime) -> None:
        await self._connection.execute(insert(_ladder).values(blocker=number, step=step, once=once, queued_at=at))
