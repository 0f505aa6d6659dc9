"""When does the bot look at something again by itself?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Select, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import DueTimer
from storage import tables
from storage.row_mapping import put, record_of, records

_timers = tables.timers


class Timers:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def set(self, kind: str, subject: str, due_at: datetime) -> None:
        await put(self._connection, _timers, {"kind": kind, "subject": subject}, {"due_at": due_at})

    async def clear(self, subject: str, kind: str | None = None) -> None:
        doomed = delete(_timers).where(_timers.c.subject == subject)
        await self._connection.execute(doomed if kind is None else doomed.where(_timers.c.kind == kind))

    async def due(self, now: datetime) -> DueTimer | None:
        found = await self._listed(_in_order().where(_timers.c.due_at <= now).limit(1))
        return found[0] if found else None

    async def overdue(self, now: datetime) -> int:
        return int(await self._connection.scalar(select(func.count()).select_from(_timers).where(_timers.c.due_at <= now)) or 0)

    async def next_at(self) -> datetime | None:
        return cast(datetime | None, await self._connection.scalar(select(func.min(_timers.c.due_at))))

    async def upcoming(self, limit: int) -> Sequence[DueTimer]:
        return await self._listed(_in_order().limit(limit))

    async def count(self, kind: str, *, after: datetime, before: datetime) -> int:
        due = (_timers.c.kind == kind, _timers.c.due_at > after, _timers.c.due_at < before)
        return int(await self._connection.scalar(select(func.count()).select_from(_timers).where(*due)) or 0)

    async def _listed(self, query: Select[*tuple[Any, ...]]) -> list[DueTimer]:
        return [record_of(DueTimer, row) for row in await self._connection.execute(query)]


def _in_order() -> Select[*tuple[Any, ...]]:
    return records(_timers, DueTimer).order_by(_timers.c.due_at, _timers.c.kind, _timers.c.subject)
