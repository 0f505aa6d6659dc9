"""The database is locked, damaged, or its update was interrupted: is it said in one sentence, and is nothing half done?"""

from __future__ import annotations

import asyncio
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.domain.ids import Number
from bot.ports import Damaged, Interrupted
from storage.connection.database import Database, open_readonly
from storage.connection.errors import StorageError
from tests.storage.connection.test_migrations import first_version
from tests.storage.transfer.test_backup import filled
from tests.world import Room, World

PAGE = 4096


def damaged(file: Path, table: str) -> None:
    """The page where the table begins is overwritten, as a failing disk would."""
    with closing(sqlite3.connect(file)) as opened:
        [(page,)] = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    with file.open("r+b") as opened_file:
        opened_file.seek((page - 1) * PAGE)
        opened_file.write(b"\xff" * PAGE)


async def test_a_database_that_another_program_holds_is_named_at_the_start_and_opens_when_it_lets_go(tmp_path: Path) -> None:
    await (await Database.open("", tmp_path)).close()
    with closing(sqlite3.connect(tmp_path / "lotse.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match=r"Another program holds the database .*: end it"):
            await Database.open("", tmp_path)
        other.execute("ROLLBACK")
    await (await Database.open("", tmp_path)).close()


async def test_what_came_while_another_program_held_the_database_is_carried_out_once_when_it_lets_go(team: Room, world: World) -> None:
    with closing(sqlite3.connect(world.folder / "lotse.db", isolation_level=None)) as other:
        async with world.store.transaction() as tx:
            await tx.inbox.add([team.message_of("!blocker Vorlage fehlt")], world.clock.now())
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Interrupted, match="Another program holds"):
            await world.machine.dispatcher.dispatch_one()
        other.execute("ROLLBACK")
    await world.settle()
    assert len(team.messages()) == 1
    assert "B1 Vorlage fehlt" in team.sees()


@pytest.mark.parametrize("door", ["the bot", "an onlooker"])
async def test_a_file_that_is_no_database_any_more_is_named_with_what_to_do(tmp_path: Path, door: str) -> None:
    await (await Database.open("", tmp_path)).close()
    with (tmp_path / "lotse.db").open("r+b") as file:
        file.write(b"\0" * 100)
    with pytest.raises(StorageError, match=r"lotse.db is damaged .*`lotse restore`"):
        await (Database.open("", tmp_path) if door == "the bot" else open_readonly("", tmp_path))


async def test_a_page_that_is_damaged_is_found_at_the_start_before_anything_is_changed(tmp_path: Path) -> None:
    store = await Database.open("", tmp_path)
    await filled(store)
    await store.close()
    damaged(tmp_path / "lotse.db", "blockers")
    before = (tmp_path / "lotse.db").read_bytes()
    with pytest.raises(StorageError, match=r"damaged .*`lotse restore`"):
        await Database.open("", tmp_path)
    assert (tmp_path / "lotse.db").read_bytes() == before


async def test_a_page_that_is_damaged_under_way_stops_the_bot_with_a_sentence_and_nobody_gets_an_apology(team: Room, world: World) -> None:
    await team.says("!blocker Vorlage fehlt")
    await world.store.checkpoint()
    await world.stop()
    damaged(world.folder / "lotse.db", "blockers")
    # The file is opened without the look that is taken at the start.
    with pytest.raises(Damaged, match="`lotse restore`"):
        async with world.store.reading() as tx:
            await tx.blockers.listed()
    team.forget()
    with pytest.raises(Damaged):
        await team.says("!blocker")
    assert team.messages() == []


async def test_a_log_that_was_cut_off_leaves_the_last_state_that_is_whole(tmp_path: Path) -> None:
    """As after a power cut on a disk that did not keep its promise: each transaction is there as a whole, or not at all."""
    store = await Database.open("", tmp_path / "data")
    for count in range(1, 21):
        async with store.transaction() as tx:
            assert await tx.next_number("B") == Number("B", count)
            await tx.set_meta("last", str(count))
    shutil.copytree(tmp_path / "data", tmp_path / "cut")
    await store.close()
    log = tmp_path / "cut" / "lotse.db-wal"
    with log.open("r+b") as file:
        file.truncate(log.stat().st_size // 2)
    cut = await Database.open("", tmp_path / "cut")
    async with cut.transaction() as tx:
        last = int(await tx.get_meta("last") or 0)
        assert 0 < last < 20
        assert await tx.next_number("B") == Number("B", last + 1)
    await cut.close()


@pytest.mark.parametrize("statement", [3, 15, 40])
async def test_an_update_that_was_killed_half_way_is_done_as_a_whole_at_the_next_start(tmp_path: Path, statement: int) -> None:
    folder = tmp_path / "data"
    await first_version("", folder)
    program = f"""
import asyncio, os, pathlib, signal
from sqlalchemy import Engine, event
from storage.connection.database import Database

count = 0

@event.listens_for(Engine, "after_cursor_execute")
def executed(*_):
    global count
    count += 1
    if count == {statement}:
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(Database.open("", pathlib.Path({str(folder)!r})))
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    assert await process.wait() == -signal.SIGKILL
    with create_engine(f"sqlite:///{folder / 'lotse.db'}").connect() as looking:
        assert looking.scalar(text("SELECT version_num FROM alembic_version")) == "0001"

    store = await Database.open("", folder)
    async with store.transaction() as tx:
        assert [each.number for each in await tx.blockers.listed()] == [Number("B", 7)]
        assert await tx.next_number("B") == Number("B", 8)
    await store.close()
