"""Does a statement reach SQLite in one trip to its thread, or in none, and come back with all that SQLAlchemy asks for?"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from storage.connection.sqlite_driver import MAX_STATEMENTS_IN_A_ROW, Connection, connect


class Counting(Connection):
    """Counts the trips to its thread."""

    trips = 0

    async def _execute(self, fn: Callable[..., Any], *args: Any, **more: Any) -> Any:
        self.trips += 1
        return await super()._execute(fn, *args, **more)  # type: ignore[no-untyped-call]


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Counting]:
    made = connect(tmp_path / "records.db", Counting, isolation_level=None)
    assert isinstance(made, Counting)
    await made
    cursor = made.cursor()
    await cursor.execute("CREATE TABLE fruit (id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    await cursor.executemany("INSERT INTO fruit (name) VALUES (?)", [("apple",), ("pear",), ("plum",)])
    made.trips = 0
    yield made
    await made.close()


async def test_a_statement_and_all_its_rows_take_one_trip(connection: Counting) -> None:
    async with connection.cursor() as cursor:
        await cursor.execute("SELECT name FROM fruit WHERE id > ? ORDER BY id", (1,))
        assert list(await cursor.fetchall()) == [("pear",), ("plum",)]
        assert [column[0] for column in cursor.description] == ["name"]
    assert connection.trips == 1


async def test_a_change_says_how_many_rows_it_changed_even_where_it_returns_them(connection: Counting) -> None:
    cursor = connection.cursor()
    await cursor.execute("UPDATE fruit SET name = name || 's' WHERE id > 1 RETURNING id")
    assert (cursor.rowcount, list(await cursor.fetchall())) == (2, [(2,), (3,)])
    await cursor.execute("INSERT INTO fruit (name) VALUES ('fig')")
    assert (cursor.lastrowid, cursor.description, list(await cursor.fetchall())) == (4, None, [])
    await cursor.executemany("DELETE FROM fruit WHERE id = ?", [(1,), (4,)])
    assert cursor.rowcount == 2


async def test_of_a_long_list_the_rows_come_as_they_are_asked_for(connection: Counting) -> None:
    long = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1700) SELECT x FROM n"
    cursor = connection.cursor()
    await cursor.execute(long)
    assert [x for (x,) in await cursor.fetchmany(300)] == list(range(1, 301))
    assert connection.trips == 1
    assert [x for (x,) in await cursor.fetchmany(300)] == list(range(301, 601))
    assert await cursor.fetchone() == (601,)
    assert connection.trips == 2
    assert [x for (x,) in await cursor.fetchall()] == list(range(602, 1701))
    assert (await cursor.fetchone(), list(await cursor.fetchmany(5)), list(await cursor.fetchall())) == (None, [], [])
    assert connection.trips == 3


async def test_a_list_that_nobody_reads_to_its_end_does_not_hold_the_database(connection: Counting) -> None:
    cursor = connection.cursor()
    await cursor.executemany("INSERT INTO fruit (name) VALUES (?)", [(str(count),) for count in range(600)])
    await cursor.execute("SELECT * FROM fruit")
    await cursor.close()
    other = connection.cursor()
    await other.execute("DROP TABLE fruit")
    assert list(await cursor.fetchall()) == []


async def test_what_the_database_refuses_is_raised_and_the_connection_goes_on(connection: Counting) -> None:
    cursor = connection.cursor()
    with pytest.raises(sqlite3.IntegrityError):
        await cursor.execute("INSERT INTO fruit (name) VALUES ('plum')")
    await cursor.execute("SELECT count(*) FROM fruit")
    assert list(await cursor.fetchall()) == [(3,)]


LONG = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300000) SELECT sum(x) FROM n"


async def names(connection: Counting) -> list[str]:
    cursor = connection.cursor()
    await cursor.execute("SELECT name FROM fruit ORDER BY id")
    return [name for (name,) in await cursor.fetchall()]


async def test_who_has_the_right_to_write_makes_a_trip_for_it_and_one_for_the_disk(connection: Counting) -> None:
    cursor = connection.cursor()
    await cursor.execute("BEGIN IMMEDIATE")
    assert connection.trips == 1
    await cursor.execute("INSERT INTO fruit (name) VALUES ('fig')")
    await cursor.execute("UPDATE fruit SET name = 'nut' WHERE id = 1")
    assert await names(connection) == ["nut", "pear", "plum", "fig"]
    assert connection.trips == 1
    await connection.commit()
    await connection.rollback()
    assert connection.trips == 2
    assert await names(connection) == ["nut", "pear", "plum", "fig"]


async def test_who_only_looks_makes_none(connection: Counting) -> None:
    cursor = connection.cursor()
    await cursor.execute("BEGIN")
    for _ in range(3):
        await names(connection)
    await connection.commit()
    await connection.rollback()
    assert connection.trips == 0
    assert not connection._conn.in_transaction


async def test_what_is_taken_back_is_gone(connection: Counting) -> None:
    cursor = connection.cursor()
    await cursor.execute("BEGIN IMMEDIATE")
    await cursor.execute("DELETE FROM fruit")
    await connection.rollback()
    assert await names(connection) == ["apple", "pear", "plum"]


async def test_a_long_question_is_put_in_the_thread_and_the_transaction_goes_on(connection: Counting) -> None:
    cursor = connection.cursor()
    await cursor.execute("BEGIN IMMEDIATE")
    await cursor.execute("INSERT INTO fruit (name) VALUES ('fig')")
    connection.trips = 0
    await cursor.execute(LONG)
    assert list(await cursor.fetchall()) == [(300000 * 300001 // 2,)]
    assert connection.trips == 1
    assert await names(connection) == ["apple", "pear", "plum", "fig"]
    assert connection.trips == 1


async def test_a_long_change_is_never_broken_off(connection: Counting) -> None:
    """SQLite would roll back all of the transaction with it."""
    cursor = connection.cursor()
    await cursor.execute("BEGIN IMMEDIATE")
    await cursor.execute("INSERT INTO fruit (name) VALUES ('fig')")
    many = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 50000)"
    await cursor.execute(f"{many} INSERT INTO fruit (name) SELECT 'n' || x FROM n")
    await cursor.execute(f"INSERT INTO fruit (name) {many} SELECT 'm' || x FROM n")
    assert connection._conn.in_transaction
    await connection.rollback()
    assert await names(connection) == ["apple", "pear", "plum"]


async def test_many_statements_leave_others_their_turn(connection: Counting) -> None:
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    other = asyncio.ensure_future(turn())
    await asyncio.sleep(0)
    await connection.cursor().execute("BEGIN")
    for _ in range(3 * MAX_STATEMENTS_IN_A_ROW):
        await names(connection)
    assert turns == 3
    assert connection.trips == 0
    other.cancel()


async def test_a_question_that_is_none_is_refused_here_as_well(connection: Counting) -> None:
    cursor = connection.cursor()
    await cursor.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        await cursor.execute("SELECT colour FROM fruit")
    assert connection.trips == 1


async def test_who_is_cancelled_on_a_trip_leaves_nothing_begun(connection: Counting) -> None:
    """The thread does not hear of it, and begins; what is done next comes after that."""
    cursor = connection.cursor()
    beginning = asyncio.ensure_future(cursor.execute("BEGIN IMMEDIATE"))
    await asyncio.sleep(0)
    beginning.cancel()
    await connection.rollback()
    assert not connection._conn.in_transaction
    asking = asyncio.ensure_future(cursor.execute(LONG))
    await asyncio.sleep(0)
    asking.cancel()
    connection.trips = 0
    await connection.cursor().execute("BEGIN")
    assert connection.trips == 1, "it did not wait its turn"
