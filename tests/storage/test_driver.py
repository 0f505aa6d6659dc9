"""Does a statement reach SQLite in one trip, and come back with all that SQLAlchemy asks for?"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from storage.driver import Connection


class Counting(Connection):
    """Counts the trips to its thread."""

    trips = 0

    async def _execute(self, fn: Callable[..., Any], *args: Any, **more: Any) -> Any:
        self.trips += 1
        return await super()._execute(fn, *args, **more)  # type: ignore[no-untyped-call]


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Counting]:
    made = Counting(lambda: sqlite3.connect(tmp_path / "records.db", isolation_level=None), iter_chunk_size=64)
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
