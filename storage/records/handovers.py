"""What was handed over to stand-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, insert, update

from bot.domain.handovers import Handover
from bot.domain.ids import EventId
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import record_of, records, values_of

_handovers = tables.handovers
_is_running = _handovers.c.ended_at.is_(None)


class Handovers:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, handover: Handover) -> Handover:
        new = await self._connection.scalar(insert(_handovers).returning(_handovers.c.id), values_of(handover, but=["id"]))
        return replace(handover, id=new)

    async def get(self, handover: int) -> Handover | None:
        return next(iter(await self._listed(_handovers.c.id == handover)), None)

    async def running(self) -> Sequence[Handover]:
        return await self._listed(_is_running)

    async def of_event(self, event: EventId) -> Sequence[Handover]:
        return await self._listed(_handovers.c.event == event, _is_running)

    async def end(self, handover: Handover, at: datetime) -> None:
        await self._connection.execute(update(_handovers).where(_handovers.c.id == handover.id).values(ended_at=at))

    async def _listed(self, *which: ColumnElement[bool]) -> Sequence[Handover]:
        query = records(_handovers, Handover).where(*which).order_by(_handovers.c.id)
        return [record_of(Handover, row) for row in await self._connection.execute(query)]
