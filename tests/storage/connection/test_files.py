"""Are the files private, held by one process only, and free of what was deleted?"""

from __future__ import annotations

import asyncio
import stat
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.domain.history import Change, Note
from bot.domain.ids import EventId, Number
from storage.connection.database import Database
from storage.connection.errors import InUse, NotWritable, StorageError
from storage.transaction import SqlTransaction
from tests.storage.examples import ANNA, NOW, message, queue

pytestmark = pytest.mark.sqlite

SECRET = "Personalgespräch mit Frau Sonnenblume"


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _modes(folder: Path) -> dict[str, int]:
    return {path.name: _mode(path) for path in folder.iterdir()}


def _said(folder: Path) -> bool:
    """Whether the secret's last word is in any file."""
    return any(b"Sonnenblume" in path.read_bytes() for path in folder.iterdir())


async def test_files_and_folder_are_for_our_eyes_only(store: Database, folder: Path) -> None:
    async with store.transaction() as tx:
        await tx.set_meta("sync", "s1")
    assert _mode(folder) == 0o700
    assert _modes(folder) == dict.fromkeys(("lotse.db", "lotse.db-wal", "lotse.db-shm", "lotse.lock"), 0o600)


async def test_a_database_that_others_could_read_is_closed_to_them(folder: Path) -> None:
    await (await Database.open("", folder)).close()
    (folder / "lotse.db").chmod(0o644)
    again = await Database.open("", folder)
    assert set(_modes(folder).values()) == {0o600}
    await again.close()


async def test_the_folder_is_taken_by_one_only(store: Database, folder: Path) -> None:
    with pytest.raises(InUse, match=str(folder)):
        await Database.open("", folder)
    async with store.transaction() as tx:
        await tx.set_meta("still", "fine")


async def test_the_folder_is_free_after_closing_and_after_a_failure(folder: Path) -> None:
    with pytest.raises(StorageError):
        await Database.open(f"sqlite:///{folder}", folder)
    first = await Database.open("", folder)
    await first.close()
    await (await Database.open("", folder)).close()


async def test_a_killed_process_gives_the_folder_back(folder: Path) -> None:
    program = f"""
import asyncio, pathlib
from storage.connection.database import Database

async def main():
    store = await Database.open("", pathlib.Path({str(folder)!r}))
    print("open", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"open\n"
    with pytest.raises(InUse):
        await Database.open("", folder)
    process.kill()
    await process.wait()
    await (await Database.open("", folder)).close()


async def test_without_the_lock_a_running_bot_does_not_matter(store: Database, folder: Path) -> None:
    async with store.transaction() as tx:
        await tx.set_meta("sync", "s1")
    second = await Database.open("", folder, lock=False)
    async with second.transaction() as tx:
        assert await tx.get_meta("sync") == "s1"
    await second.close()


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritable, match=str(tmp_path / "file" / "data")):
        await Database.open("", tmp_path / "file" / "data")


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    letter = "This is a letter and no database. " * 100
    (tmp_path / "lotse.db").write_text(letter)
    with pytest.raises(NotWritable, match="not a database"):
        await Database.open("", tmp_path)
    assert (tmp_path / "lotse.db").read_text() == letter


@pytest.mark.parametrize("url", ["mysql://host/db", "sqlite://", "sqlite:///:memory:", "no url"])
async def test_a_database_that_we_cannot_use_is_refused(folder: Path, url: str) -> None:
    with pytest.raises(StorageError):
        await Database.open(url, folder)
    assert _modes(folder.parent) == {}


async def test_the_url_says_where_the_database_is(tmp_path: Path) -> None:
    store = await Database.open(f"sqlite:///{tmp_path}/else where/100% bot.db", tmp_path / "data")
    async with store.transaction() as tx:
        await tx.set_meta("sync", "s1")
    await store.close()
    assert _modes(tmp_path / "else where") == {"100% bot.db": 0o600}
    assert _mode(tmp_path / "else where") == 0o700


async def _handled(tx: SqlTransaction) -> None:
    await tx.inbox.finish(EventId("$1"), outcome="ignored")


async def _blanked(tx: SqlTransaction) -> None:
    row = await tx.outbox.by_once("one")
    assert row is not None
    await tx.outbox.blank(row)


async def _deleted(tx: SqlTransaction) -> None:
    for note in await tx.notes.of(Number("B", 1)):
        await tx.notes.delete(note)


async def _erased(tx: SqlTransaction) -> None:
    await tx.history.erase(Number("B", 1))


async def _write_note(tx: SqlTransaction) -> None:
    await tx.notes.add(Note(id=0, subject=Number("B", 1), author=ANNA, at=NOW, text=SECRET, event=None))


async def _write_change(tx: SqlTransaction) -> None:
    await tx.history.add(Change(id=0, subject=Number("B", 1), at=NOW, by=ANNA, what="blocker add", detail=SECRET, before=SECRET))


async def _write_message(tx: SqlTransaction) -> None:
    await queue(tx, "one", content={"body": SECRET}, suggests=SECRET)


async def _receive(tx: SqlTransaction) -> None:
    await tx.inbox.add([message("$1", text=SECRET)], NOW)


Step = Callable[[SqlTransaction], Awaitable[None]]


@pytest.mark.parametrize(
    ("write", "forget"), [(_receive, _handled), (_write_message, _blanked), (_write_note, _deleted), (_write_change, _erased)]
)
async def test_what_is_forgotten_is_in_no_file(store: Database, folder: Path, write: Step, forget: Step) -> None:
    async with store.transaction() as tx:
        await write(tx)
    assert _said(folder)
    async with store.transaction() as tx:
        await forget(tx)
    if forget is _handled:
        assert await store.checkpoint()
    assert not _said(folder)


async def test_a_reader_puts_it_off_until_the_next_transaction(store: Database, folder: Path) -> None:
    async with store.transaction() as tx:
        await _write_note(tx)
    async with store.reading() as looking:
        assert len(await looking.notes.of(Number("B", 1))) == 1
        async with asyncio.timeout(2):
            async with store.transaction() as tx:
                await _deleted(tx)
        assert _said(folder)
    async with store.transaction() as tx:
        await tx.set_meta("sync", "s1")
    assert not _said(folder)
