"""What is remembered by name: the sync position, the installation, how far the counts have come."""

from __future__ import annotations

from typing import cast

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import tables
from storage.row_mapping import put


class Meta:
    """Short texts by key."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, key: str) -> str | None:
        query = select(tables.meta.c.value).where(tables.meta.c.key == key)
        return cast(str | None, await self._connection.scalar(query))

    async def set(self, key: str, value: str) -> None:
        await put(self._connection, tables.meta, {"key": key}, {"value": value})


class Counters:
    """Counts that only go up. What a rollback takes back was seen by nobody."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def next(self, name: str) -> int:
        """The next count, from 1."""
        counters = tables.counters
        step = update(counters).where(counters.c.name == name).values(last=counters.c.last + 1).returning(counters.c.last)
        count = await self._connection.scalar(step)
        if count is None:
            await self._connection.execute(insert(counters).values(name=name, last=1))
            return 1
        return int(count)

    async def raise_to(self, name: str, count: int, more: int) -> None:
        """From now on counts begin behind `count`, or behind the last one if that is higher, with a gap of `more`."""
        counters = tables.counters
        last = int(await self._connection.scalar(select(counters.c.last).where(counters.c.name == name)) or 0)
        await put(self._connection, counters, {"name": name}, {"last": max(last, count) + more})
