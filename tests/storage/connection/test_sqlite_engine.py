"""Which statements are handed to a thread, which are not, and is the connection sound whatever becomes of whoever waits for it?"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Column, Integer, MetaData, Table, Text, delete, func, insert, literal_column, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.connection.interface import Connection
from storage.connection.sqlite_engine import MAX_SETS, MAX_STATEMENTS_IN_A_ROW, SqliteEngine

FRUIT = Table("fruit", MetaData(), Column("id", Integer, primary_key=True), Column("name", Text, unique=True))

pytestmark = pytest.mark.sqlite


class Counting(ThreadPoolExecutor):
    """Counts the trips to a thread."""

    trips = 0

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        Counting.trips += 1
        return super().submit(work, *args, **named)


def engine_of(file: Path, *, writes: bool = True) -> SqliteEngine:
    pragmas = {"busy_timeout": 5000, "journal_mode": "WAL"} if writes else {"busy_timeout": 5000}
    return SqliteEngine(URL.create("sqlite", database=str(file)), writes=writes, pragmas=pragmas, threads=Counting)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


@pytest.fixture
async def writer(file: Path) -> AsyncIterator[SqliteEngine]:
    engine = engine_of(file)
    async with engine.begin() as connection:
        await connection.run_sync(FRUIT.metadata.create_all)
        await connection.execute(insert(FRUIT), [{"name": name} for name in ("apple", "pear", "plum")])
    Counting.trips = 0
    yield engine
    await engine.dispose()


@pytest.fixture
async def reader(file: Path, writer: SqliteEngine) -> AsyncIterator[SqliteEngine]:
    engine = engine_of(file, writes=False)
    async with engine.begin() as connection:
        await names(connection)
    Counting.trips = 0
    yield engine
    await engine.dispose()


async def names(connection: Connection) -> list[str]:
    return [name for (name,) in await connection.execute(select(FRUIT.c.name).order_by(FRUIT.c.id))]


async def kept(writer: SqliteEngine) -> list[str]:
    async with writer.begin() as connection:
        return await names(connection)


def counted(last: int) -> Any:
    """The numbers from 1 on, which take some ten steps each."""
    numbers = select(literal_column("1").label("x")).cte("numbers", recursive=True)
    return numbers.union_all(select(numbers.c.x + 1).where(numbers.c.x < last))


LONG = select(func.sum(counted(300_000).c.x))


async def test_a_change_says_how_many_rows_it_changed_even_where_it_returns_them(writer: SqliteEngine) -> None:
    async with writer.begin() as connection:
        done = await connection.execute(update(FRUIT).where(FRUIT.c.id > 1).values(name=FRUIT.c.name + "s").returning(FRUIT.c.id))
        assert (done.rowcount, [tuple(row) for row in done]) == (2, [(2,), (3,)])
        assert (await connection.execute(delete(FRUIT).where(FRUIT.c.id == 1))).rowcount == 1
        assert (await connection.execute(delete(FRUIT).where(FRUIT.c.id == 1))).first() is None
        assert await connection.scalar(insert(FRUIT).returning(FRUIT.c.id), {"name": "fig"}) == 4
        assert (await connection.scalars(select(FRUIT.c.id).order_by(FRUIT.c.id))).all() == [2, 3, 4]


async def test_who_writes_makes_a_trip_for_the_lock_and_one_for_the_disk(writer: SqliteEngine) -> None:
    async with writer.begin() as connection:
        assert Counting.trips == 1
        await connection.execute(insert(FRUIT), {"name": "fig"})
        await connection.execute(update(FRUIT).where(FRUIT.c.id == 1).values(name="nut"))
        async with connection.begin_nested():
            assert await names(connection) == ["nut", "pear", "plum", "fig"]
        assert Counting.trips == 1
    assert Counting.trips == 2
    assert await kept(writer) == ["nut", "pear", "plum", "fig"]


async def test_who_only_reads_makes_none(reader: SqliteEngine) -> None:
    async with reader.begin() as connection:
        for _ in range(3):
            await names(connection)
    assert Counting.trips == 0


async def test_what_fails_is_rolled_back_and_the_connection_goes_on(writer: SqliteEngine) -> None:
    with pytest.raises(IntegrityError):
        async with writer.begin() as connection:
            await connection.execute(delete(FRUIT).where(FRUIT.c.id == 1))
            await connection.execute(insert(FRUIT), {"name": "plum"})
    assert await kept(writer) == ["apple", "pear", "plum"]


async def test_what_fails_behind_a_savepoint_is_taken_back_alone(writer: SqliteEngine) -> None:
    async with writer.begin() as connection:
        await connection.execute(insert(FRUIT), {"name": "fig"})
        with pytest.raises(IntegrityError):
            async with connection.begin_nested():
                await connection.execute(delete(FRUIT).where(FRUIT.c.id == 1))
                await connection.execute(insert(FRUIT), {"name": "plum"})
    assert await kept(writer) == ["apple", "pear", "plum", "fig"]


async def test_a_long_query_is_put_again_in_a_thread_and_the_transaction_goes_on(writer: SqliteEngine) -> None:
    async with writer.begin() as connection:
        await connection.execute(insert(FRUIT), {"name": "fig"})
        Counting.trips = 0
        turns = asyncio.ensure_future(turns_until(asyncio.ensure_future(connection.scalar(LONG))))
        assert await turns > 1, "the event loop stood still"
        assert Counting.trips == 1
        assert await connection.scalar(LONG) == 300_000 * 300_001 // 2
        assert await names(connection) == ["apple", "pear", "plum", "fig"]
        assert Counting.trips == 2


async def turns_until(done: asyncio.Future[Any]) -> int:
    turns = 0
    while not done.done():
        turns += 1
        await asyncio.sleep(0.001)
    return turns


async def test_a_list_of_many_rows_is_whole(reader: SqliteEngine) -> None:
    async with reader.begin() as connection:
        assert (await connection.scalars(select(counted(40_000).c.x))).all() == list(range(1, 40_001))
    assert Counting.trips == 1


async def test_a_long_change_is_never_aborted(writer: SqliteEngine) -> None:
    """SQLite would roll back the whole transaction with it."""
    many = counted(50_000)
    async with writer.begin() as connection:
        await connection.execute(insert(FRUIT), {"name": "fig"})
        await connection.execute(insert(FRUIT).from_select(["name"], select("n" + many.c.x.cast(Text))))
        assert await connection.scalar(select(func.count()).select_from(FRUIT)) == 50_004
        await connection.execute(delete(FRUIT).where(FRUIT.c.name.startswith("n")))
    assert await kept(writer) == ["apple", "pear", "plum", "fig"]


async def test_many_changes_in_one_and_whatever_is_none_go_to_a_thread(writer: SqliteEngine) -> None:
    async with writer.begin() as connection:
        Counting.trips = 0
        await connection.execute(insert(FRUIT), [{"name": str(count)} for count in range(MAX_SETS)])
        assert Counting.trips == 0
        await connection.execute(insert(FRUIT), [{"name": f"more {count}"} for count in range(MAX_SETS + 1)])
        assert Counting.trips == 1
        assert await connection.scalar(text("SELECT count(*) FROM fruit")) == 3 + MAX_SETS + MAX_SETS + 1
        assert Counting.trips == 2


async def test_many_statements_leave_others_their_turn(reader: SqliteEngine) -> None:
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    other = asyncio.ensure_future(turn())
    await asyncio.sleep(0)
    async with reader.begin() as connection:
        for _ in range(3 * MAX_STATEMENTS_IN_A_ROW):
            await names(connection)
    assert turns == 3
    assert Counting.trips == 0
    other.cancel()


async def test_what_the_database_does_not_understand_is_refused_where_it_was_asked(reader: SqliteEngine) -> None:
    async with reader.begin() as connection:
        with pytest.raises(OperationalError, match="no such column"):
            await connection.execute(select(literal_column("colour")).select_from(FRUIT))
        assert await names(connection) == ["apple", "pear", "plum"]
    assert Counting.trips == 0


async def test_of_a_stream_the_rows_come_as_they_are_asked_for(reader: SqliteEngine) -> None:
    async with reader.begin() as connection, connection.stream(select(counted(1700).c.x)) as found:
        parts = [[row[0] for row in part] async for part in found.partitions(500)]
    assert [len(part) for part in parts] == [500, 500, 500, 200]
    assert [x for part in parts for x in part] == list(range(1, 1701))


async def test_a_stream_that_nobody_reads_to_its_end_does_not_hold_the_database(writer: SqliteEngine) -> None:
    async with writer.begin() as connection:
        async with connection.stream(select(FRUIT)) as found:
            async for _ in found.partitions(1):
                break
        await connection.run_sync(FRUIT.metadata.drop_all)


async def test_many_readers_at_once_have_a_connection_each(reader: SqliteEngine) -> None:
    async with AsyncExitStack() as stack:
        connections = [await stack.enter_async_context(reader.begin()) for _ in range(10)]
        assert [await names(each) for each in connections] == [["apple", "pear", "plum"]] * 10
    assert await kept(reader) == ["apple", "pear", "plum"]


# ------------------------------------------------------------------------------------------------------------- who is cancelled


async def trips(count: int) -> None:
    """Until so many have begun."""
    for _ in range(10_000):
        if Counting.trips >= count:
            return
        await asyncio.sleep(0)
    raise AssertionError("no trip is made")


async def cancelled(work: asyncio.Task[Any]) -> None:
    """Twice, as whoever is in a hurry does."""
    for _ in range(2):
        work.cancel()
        await asyncio.sleep(0.01)
    with pytest.raises(asyncio.CancelledError):
        await work


async def test_who_is_cancelled_while_he_waits_for_the_lock_leaves_nothing_begun(writer: SqliteEngine, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(kept(writer))
        await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.sleep(0.05)
        assert not waiting.done(), "a thread is still at work on the connection"
        other.execute("ROLLBACK")
        await cancelled(waiting)
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    assert await kept(writer) == ["apple", "pear", "plum"]


async def test_who_is_cancelled_during_a_long_query_leaves_nothing_changed(writer: SqliteEngine) -> None:
    async def changes() -> None:
        async with writer.begin() as connection:
            await connection.execute(delete(FRUIT))
            await connection.scalar(LONG)

    changing = asyncio.create_task(changes())
    await trips(2)
    await cancelled(changing)
    assert await kept(writer) == ["apple", "pear", "plum"]


async def test_who_is_cancelled_during_the_commit_has_changed_it_all_the_same(writer: SqliteEngine) -> None:
    async def changes() -> None:
        async with writer.begin() as connection:
            await connection.execute(delete(FRUIT))

    changing = asyncio.create_task(changes())
    await trips(2)
    await cancelled(changing)
    assert await kept(writer) == []
