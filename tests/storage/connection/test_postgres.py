"""What PostgreSQL does otherwise than SQLite: does nobody notice, and does nothing get lost when it goes away?"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.domain.ids import Number
from bot.ports import Interrupted
from storage.connection.database import Database, open_readonly
from storage.connection.engine import locate, migrator, settle
from storage.connection.errors import StorageError
from storage.tables import metadata
from tests.databases import Databases
from tests.postgres import Server
from tests.storage.examples import NOW, message, queue

pytestmark = pytest.mark.postgresql

SECRET = "Personalgespräch mit Frau Sonnenblume"


@pytest.fixture
def server(places: Databases) -> Server:
    return places.server


@pytest.fixture
async def other(store: Database, url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """Another process's view of the same database."""
    database = await Database.open(url, tmp_path / "other")
    yield database
    await database.close()


async def test_texts_sort_by_their_bytes_whatever_the_database_was_made_with(store: Database) -> None:
    async with store.transaction() as tx:
        for key in ("b", "A", "ä", "B", "a"):
            await tx.settings.set("!room", key, "")
        assert list(await tx.settings.get("!room")) == ["A", "B", "a", "b", "ä"]
        (usual,) = await tx.connection.scalars(text("SELECT min(x) FROM (VALUES ('B'), ('a')) AS made(x)"))
    assert usual == "a", "this server sorts by bytes anyway, and the test proves nothing"


async def test_the_migrations_make_the_very_tables_of_the_code(store: Database, places: Databases, tmp_path: Path) -> None:
    fresh = await places.blank(tmp_path / "fresh")
    migrators = migrator(locate(fresh.url, fresh.folder))
    async with migrators.begin() as connection:
        await connection.run_sync(metadata.create_all)
        await settle(connection)
        expected = await connection.run_sync(_definitions)
    await migrators.dispose()
    await places.remove(fresh)
    async with store.reading() as tx:
        assert await tx.connection.run_sync(_definitions) == expected


def _definitions(connection: Connection) -> list[str]:
    """Columns, constraints and indexes, in alphabetical order."""
    ours = "c.relnamespace = current_schema()::regnamespace AND c.relname NOT LIKE 'alembic%'"
    columns = (
        "SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull"
        " || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '') FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        f" LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (c.oid, a.attnum) WHERE {ours} AND a.attnum > 0 AND c.relkind = 'r'"
    )
    constraints = (
        "SELECT c.relname || ' ' || conname || ' ' || pg_get_constraintdef(o.oid)"
        f" FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid WHERE {ours}"
    )
    indexes = f"SELECT pg_get_indexdef(c.oid) FROM pg_class c WHERE {ours} AND c.relkind = 'i'"
    return sorted(str(line) for query in (columns, constraints, indexes) for line in connection.scalars(text(query)))


async def test_two_that_write_wait_for_each_other_and_see_what_the_other_has_written(store: Database, other: Database) -> None:
    async def count(database: Database) -> Number:
        async with database.transaction() as tx:
            return await tx.next_number("B")

    numbers = await asyncio.gather(*(count(database) for database in (store, other) * 10))
    assert sorted(numbers) == [Number("B", each) for each in range(1, 21)]


async def test_who_waits_too_long_for_his_turn_is_told_to_try_again(store: Database, other: Database) -> None:
    async with store.transaction() as tx:
        await tx.set_meta("mine", "yes")
        with pytest.raises(Interrupted, match="lock timeout"):
            async with other.transaction():
                pass
    async with other.transaction() as tx:
        assert await tx.get_meta("mine") == "yes"


async def test_a_lost_connection_keeps_nothing_and_the_next_transaction_has_a_new_one(store: Database) -> None:
    with pytest.raises(Interrupted):
        async with store.transaction() as tx:
            await tx.set_meta("lost", "yes")
            await tx.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    async with store.transaction() as tx:
        assert await tx.get_meta("lost") is None


async def test_a_server_that_was_restarted_is_found_again(store: Database, server: Server) -> None:
    async with store.transaction() as tx:
        await tx.set_meta("kept", "yes")
    server.stop()
    for way in (store.transaction, store.reading):
        with pytest.raises(Interrupted, match="cannot be reached"):
            async with way():
                pass
    server.start()
    async with store.transaction() as tx:
        await tx.set_meta("kept too", "yes")
    async with store.reading() as looking:
        assert (await looking.get_meta("kept"), await looking.get_meta("kept too")) == ("yes", "yes")


async def test_an_idle_transaction_is_ended_by_the_server_and_told_as_an_interruption(store: Database) -> None:
    with pytest.raises(Interrupted):
        async with store.transaction() as tx:
            await tx.connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = '50ms'"))
            await asyncio.to_thread(_until_ended, tx)
            await tx.set_meta("late", "yes")
    async with store.reading() as looking:
        assert await looking.get_meta("late") is None


def _until_ended(tx: Any) -> None:
    driver = tx.connection.sync_connection.connection.driver_connection
    while not driver.is_closed():
        pass


@pytest.mark.parametrize("what", ["twice", "too large", "NUL"])
async def test_what_an_error_says_quotes_nothing_that_people_wrote(store: Database, what: str) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with store.transaction() as tx:
            if what == "twice":
                await tx.inbox.add([message("$1")], NOW)
                await tx.connection.execute(text("INSERT INTO meta VALUES (:key, '1'), (:key, '2')"), {"key": SECRET})
            elif what == "too large":
                await queue(tx, "one", attempts=int("9" * 18))
            else:
                await tx.set_meta("note", f"{SECRET}\x00")
    told = "".join(traceback.format_exception(caught.value))
    assert "Sonnenblume" not in told and "9" * 18 not in told


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://lotse:hunter2@127.0.0.1:1/lotse",
        "postgresql://lotse:hunter2@127.0.0.1:1/lotse?password=hunter2",
        "postgres://x:hunter2@/",
    ],
)
async def test_no_message_shows_the_password(address: str, tmp_path: Path) -> None:
    for way in (Database.open, open_readonly):
        with pytest.raises(StorageError) as caught:
            await way(address, tmp_path)
        assert "hunter2" not in "".join(traceback.format_exception(caught.value))


async def test_a_database_that_is_not_there_is_named(server: Server, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match='database "nowhere" does not exist'):
        await Database.open(server.url("nowhere"), tmp_path)


async def test_a_database_that_cannot_keep_umlauts_is_refused(server: Server, tmp_path: Path) -> None:
    await server.execute("CREATE DATABASE latin TEMPLATE template0 OWNER lotse ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'")
    with pytest.raises(StorageError, match="ENCODING 'UTF8'"):
        await Database.open(server.url("latin"), tmp_path)
