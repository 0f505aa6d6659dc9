"""The timers: when the bot looks at something again by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Select, Text, delete, func, select, type_coerce, update

from bot.ports import UNREADABLE, DueTimer, QueueChanges, SetAside
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import change, put, record_of, records

_timers = tables.timers
_LIVE = _timers.c.set_aside_at.is_(None)


class Timers:
    def __init__(self, connection: Connection, changes: QueueChanges) -> None:
        """`changes` is told of what is set."""
        self._connection = connection
        self._changes = changes

    async def set(self, kind: str, subject: str, due_at: datetime) -> None:
        anew = {"due_at": due_at, "tries": 0, "set_aside_at": None}
        await put(self._connection, _timers, {"kind": kind, "subject": subject}, anew)
        self._changes.timer_kinds.add(kind)
        self._is_set(due_at)

    async def failed(self, due: DueTimer, again_at: datetime) -> None:
        await change(self._connection, _timers, _key(due), {"due_at": again_at, "tries": due.tries + 1})
        self._is_set(again_at)

    async def set_aside(self, due: DueTimer, at: datetime) -> None:
        await change(self._connection, _timers, _key(due), {"tries": due.tries + 1, "set_aside_at": at})

    async def all_set_aside(self) -> Sequence[SetAside]:
        query = records(_timers, SetAside).where(_timers.c.set_aside_at.is_not(None))
        found = await self._connection.execute(query.order_by(_timers.c.set_aside_at, _timers.c.kind, _timers.c.subject))
        return [record_of(SetAside, row) for row in found]

    async def bring_back(self, at: datetime) -> None:
        aside = _timers.c.set_aside_at.is_not(None)
        await self._connection.execute(update(_timers).where(aside).values(due_at=at, set_aside_at=None))
        self._is_set(at)

    async def mend(self, at: datetime) -> int:
        mended = 0
        for row in (await self._connection.execute(select(_timers.c.kind, _timers.c.subject, type_coerce(_timers.c.due_at, Text)))).all():
            try:
                datetime.fromisoformat(row.due_at)
            except UNREADABLE:
                await self.set(row.kind, row.subject, at)
                mended += 1
        return mended

    async def clear(self, subject: str, kind: str | None = None) -> None:
        doomed = delete(_timers).where(_timers.c.subject == subject)
        await self._connection.execute(doomed if kind is None else doomed.where(_timers.c.kind == kind))

    async def due(self, now: datetime) -> DueTimer | None:
        found = await self._listed(_in_order().where(_timers.c.due_at <= now).limit(1))
        return found[0] if found else None

    async def overdue(self, now: datetime) -> int:
        query = select(func.count()).select_from(_timers).where(_timers.c.due_at <= now, _LIVE)
        return int(await self._connection.scalar(query) or 0)

    async def next_at(self) -> datetime | None:
        return cast(datetime | None, await self._connection.scalar(select(func.min(_timers.c.due_at)).where(_LIVE)))

    async def upcoming(self, limit: int) -> Sequence[DueTimer]:
        return await self._listed(_in_order().limit(limit))

    async def count(self, kind: str, *, after: datetime, before: datetime) -> int:
        due = (_LIVE, _timers.c.kind == kind, _timers.c.due_at > after, _timers.c.due_at < before)
        return int(await self._connection.scalar(select(func.count()).select_from(_timers).where(*due)) or 0)

    def _is_set(self, due_at: datetime) -> None:
        self._changes.timer_at = min(self._changes.timer_at or due_at, due_at)

    async def _listed(self, query: Select[*tuple[Any, ...]]) -> list[DueTimer]:
        return [record_of(DueTimer, row) for row in await self._connection.execute(query)]


def _in_order() -> Select[*tuple[Any, ...]]:
    return records(_timers, DueTimer).where(_LIVE).order_by(_timers.c.due_at, _timers.c.kind, _timers.c.subject)


def _key(timer: DueTimer) -> dict[str, str]:
    return {"kind": timer.kind, "subject": timer.subject}
