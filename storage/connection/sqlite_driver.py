"""The driver for SQLite: a short statement runs right in the event loop, a longer one in the connection's thread.

A command is forty statements, most of which take some microseconds, and handing one to a thread costs ten times that. What may block
goes to the thread: taking the write lock, waiting for another process, the fsync of a commit; and so does a query that turns out to
be long.
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
"""Rows that are fetched together with the execution of their statement."""
MAX_PLAN_STEPS, PLAN_STEPS_PER_CHECK = 100_000, 10_000
"""Steps of SQLite's virtual machine (about five milliseconds) after which a query is started again in the thread, and how often that is
checked (`progress handler`)."""
MAX_STATEMENTS_IN_A_ROW = 50
"""Statements in the event loop (about ten milliseconds) after which other tasks get a turn."""
_CHANGES = ("INSERT", "UPDATE", "DELETE")
_SOME_CHANGE = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


class Cursor:
    """The part of a cursor that SQLAlchemy uses. The first rows are fetched with the execution; further ones of a long result in the
    thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self._open: sqlite3.Cursor | None = None
        """The cursor of SQLite, while it has more rows to fetch."""
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
        """Uses the thread only where not all rows were fetched."""
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
        """Fetches so many more rows, or all; closes the cursor behind the last one."""
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
            # For a statement that returns rows they are known only behind the last one.
            self.rowcount, self.lastrowid = self._open.rowcount, self._open.lastrowid
            self._open.close()
            self._open = None


def _is_question(sql: str) -> bool:
    return sql.startswith("SELECT") or (sql.startswith("WITH") and _SOME_CHANGE.search(sql) is None)


class Connection(aiosqlite.Connection):
    """Executes in the event loop what cannot block, and the rest in its thread."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._changed = 0
        """SQLite's total_changes before the current statement."""
        self._sent = self._done = 0
        """Calls handed to the thread, and those that have ended: a cancelled task does not wait for the end of its own."""
        self._in_a_row = 0
        """Statements in the event loop since other tasks had a turn."""
        self._steps: int | None = None
        """Steps that the query in the event loop may still take; None where there is no limit."""

    def cursor(self) -> Cursor:  # type: ignore[override]  # SQLAlchemy enters it, and asks for no more than the class above has
        return Cursor(self)

    async def carry_out(self, sql: str, work: Callable[[], None]) -> None:
        """Runs `work`, which executes the statement `sql`, in the event loop or in the thread."""
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
            # No change, so no fsync.
            self._conn.commit()
        else:
            await self.in_thread(self._conn.commit)

    async def rollback(self) -> None:
        """Without the thread where nothing was changed: SQLAlchemy rolls back after each commit as well."""
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
        """Runs a query in the event loop; False where it takes too many steps: then it has to be started again in the thread."""
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
        """The progress handler, called by SQLite after each `PLAN_STEPS_PER_CHECK` steps; True aborts the query."""
        if self._steps is None:
            return False
        self._steps -= PLAN_STEPS_PER_CHECK
        return self._steps <= 0


def connect(database: str | Path, kind: type[Connection] = Connection, **options: Any) -> Connection:
    """A connection that SQLAlchemy opens by awaiting it."""

    def opened() -> sqlite3.Connection:
        made: sqlite3.Connection = sqlite3.connect(database, **{**options, "check_same_thread": False})
        made.set_progress_handler(connection.is_too_long, PLAN_STEPS_PER_CHECK)
        return made

    connection = kind(opened, iter_chunk_size=64)
    # A connection that stays open must not keep the process from ending.
    connection._thread.daemon = True
    return connection
