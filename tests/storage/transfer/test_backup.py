"""Is everything in the backup, as of one moment, and does it come out of it only where nothing is and nothing is wrong?"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text

from bot.domain.ids import EventId, Number, TeamId
from storage import tables
from storage.connection.database import Database
from storage.connection.errors import DatabaseTooNew, InUse, NoDatabase, StorageError
from storage.transfer.backup import Manifest, back_up, content_of, read, restore
from tests.databases import Place, Places
from tests.storage.connection.test_migrations import migrated_to
from tests.storage.examples import NOW, TEAM, blocker, message, queue, topic


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "lotse.backup"


@pytest.fixture
async def new(places: Places, tmp_path: Path) -> AsyncIterator[Place]:
    """An empty place to restore into."""
    place = await places.blank(tmp_path / "new")
    yield place
    await places.remove(place)


def states(folder: Path) -> dict[str, os.stat_result]:
    return {path.name: path.stat() for path in folder.iterdir()}


async def filled(store: Database) -> None:
    """Something of each sort: records, what waits, what was sent, settings and counts."""
    async with store.transaction() as tx:
        await tx.teams.add(TEAM)
        team = await tx.teams.get(TeamId(1))
        assert team is not None
        for count in range(1, 4):
            await tx.blockers.add(blocker(count, team))
            await tx.next_number("B")
        await tx.topics.add(topic(1, team))
        await tx.inbox.add([message("$1")], NOW)
        await tx.outbox.sent(await queue(tx, "one"), EventId("$one"), NOW)
        await queue(tx, "two", target=1)
        await tx.settings.set("", "language", "de")
        await tx.timers.set("a", "B1", NOW)
        await tx.set_meta("sync_position", "s7")


async def test_what_is_restored_is_what_was_backed_up(store: Database, url: str, folder: Path, file: Path, new: Place) -> None:
    await filled(store)
    manifest = await back_up(url, folder, file, NOW)
    await restore(new.url, new.folder, file)

    restored = await Database.open(new.url, new.folder)
    async with store.reading() as before, restored.transaction() as after:
        for table in ("teams", "blockers", "topics", "inbox", "outbox", "settings", "timers", "counters"):
            of = tables.metadata.tables[table]
            query = select(of).order_by(*of.primary_key)
            rows = (await before.connection.execute(query)).all()
            assert rows == (await after.connection.execute(query)).all()
            assert rows and manifest.counts[table] == len(rows)
        assert await after.get_meta("sync_position") == "s7"
        assert await after.next_number("B") == Number("B", 4)
    await restored.close()


async def test_a_restored_bot_is_another_installation_as_of_the_backup(
    store: Database, url: str, folder: Path, file: Path, tmp_path: Path
) -> None:
    """Also from one engine to the other: the file is the same."""
    await filled(store)
    await back_up(url, folder, file, NOW)
    await restore("", tmp_path / "new", file)

    new = await Database.open("", tmp_path / "new")
    async with store.transaction() as before, new.transaction() as after:
        assert await after.recall.since() == NOW
        assert await before.recall.since() is None
        assert (await queue(after, "three")).txn != (await queue(before, "three")).txn
        # What waited then is the same message as ever, and keeps the id under which it may have been sent.
        waiting = [await tx.outbox.by_once("two") for tx in (before, after)]
        assert waiting[0] is not None and waiting[1] is not None and waiting[0].txn == waiting[1].txn
    await new.close()


async def test_a_backup_is_of_one_moment_whatever_is_written_meanwhile(store: Database, url: str, folder: Path, file: Path) -> None:
    """Each transaction gives a number and keeps it under its name: in a backup both tell the same."""
    enough = asyncio.Event()

    async def write() -> int:
        count = 0
        while not enough.is_set():
            async with store.transaction() as tx:
                count = (await tx.next_number("B")).count
                await tx.set_meta("last", str(count))
        return count

    writing = asyncio.create_task(write())
    try:
        for each in range(3):
            await back_up(url, folder, file.with_suffix(f".{each}"), NOW)
    finally:
        enough.set()
        written = await writing
    seen = []
    for each in range(3):
        with closing(sqlite3.connect(file.with_suffix(f".{each}"))) as opened:
            [(count,)] = opened.execute("SELECT last FROM counters WHERE name = 'B'").fetchall() or [(0,)]
            [(last,)] = opened.execute("SELECT value FROM meta WHERE key = 'last'").fetchall() or [("0",)]
            assert count == int(last)
            seen.append(count)
    assert seen == sorted(seen) and seen[-1] <= written
    assert written > seen[0], "nobody wrote meanwhile"


async def test_a_backup_is_one_file_for_its_owner_and_leaves_nothing_beside_it(store: Database, url: str, folder: Path, file: Path) -> None:
    await back_up(url, folder, file, NOW)
    assert states(file.parent).keys() == {file.name}
    assert states(file.parent)[file.name].st_mode & 0o777 == 0o600


@pytest.mark.sqlite
async def test_a_backup_of_a_bot_that_is_at_rest_makes_and_changes_no_file(folder: Path, file: Path) -> None:
    store = await Database.open("", folder)
    await filled(store)
    await store.close()
    before = {name: state.st_mtime_ns for name, state in states(folder).items()}
    manifest = await back_up("", folder, file, NOW)
    assert manifest.counts["blockers"] == 3
    assert {name: state.st_mtime_ns for name, state in states(folder).items()} == before


async def test_a_file_that_exists_is_not_written_over(store: Database, url: str, folder: Path, file: Path) -> None:
    await back_up(url, folder, file, NOW)
    first = states(file.parent)[file.name].st_mtime_ns
    with pytest.raises(StorageError, match="exists already"):
        await back_up(url, folder, file, NOW)
    assert states(file.parent)[file.name].st_mtime_ns == first


async def test_without_a_database_there_is_nothing_to_back_up(url: str, folder: Path, file: Path) -> None:
    with pytest.raises(NoDatabase):
        await back_up(url, folder, file, NOW)
    assert list(file.parent.iterdir()) == []


async def test_a_backup_into_a_folder_that_is_none_is_refused_with_its_name(
    store: Database, url: str, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StorageError, match="taken"):
        await back_up(url, folder, tmp_path / "taken" / "lotse.backup", NOW)


@pytest.mark.parametrize("harm", ["a page in the middle", "the header", "the end", "a row", "another file", "another database"])
async def test_what_is_no_whole_backup_is_refused_and_nothing_is_restored(
    harm: str, store: Database, url: str, folder: Path, file: Path, tmp_path: Path
) -> None:
    await filled(store)
    await back_up(url, folder, file, NOW)
    _harm(file, harm)
    with pytest.raises(StorageError, match=str(file)):
        await restore("", tmp_path / "new", file)
    assert not (tmp_path / "new").exists()


def _harm(file: Path, how: str) -> None:
    whole = file.read_bytes()
    match how:
        case "a page in the middle":
            with closing(sqlite3.connect(file)) as opened:
                [(page,)] = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = 'blockers'")
            file.write_bytes(whole[: (page - 1) * 4096] + b"\xff" * 4096 + whole[page * 4096 :])
        case "the header":
            file.write_bytes(b"\0" * 100 + whole[100:])
        case "the end":
            file.write_bytes(whole[: len(whole) // 2])
        case "a row":
            with closing(sqlite3.connect(file)) as opened:
                opened.execute("UPDATE blockers SET text = 'Anderes' WHERE number = 'B2'")
                opened.commit()
        case "another file":
            file.write_text("Protokoll vom Dienstag")
        case "another database":
            with closing(sqlite3.connect(file)) as opened:
                opened.execute("DELETE FROM meta WHERE key = 'backup'")
                opened.commit()


async def test_records_are_not_restored_over_others(store: Database, url: str, folder: Path, file: Path) -> None:
    await filled(store)
    await back_up(url, folder, file, NOW)
    await store.close()
    with pytest.raises(StorageError, match="already"):
        await restore(url, folder, file)


async def test_nor_while_the_bot_runs(store: Database, url: str, folder: Path, file: Path) -> None:
    await back_up(url, folder, file, NOW)
    with pytest.raises(InUse):
        await restore(url, folder, file)


async def test_nor_twice(store: Database, url: str, folder: Path, file: Path, new: Place) -> None:
    """An empty backup has no records either, but what was heard since it was restored belongs to it."""
    await back_up(url, folder, file, NOW)
    await restore(new.url, new.folder, file)
    with pytest.raises(StorageError, match="already"):
        await restore(new.url, new.folder, file)


async def test_a_backup_from_the_future_is_refused(store: Database, url: str, folder: Path, file: Path, new: Place) -> None:
    async with store.transaction() as tx:
        await tx.connection.execute(text("CREATE TABLE later (id INTEGER)"))
    await back_up(url, folder, file, NOW)
    _rewritten(file, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNew, match="newer version"):
        await restore(new.url, new.folder, file)
    assert list(new.folder.glob(".*")) == []
    # Whoever starts the newer version instead finds an empty place.
    await back_up(url, folder, file.with_suffix(".right"), NOW)
    await restore(new.url, new.folder, file.with_suffix(".right"))


async def test_a_backup_of_an_older_version_is_brought_up_to_date(file: Path, new: Place) -> None:
    with create_engine(f"sqlite:///{file}").begin() as old:
        migrated_to(old, "0004")
        old.execute(text("INSERT INTO meta VALUES ('sync_position', 's7')"))
        old.execute(text("INSERT INTO settings VALUES ('', 'language', 'en')"))
    _rewritten(file, f"INSERT INTO meta VALUES ('restored', '{NOW.isoformat()}')")
    await restore(new.url, new.folder, file)
    restored = await Database.open(new.url, new.folder)
    async with restored.reading() as tx:
        assert await tx.settings.get("") == {"language": "en"}
        assert await tx.get_meta("sync_position") == "s7"
        assert await tx.recall.since() == NOW
    await restored.close()


def _rewritten(file: Path, statement: str) -> None:
    """As another version would have written it."""
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("DELETE FROM meta WHERE key = 'backup'")
        opened.execute(statement)
        counts, digest = content_of(opened)
        manifest = Manifest(made_at=NOW.isoformat(), counts=counts, digest=digest)
        opened.execute("INSERT INTO meta VALUES ('backup', ?)", (json.dumps(asdict(manifest)),))
        opened.commit()
    assert read(file) == manifest
