"""SQLite in an event loop: SQLAlchemy's synchronous engine, of which only what may wait or take long goes to a thread.

A command is a dozen statements that take some microseconds each, and handing one to a thread costs ten times that. So a statement
runs where it is called. To a thread go: opening a connection, taking the write lock (another process may hold it), the commit or
rollback of a change (fsync), a query that turns out to be long, bulk changes, and whatever is neither a query nor a change of rows.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar, cast

import sqlalchemy
from sqlalchemy import URL, CursorResult, Dialect, Executable, QueuePool, SelectBase, UpdateBase, create_engine, event
from sqlalchemy.exc import OperationalError

from storage.connection.interface import AnyRow, Parameters

T = TypeVar("T")

Threads = Callable[[int], Executor]
"""Makes so many threads."""

MAX_PLAN_STEPS, PLAN_STEPS_PER_CHECK = 100_000, 10_000
"""Steps of SQLite's virtual machine (about five milliseconds) after which a query is started again in a thread, and how often that is
checked (progress handler)."""
MAX_STATEMENTS_IN_A_ROW = 50
"""Statements in the event loop (about ten milliseconds) after which other tasks get a turn."""
MAX_SETS = 50
"""Sets of values with which a change is executed in the event loop; with more it goes to a thread."""
_BUDGET = "budget"


class SqliteEngine:
    """Transactions on one file. With `writes` each takes the write lock when it begins, not in the middle of it."""

    def __init__(
        self, url: URL, *, writes: bool, pragmas: Mapping[str, object], size: int = 1, threads: Threads = ThreadPoolExecutor
    ) -> None:
        """`size` is how many connections stay open, and how many threads they have."""
        # A connection is used by one thread at a time, as SQLite demands, but not always by the same one. The pool never waits for
        # another connection to come back, which would stop the event loop, but opens one more. It hands out the one that was used
        # last (LIFO), since each keeps megabytes of the file in memory.
        self.sync_engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=-1,
            pool_use_lifo=True,
            connect_args={"check_same_thread": False},
            hide_parameters=True,
        )
        self._writes = writes
        self._threads = _Threads(partial(threads, size))

        def on_connect(connection: Any, record: Any) -> None:
            # By itself the driver begins transactions late, and without the write lock: `open` begins them instead.
            connection.isolation_level = None
            record.info[_BUDGET] = budget = _Budget()
            connection.set_progress_handler(budget.is_spent, PLAN_STEPS_PER_CHECK)
            for name, value in pragmas.items():
                connection.execute(f"PRAGMA {name} = {value}")

        event.listen(self.sync_engine, "connect", on_connect)

    @property
    def url(self) -> URL:
        return self.sync_engine.url

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqliteConnection]:
        connection = SqliteConnection(self.sync_engine, self._threads)
        open_ = partial(connection.open, "BEGIN IMMEDIATE" if self._writes else "BEGIN")
        try:
            if self._writes or not cast(QueuePool, self.sync_engine.pool).checkedin():
                await self._threads.run(open_)
            else:
                open_()
            yield connection
            await connection.commit()
        finally:
            await connection.close()

    async def checkpoint(self) -> bool:
        """Writes the write-ahead log into the file and truncates it; False where that is not possible now."""
        return await self._threads.run(self._checkpoint)

    def _checkpoint(self) -> bool:
        with self.sync_engine.connect() as connection:
            # On the driver itself: a checkpoint cannot run in a transaction. It must not wait for readers while others wait to write.
            driver: Any = connection.connection.driver_connection
            [(patience,)] = driver.execute("PRAGMA busy_timeout")
            try:
                driver.execute("PRAGMA busy_timeout = 0")
                [(is_busy, _, _)] = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.Error:
                # The transaction stays committed, even if the disk is too full for the checkpoint.
                return False
            finally:
                driver.execute(f"PRAGMA busy_timeout = {patience}")
        return not is_busy

    async def dispose(self) -> None:
        await self._threads.run(self.sync_engine.dispose)
        self._threads.end()


class SqliteConnection:
    """A connection inside a transaction."""

    def __init__(self, engine: sqlalchemy.Engine, threads: _Threads) -> None:
        self._engine = engine
        self._threads = threads
        self._sync: sqlalchemy.Connection | None = None
        self._may_have_changed = False
        """Whether a commit or rollback has to wait for the disk."""

    @property
    def dialect(self) -> Dialect:
        return self._engine.dialect

    def open(self, begin: str) -> None:
        self._sync = self._engine.connect()
        self._sync.begin()
        self._sync.exec_driver_sql(begin)

    async def commit(self) -> None:
        await self._end(self._opened.commit)
        self._may_have_changed = False

    async def close(self) -> None:
        """Rolls back what was not committed."""
        if self._sync is not None:
            await self._end(self._sync.close)

    async def execute(self, statement: Executable, parameters: Parameters | None = None, /) -> Fetched[AnyRow]:
        """With all rows, so that none is fetched later, when nobody would know how long that takes."""
        work = partial(_fetched, self._opened, statement, parameters)
        if isinstance(statement, SelectBase):
            rows = self._unless_long(work)
            if rows is None:
                return await self._threads.run(work)
        else:
            self._may_have_changed = True
            if not isinstance(statement, UpdateBase) or _is_bulk(parameters):
                return await self._threads.run(work)
            rows = work()
        await self._threads.not_needed()
        return rows

    async def scalar(self, statement: Executable, parameters: Mapping[str, Any] | None = None, /) -> Any:
        row = (await self.execute(statement, parameters)).first()
        return None if row is None else row[0]

    async def scalars(self, statement: Executable, parameters: Mapping[str, Any] | None = None, /) -> Fetched[Any]:
        found = await self.execute(statement, parameters)
        return Fetched([row[0] for row in found], found.rowcount)

    @asynccontextmanager
    async def stream(self, statement: Executable, /) -> AsyncIterator[_Pieces]:
        result = await self._threads.run(partial(self._opened.execute, statement))
        try:
            yield _Pieces(result, self._threads)
        finally:
            result.close()

    @asynccontextmanager
    async def begin_nested(self) -> AsyncIterator[None]:
        with self._opened.begin_nested():
            yield

    async def run_sync(self, work: Callable[[sqlalchemy.Connection], T], /) -> T:
        self._may_have_changed = True
        return await self._threads.run(partial(work, self._opened))

    @property
    def _opened(self) -> sqlalchemy.Connection:
        assert self._sync is not None
        return self._sync

    async def _end(self, work: Callable[[], None]) -> None:
        if self._may_have_changed:
            await self._threads.run(work)
        else:
            work()

    def _unless_long(self, query: Callable[[], T]) -> T | None:
        """Runs a query in the event loop; None where it takes too many steps. A change is never aborted: SQLite would roll back the
        whole transaction."""
        budget: _Budget = self._opened.info[_BUDGET]
        budget.left = MAX_PLAN_STEPS
        try:
            return query()
        except OperationalError:
            if budget.left > 0:
                raise
            return None
        finally:
            budget.left = None


@dataclass(slots=True)
class Fetched(Generic[T]):
    """All that a statement has returned; of a change, how many rows it concerned."""

    rows: Sequence[T]
    rowcount: int

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def all(self) -> Sequence[T]:
        return self.rows

    def first(self) -> T | None:
        return self.rows[0] if self.rows else None


class _Pieces:
    """The rows of a long list, fetched in a thread, so many at a time."""

    def __init__(self, result: CursorResult[*tuple[Any, ...]], threads: _Threads) -> None:
        self._result = result
        self._threads = threads

    async def partitions(self, size: int, /) -> AsyncIterator[Sequence[AnyRow]]:
        while rows := await self._threads.run(partial(self._result.fetchmany, size)):
            yield rows


class _Budget:
    """How many steps of SQLite's machine the query in the event loop may still take; None where there is no limit."""

    left: int | None = None

    def is_spent(self) -> bool:
        """The progress handler, which SQLite calls after each `PLAN_STEPS_PER_CHECK` steps; True aborts the query."""
        if self.left is None:
            return False
        self.left -= PLAN_STEPS_PER_CHECK
        return self.left <= 0


