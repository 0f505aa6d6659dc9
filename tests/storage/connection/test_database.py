"""Is a transaction all or nothing, one at a time, and is the reader's view whole?"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.domain.ids import Number
from bot.ports import Store
from storage.connection.database import Database, open_readonly
from storage.connection.errors import NoDatabase
from tests.storage.examples import NOW, message, queue, ready


class Unlucky(Exception):
    pass


def _files(folder: Path) -> dict[str, int]:
    """When each file was last changed."""
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_the_database_is_a_store(store: Database) -> None:
    promised: Store = store
    assert promised is store


async def test_what_fails_leaves_nothing_half_done(store: Database) -> None:
    with pytest.raises(Unlucky):
        async with store.transaction() as tx:
            await tx.inbox.add([message("$1")], NOW)
            await tx.timers.set("a", "B1", NOW)
            await queue(tx, "one")
            assert await tx.next_number("B") == Number("B", 1)
            raise Unlucky
    async with store.transaction() as tx:
        assert await tx.inbox.waiting() == 0
        assert await tx.timers.next_at() is None
        assert await tx.outbox.counts() == (0, 0)
        assert await tx.next_number("B") == Number("B", 1)


async def test_what_is_cancelled_leaves_nothing_half_done(store: Database) -> None:
    begun = asyncio.Event()

    async def never_ends() -> None:
        async with store.transaction() as tx:
            await tx.set_meta("sync", "s1")
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.transaction() as tx:
        assert await tx.get_meta("sync") is None


async def test_many_at_once_come_one_after_the_other(store: Database) -> None:
    async def count() -> Number:
        async with store.transaction() as tx:
            return await tx.next_number("B")

    numbers = await asyncio.gather(*(count() for _ in range(30)))
    assert sorted(numbers) == [Number("B", each) for each in range(1, 31)]


async def test_a_transaction_inside_a_transaction_is_refused_instead_of_waiting_for_ever(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.set_meta("outer", "kept")
        with pytest.raises(RuntimeError, match="inside"):
            async with store.transaction():
                pass
    async with store.reading() as tx:
        assert await tx.get_meta("outer") == "kept"


async def test_a_reader_sees_one_state_and_holds_nobody_up(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.set_meta("sync", "before")
    async with store.reading() as looking:
        assert await looking.get_meta("sync") == "before"
        async with store.transaction() as tx:
            await tx.set_meta("sync", "after")
            await queue(tx, "one")
        assert await looking.get_meta("sync") == "before"
        assert await looking.outbox.counts() == (0, 0)
    assert await ready(store) == ["one"]


async def test_a_reader_sees_nothing_that_is_not_committed(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.set_meta("sync", "s1")
        async with store.reading() as looking:
            assert await looking.get_meta("sync") is None


@pytest.mark.sqlite
async def test_the_right_to_write_is_taken_at_the_beginning(store: Database, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "lotse.db", timeout=0, isolation_level=None)) as other:
        async with store.transaction():
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")


async def test_a_reader_cannot_write(store: Database) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        async with store.reading() as tx:
            await tx.set_meta("sync", "s1")


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("busy_timeout", 5000)]
)
async def test_the_writer_is_careful(store: Database, pragma: str, value: object) -> None:
    await store.checkpoint()
    async with store.transaction() as tx:
        assert await tx.connection.scalar(text(f"PRAGMA {pragma}")) == value


async def test_all_is_there_after_opening_again(url: str, folder: Path) -> None:
    first = await Database.open(url, folder, new_install=lambda: "first")
    async with first.transaction() as tx:
        before = await queue(tx, "one")
    await first.close()
    second = await Database.open(url, folder, new_install=lambda: "second")
    async with second.transaction() as tx:
        assert await tx.outbox.by_once("one") == before
        assert (await queue(tx, "two")).txn == "lotse-first-2"
    await second.close()


async def test_a_process_killed_in_mid_transaction_leaves_nothing(url: str, folder: Path) -> None:
    program = f"""
import asyncio, pathlib
from storage.connection.database import Database

async def main():
    store = await Database.open({url!r}, pathlib.Path({str(folder)!r}))
    async with store.transaction() as tx:
        await tx.set_meta("kept", "yes")
    async with store.transaction() as tx:
        await tx.set_meta("lost", "yes")
        await tx.next_number("B")
        print("in the middle", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"in the middle\n"
    process.kill()
    await process.wait()
    async with asyncio.timeout(20):
        store = await Database.open(url, folder)
    async with store.transaction() as tx:
        assert await tx.get_meta("kept") == "yes"
        assert await tx.get_meta("lost") is None
        assert await tx.next_number("B") == Number("B", 1)
    await store.close()


async def test_an_onlooker_reads_while_the_bot_runs(store: Database, url: str, folder: Path) -> None:
    async with store.transaction() as tx:
        await tx.set_meta("sync", "s1")
    outside = await open_readonly(url, folder)
    async with outside.reading() as looking:
        assert await looking.get_meta("sync") == "s1"
        async with store.transaction() as tx:
            await tx.set_meta("sync", "s2")
        assert await looking.get_meta("sync") == "s1"
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        async with outside.reading() as looking:
            await looking.set_meta("sync", "s3")
    await outside.close()


@pytest.mark.sqlite
async def test_an_onlooker_makes_and_changes_no_file(folder: Path) -> None:
    with pytest.raises(NoDatabase, match=str(folder)):
        await open_readonly("", folder)
    assert _files(folder.parent) == {}
    await (await Database.open("", folder)).close()
    before = _files(folder)
    assert set(before) == {"lotse.db", "lotse.lock"}
    outside = await open_readonly("", folder)
    async with outside.reading() as looking:
        assert await looking.inbox.waiting() == 0
        assert _files(folder) == before
    await outside.close()
    assert _files(folder) == before
