"""The driver for SQLite: a short statement runs right in the event loop, a longer one in the connection's thread.

A command is forty statements, most of them done in some millionths of a second, and a trip costs ten times that. What may wait goes to
the thread: for the right to write, for somebody who holds the file, for the disk at the end of a transaction; and so does what turns
out to be long.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite

FIRST_ROWS = 500
"""Rows that come with their statement."""
MAX_PLAN_STEPS, PLAN_STEPS_PER_CHECK = 100_000, 10_000
"""Steps of SQLite's machine, some five milliseconds, after which a question is put anew in the thread; and how often that is looked at."""
MAX_STATEMENTS_IN_A_ROW = 50
"""Statements without a trip, some ten milliseconds, after which everybody else has a turn."""
_CHANGES = ("INSERT", "UPDATE", "DELETE")
_SOME_CHANGE = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


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
        await self._connection.carry_out(sql, partial(self._carry_out, sqlite3.Cursor.execute, sql, parameters))
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Cursor:
        await self._connection.in_thread(partial(self._carry_out, sqlite3.Cursor.executemany, sql, parameters))
        return self

    async def fetchall(self) -> Sequence[Any]:
        if self._open is not None:
            await self._connection.in_thread(partial(self._fetch, None))
        return self._taken(len(self._rows))

    async def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        wanted = size or self.arraysize
        if self._open is not None and len(self._rows) < wanted:
            await self._connection.in_thread(partial(self._fetch, max(wanted, FIRST_ROWS)))
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

    # ---------------------------------------------------------------------------------------- here, or in the connection's thread

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
            self._fetch(FIRST_ROWS)
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


def _is_question(sql: str) -> bool:
    return sql.startswith("SELECT") or (sql.startswith("WITH") and _SOME_CHANGE.search(sql) is None)


class Connection(aiosqlite.Connection):
    """Does at once what waits for nobody, and sends the rest to its thread."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._changed = 0
        """How many rows this connection had changed before it."""
        self._sent = self._done = 0
        """Trips to the thread; whoever is cancelled does not wait for the end of theirs."""
        self._in_a_row = 0
        """Statements since others could do something."""
        self._steps: int | None = None
        """What a question that is put here may still take."""

    def cursor(self) -> Cursor:  # type: ignore[override]  # SQLAlchemy enters it, and asks for no more than the class above has
        return Cursor(self)

    async def carry_out(self, sql: str, work: Callable[[], None]) -> None:
        """Does `work`, which puts one statement to SQLite."""
        if sql.startswith("BEGIN"):
            self._changed = self._conn.total_changes
        is_inside = self._is_still and self._conn.in_transaction
        if (self._is_still and sql == "BEGIN") or (is_inside and sql.startswith(_CHANGES)):
            work()
        elif not (is_inside and _is_question(sql) and self._answers(work)):
            await self.in_thread(work)
            self._in_a_row = 0
        self._in_a_row += 1
        if self._in_a_row >= MAX_STATEMENTS_IN_A_ROW:
            self._in_a_row = 0
            await asyncio.sleep(0)

    async def commit(self) -> None:
        if self._is_still and self._conn.in_transaction and self._conn.total_changes == self._changed:
            # Nothing that would have to be on the disk.
            self._conn.commit()
        else:
            await self.in_thread(self._conn.commit)

    async def rollback(self) -> None:
        """Without a trip where there is nothing to take back: SQLAlchemy rolls back after each commit as well."""
        if self._conn.in_transaction or not self._is_still:
            await self.in_thread(self._conn.rollback)

    async def in_thread(self, work: Callable[[], None]) -> None:
        def done() -> None:
            try:
                work()
            finally:
                self._done += 1

        self._sent += 1
        await self._execute(done)  # type: ignore[no-untyped-call]

    @property
    def _is_still(self) -> bool:
        return self._sent == self._done

    def _answers(self, question: Callable[[], None]) -> bool:
        """Puts a question here; False where it takes too long: then it has to be put anew."""
        self._steps = MAX_PLAN_STEPS
        try:
            question()
        except sqlite3.OperationalError:
            if self._steps > 0 or not self._conn.in_transaction:
                raise
            return False
        finally:
            self._steps = None
        return True

    def is_too_long(self) -> bool:
        """Asked by SQLite after each `PLAN_STEPS_PER_CHECK` of its steps."""
        if self._steps is None:
            return False
        self._steps -= PLAN_STEPS_PER_CHECK
        return self._steps <= 0


def connect(database: str | Path, kind: type[Connection] = Connection, **options: Any) -> Connection:
    """To be awaited, as SQLAlchemy does."""

    def opened() -> sqlite3.Connection:
        made: sqlite3.Connection = sqlite3.connect(database, **{**options, "check_same_thread": False})
        made.set_progress_handler(connection.is_too_long, PLAN_STEPS_PER_CHECK)
        return made

    connection = kind(opened, iter_chunk_size=64)
    # A connection that stays open shall not keep the process from ending.
    connection._thread.daemon = True
    return connection