class _Threads:
    """The threads of an engine, and the turns that it leaves to others without them."""

    def __init__(self, make: Callable[[], Executor]) -> None:
        self._make = make
        self._executor: Executor | None = None
        self._in_a_row = 0
        """Statements in the event loop since other tasks had a turn."""

    async def not_needed(self) -> None:
        """A statement was carried out in the event loop."""
        self._in_a_row += 1
        if self._in_a_row >= MAX_STATEMENTS_IN_A_ROW:
            self._in_a_row = 0
            await asyncio.sleep(0)

    async def run(self, work: Callable[[], T]) -> T:
        """Runs `work` in a thread. A task that is cancelled meanwhile ends only when `work` has: until then the thread uses the
        connection."""
        self._in_a_row = 0
        if self._executor is None:
            self._executor = self._make()
        running = self._executor.submit(work)
        if running.done():
            return running.result()
        ended, cancelled = asyncio.wrap_future(running), None
        while not ended.done():
            try:
                await asyncio.wait([ended])
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            ended.exception()  # Nobody waits for the outcome any more.
            raise cancelled
        return ended.result()

    def end(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False)
            self._executor = None


def _fetched(connection: sqlalchemy.Connection, statement: Executable, parameters: Parameters | None) -> Fetched[AnyRow]:
    result = connection.execute(statement, parameters)
    if not result.returns_rows:
        return Fetched([], result.rowcount)
    rows = result.all()
    return Fetched(rows, len(rows))


def _is_bulk(parameters: Parameters | None) -> bool:
    return isinstance(parameters, Sequence) and len(parameters) > MAX_SETS
