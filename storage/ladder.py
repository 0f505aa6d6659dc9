"""Which steps of the escalation ladder has a blocker been through?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.escalation import Rung, Step
from bot.domain.ids import Number
from storage import tables

_ladder, _outbox = tables.ladder, tables.outbox


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

    async def add(self, number: Number, step: Step, once: str, at: datetime) -> None:
        await self._connection.execute(insert(_ladder).values(blocker=number, step=step, once=once, queued_at=at))
