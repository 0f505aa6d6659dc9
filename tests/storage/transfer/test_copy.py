"""Does everything come over into another database, in both directions, and is nothing mixed that does not belong together?

On SQLite from file to file; on PostgreSQL from a server into a file, and back.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from typer.testing import CliRunner

from bot.cli import app
from bot.domain.history import Note
from bot.domain.ids import EventId, Number
from bot.domain.meetings import DateChange
from bot.domain.record_types import ACTIONS
from bot.messages import Role
from storage import tables
from storage.connection.database import Database, open_readonly
from storage.connection.errors import DatabaseTooNew, StorageError
from storage.transfer.copy import copy
from storage.transfer.export import export
from tests.databases import Place, Places
from tests.storage.examples import ANNA, NOW, TEAM, TUESDAY, action, blocker, message, queue, session, topic

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
async def filled(store: Database) -> Database:
    """With something in many tables, and ids that are given and gone again."""
    async with store.transaction() as tx:
        team = await tx.teams.add(replace(TEAM, budget=120_000, period_from=date(2026, 1, 1)))
        await tx.blockers.add(blocker(10, team, text='Grüße; „so“ \\ "und" so 🦊', due=date(2026, 11, 27)))
        await tx.sessions.add(session(1, team))
        await tx.sessions.set_change(DateChange(session=Number("S", 1), planned=TUESDAY, cancelled=True, reason="Bürgeramt"))
        await tx.topics.add(topic(7, team, session=Number("S", 1), planned=TUESDAY))
        await tx.records(ACTIONS).add(action(5, team, who=ANNA))
        await tx.notes.add(Note(id=0, subject=Number("B", 10), author=ANNA, at=NOW, text="zwei\nzeilig", event=None))
        assert await tx.next_number("B") == Number("B", 1)
        await tx.inbox.add([message("$1"), message("$2", text="Grüße")], NOW)
        await tx.inbox.finish(EventId("$1"), outcome="done")
        await tx.set_meta("sync_position", "s1")
        for name in ("ä", "a", "Z"):
            await tx.settings.set("!room", name, "x")
        card = await queue(tx, "card", subject="B10", content={"body": "Grüße", "z": 1, "a": [None, True, 1.5]})
        await queue(tx, "edit", action="edit", target=card.id)
        # The answer to a note without a name: when it has arrived, nothing of it is kept, and its id is free to anybody who counts rows.
        gone = await queue(tx, "nameless", role=Role.NAMELESS)
        await tx.outbox.sent(gone, EventId("$sent"), NOW)
    return store


@pytest.fixture
async def end(places: Places, tmp_path: Path) -> AsyncIterator[Place]:
    """An empty database of the engine that is tried, for the way back."""
    place = await places.blank(tmp_path / "end")
    yield place
    await places.remove(place)


def file(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'copy.db'}"


async def rows_of(store: Database) -> dict[str, list[dict[str, Any]]]:
    async with store.reading() as tx:
        return {
            table.name: [dict(row._mapping) for row in await tx.connection.execute(select(table).order_by(*table.primary_key))]
            for table in tables.metadata.sorted_tables
        }


async def there_and_back(store: Database, tmp_path: Path, end: Place) -> Database:
    there = await copy(store, file(tmp_path), tmp_path / "folder")
    middle = await open_readonly(file(tmp_path), tmp_path / "folder")
    back = await copy(middle, end.url, end.folder)
    await middle.close()
    assert there == back
    counts = {each.table: each.rows for each in there}
    assert counts == counts | {"outbox": 2, "inbox": 2, "settings": 3, "ladder": 0}
    return await Database.open(end.url, end.folder, new_install=lambda: "another")


async def test_everything_comes_over_and_back(filled: Database, end: Place, tmp_path: Path) -> None:
    last = await there_and_back(filled, tmp_path, end)
    assert await rows_of(last) == await rows_of(filled)
    assert await export(last, BERLIN) == await export(filled, BERLIN)
    await last.close()


async def test_a_moved_installation_goes_on_with_its_transaction_ids_and_uses_none_twice(
    filled: Database, end: Place, tmp_path: Path
) -> None:
    last = await there_and_back(filled, tmp_path, end)
    async with filled.transaction() as tx:
        expected = await queue(tx, "next")
    async with last.transaction() as tx:
        assert (await queue(tx, "next")).txn == expected.txn
        assert await tx.next_number("B") == Number("B", 2)
    assert expected.txn.endswith("-4"), "1 and 2 are there, 3 is gone"
    await last.close()


async def test_a_copy_that_runs_beside_the_original_has_transaction_ids_of_its_own(filled: Database, tmp_path: Path) -> None:
    await copy(filled, file(tmp_path), tmp_path / "folder", apart=True)
    beside = await Database.open(file(tmp_path), tmp_path / "folder")
    async with filled.transaction() as tx, beside.transaction() as other:
        assert (await queue(tx, "next")).txn != (await queue(other, "next")).txn
    await beside.close()


async def test_what_this_version_does_not_understand_comes_along(filled: Database, end: Place, tmp_path: Path) -> None:
    async with filled.transaction() as tx:
        await tx.connection.execute(text("UPDATE inbox SET payload = '{\"kind\": \"telegram\"}' WHERE event_id = '$2'"))
    last = await there_and_back(filled, tmp_path, end)
    async with last.reading() as tx:
        assert await tx.connection.scalar(text("SELECT payload FROM inbox WHERE event_id = '$2'")) == '{"kind": "telegram"}'
    await last.close()


async def test_a_database_with_something_in_it_is_left_as_it_is(filled: Database, tmp_path: Path) -> None:
    await copy(filled, file(tmp_path), tmp_path / "folder")
    async with filled.transaction() as tx:
        await tx.set_meta("sync_position", "s2")
    with pytest.raises(StorageError, match="something in"):
        await copy(filled, file(tmp_path), tmp_path / "folder")
    kept = await open_readonly(file(tmp_path), tmp_path / "folder")
    async with kept.reading() as tx:
        assert await tx.get_meta("sync_position") == "s1"
    await kept.close()


@pytest.mark.parametrize(
    ("statement", "error", "words"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", DatabaseTooNew, "newer version"),
        ("UPDATE alembic_version SET version_num = '0001'", StorageError, "not empty"),
    ],
)
async def test_a_database_of_another_version_is_refused(
    filled: Database, end: Place, statement: str, error: type[StorageError], words: str
) -> None:
    other = await Database.open(end.url, end.folder)
    async with other.transaction() as tx:
        await tx.connection.execute(text(statement))
    await other.close()
    with pytest.raises(error, match=words):
        await copy(filled, end.url, end.folder)


async def test_a_fault_on_the_way_undoes_it_all(filled: Database, end: Place) -> None:
    target = await Database.open(end.url, end.folder)
    async with target.transaction() as tx:
        await tx.connection.execute(text("ALTER TABLE topics RENAME COLUMN text TO words"))
    await target.close()
    with pytest.raises(StorageError, match="Nothing was copied"):
        await copy(filled, end.url, end.folder)
    again = await open_readonly(end.url, end.folder)
    async with again.reading() as tx:
        assert list(await tx.teams.all()) == []
    await again.close()


@pytest.mark.sqlite
async def test_a_nul_from_an_older_version_becomes_a_sign_that_every_database_keeps(filled: Database, tmp_path: Path) -> None:
    async with filled.transaction() as tx:
        await tx.set_meta("odd", "a\x00b")
    await copy(filled, file(tmp_path), tmp_path / "folder")
    kept = await open_readonly(file(tmp_path), tmp_path / "folder")
    async with kept.reading() as tx:
        assert await tx.get_meta("odd") == "a\ufffdb"
    await kept.close()


async def test_the_command_says_how_much_came_over(filled: Database, url: str, folder: Path, tmp_path: Path) -> None:
    source = url or f"sqlite:///{folder / 'lotse.db'}"
    code, said = await lotse("copy", "--from", source, "--to", file(tmp_path))
    assert code == 0, said
    assert "outbox" in said and "the same" in said
    code, said = await lotse("copy", "--from", source, "--to", file(tmp_path))
    assert code == 1 and "something in" in said
    code, said = await lotse("copy", "--from", "mysql://lotse:hunter2@host/db", "--to", "")
    assert code == 1 and "hunter2" not in said


async def lotse(*arguments: str) -> tuple[int, str]:
    """In a thread: it has an event loop of its own."""
    ended = await asyncio.to_thread(CliRunner().invoke, app, arguments)
    return ended.exit_code, ended.output
