"""How does a statement get to SQLite? In one trip to the connection's thread and back.

aiosqlite makes a trip for each step: a cursor, the statement, its rows, closing the cursor. A command is forty statements, and a trip
costs more than most of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import aiosqlite

FIRST = 500
"""Rows that come with their statement."""


class Cursor:
    """What SQLAlchemy asks of a cursor. The first rows come with their statement; of a long list the others take trips of their own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self._open: sqlite3.Cursor | None = None
        """Where there is more to fetch."""
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Cursor:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Cursor:
        await self._connection.in_thread(self._carry_out, sqlite3.Cursor.execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Cursor:
        await self._connection.in_thread(self._carry_out, sqlite3.Cursor.executemany, sql, parameters)
        return self

    async def fetchall(self) -> Sequence[Any]:
        if self._open is not None:
            await self._connection.in_thread(self._fetch, None)
        return self._taken(len(self._rows))

    async def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        wanted = size or self.arraysize
        if self._open is not None and len(self._rows) < wanted:
            await self._connection.in_thread(self._fetch, max(wanted, FIRST))
        return self._taken(wanted)

    async def fetchone(self) -> Any:
        rows = await self.fetchmany(1)
        return rows[0] if rows else None

    async def close(self) -> None:
        """Costs a trip only where not all was fetched."""
        self._rows = []
        if self._open is not None:
            await self._connection.in_thread(self._end)

    def _taken(self, count: int) -> Sequence[Any]:
        taken, self._rows = self._rows[:count], self._rows[count:]
        return taken

    # ------------------------------------------------------------------------------------------------ in the connection's thread

    def _carry_out(self, method: Callable[..., sqlite3.Cursor], sql: str, parameters: Iterable[Any]) -> None:
        self._end()
        self._rows = []
        self._open = self._connection._conn.cursor()
        try:
            method(self._open, sql, parameters)
        except BaseException:
            self._end()
            raise
        self.description = self._open.description
        if self.description:
            self._fetch(FIRST)
        else:
            self._end()

    def _fetch(self, count: int | None) -> None:
        """So many more, or all; where there are no others the cursor is closed."""
        assert self._open is not None
        try:
            rows = self._open.fetchall() if count is None else self._open.fetchmany(count)
        except BaseException:
            self._end()
            raise
        self._rows += rows
        if count is None or len(rows) < count:
            self._end()

    def _end(self) -> None:
        if self._open is not None:
            # Of a statement that returns rows it is known only behind the last one.
            self.rowcount, self.lastrowid = self._open.rowcount, self._open.lastrowid
            self._open.close()
            self._open = None


class Connection(aiosqlite.Connection):
    def cursor(self) -> Cursor:  # type: ignore[override]  # SQLAlchemy enters it, and asks for no more than the class above has
        return Cursor(self)

    async def in_thread(self, work: Callable[..., None], *args: Any) -> None:
        await self._execute(work, *args)  # type: ignore[no-untyped-call]


def connect(database: str | Path, **options: Any) -> Connection:
    """To be awaited, as SQLAlchemy does."""
    connection = Connection(lambda: sqlite3.connect(database, **options), iter_chunk_size=64)
    # A connection that stays open shall not keep the process from ending.
    connection._thread.daemon = True
    return connection
