"""Values by key: `meta` (the sync position, the installation, …) and the counters of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import select

from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import insert_of, put, put_all


class Meta:
    """Short texts by key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def get(self, key: str) -> str | None:
        query = select(tables.meta.c.value).where(tables.meta.c.key == key)
        return cast(str | None, await self._connection.scalar(query))

    async def set(self, key: str, value: str) -> None:
        await put(self._connection, tables.meta, {"key": key}, {"value": value})

    async def set_all(self, values: Mapping[str, str]) -> None:
        """In one statement."""
        await put_all(self._connection, tables.meta, "key", [{"key": key, "value": value} for key, value in values.items()])


class Counters:
    """Counters that only go up. A count that a rollback takes back is given again, and nobody has seen it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def next(self, name: str) -> int:
        """The next count, from 1."""
        return int(await self._connection.scalar(_step(self._connection.dialect.name), {"name": name, "last": 1}) or 0)

    async def raise_to(self, name: str, count: int, more: int) -> None:
        """Raises the counter to `count`, or leaves it where it is if that is higher, and by `more`."""
        counters = tables.counters
        last = int(await self._connection.scalar(select(counters.c.last).where(counters.c.name == name)) or 0)
        await put(self._connection, counters, {"name": name}, {"last": max(last, count) + more})


@cache
def _step(dialect: str) -> Any:
    """One more, or the first, in one statement."""
    counters = tables.counters
    more = {"last": counters.c.last + 1}
    return insert_of(dialect, counters).on_conflict_do_update(index_elements=[counters.c.name], set_=more).returning(counters.c.last)
