"""Whoever was erased does not come back with a backup from before, whichever way it is put back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.domain.history import Note
from bot.domain.ids import EventId, Number, TeamId, UserId
from bot.ports import REAPPLY_KEY
from storage.connection.database import Database
from storage.connection.errors import StorageError
from storage.personal.erasures_list import FILE, DamagedList, read
from storage.transfer.backup import back_up, restore
from tests.bot.cli.test_while_running import CONFIG
from tests.databases import Place, Places
from tests.storage.examples import NOW, TEAM, blocker

BEN, ZOE = UserId("@ben:stadt.example"), UserId("@zoe:stadt.example")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "lotse.backup"


@pytest.fixture
async def new(places: Places, tmp_path: Path) -> AsyncIterator[Place]:
    place = await places.blank(tmp_path / "new")
    yield place
    await places.remove(place)


async def with_notes_of(store: Database, *users: UserId) -> None:
    """On a blocker of somebody else, so that erasing takes them along."""
    async with store.transaction() as tx:
        await tx.teams.add(TEAM)
        team = await tx.teams.get(TeamId(1))
        assert team is not None
        await tx.blockers.add(blocker(1, team))
        for user in users:
            note = Note(id=0, subject=Number("B", 1), author=user, at=NOW, text=f"{user} fragt nach", event=EventId(f"${user}"))
            await tx.notes.add(note)


async def erase(store: Database, user: UserId, *, hours: int = 1) -> None:
    async with store.transaction() as tx:
        at = NOW + timedelta(hours=hours)
        await tx.people.erase(user, await tx.people.former(user, at), at)


async def said_in(place: Place) -> str:
    restored = await Database.open(place.url, place.folder)
    try:
        async with restored.reading() as tx:
            kept = [await tx.people.what_is_kept(user) for user in (BEN, ZOE)]
            return f"{kept} {await tx.notes.of(Number('B', 1))} members: {[each.member for each in await tx.people.erasures()]}"
    finally:
        await restored.close()


async def test_a_restore_brings_nobody_back(store: Database, url: str, folder: Path, file: Path, new: Place) -> None:
    await with_notes_of(store, BEN, ZOE)
    await back_up(url, folder, file, NOW)
    await erase(store, BEN)
    await back_up(url, folder, file.with_suffix(".later"), NOW + timedelta(hours=2))
    restored = await restore(new.url, new.folder, file)
    assert restored.erased == 1 and restored.lists == (file.parent / FILE,)
    said = await said_in(new)
    assert "@ben" not in said and "@zoe" in said and "members: [1]" in said
    assert read(new.folder / FILE) == read(file.parent / FILE)


async def test_the_next_one_to_be_erased_gets_the_next_number(store: Database, url: str, folder: Path, file: Path, new: Place) -> None:
    await with_notes_of(store, BEN, ZOE)
    await back_up(url, folder, file, NOW)
    await erase(store, BEN)
    await restore(new.url, new.folder, file, erasures=folder / FILE)
    restored = await Database.open(new.url, new.folder)
    await erase(restored, ZOE, hours=3)
    async with restored.reading() as tx:
        assert [each.member for each in await tx.people.erasures()] == [1, 2]
        assert await tx.get_meta(REAPPLY_KEY) == NOW.isoformat()
    await restored.close()


async def test_the_list_is_in_the_folder_at_once_and_names_nobody(store: Database, folder: Path) -> None:
    await with_notes_of(store, BEN)
    assert not (folder / FILE).exists()
    await erase(store, BEN)
    listed = json.loads((folder / FILE).read_text())
    assert listed["format"] == "lotse erasures 1" and len(listed["erasures"]) == 1
    assert "ben" not in json.dumps(listed) and (folder / FILE).stat().st_mode & 0o777 == 0o600


async def test_a_rollback_leaves_no_trace_in_the_list(store: Database, folder: Path) -> None:
    await with_notes_of(store, BEN)
    with pytest.raises(ZeroDivisionError):
        async with store.transaction() as tx:
            await tx.people.former(BEN, NOW)
            raise ZeroDivisionError
    assert not (folder / FILE).exists()


async def test_who_was_erased_before_the_backup_is_in_it_and_not_counted(
    store: Database, url: str, folder: Path, file: Path, new: Place
) -> None:
    await with_notes_of(store, BEN)
    await erase(store, BEN)
    await back_up(url, folder, file, NOW + timedelta(hours=2))
    assert (await restore(new.url, new.folder, file)).erased == 0
    assert "@ben" not in await said_in(new)


async def test_two_projects_can_keep_their_backups_in_one_folder(
    store: Database, url: str, folder: Path, file: Path, new: Place, tmp_path: Path
) -> None:
    other = await Database.open("", tmp_path / "other")
    await with_notes_of(other, BEN, ZOE)
    await erase(other, ZOE)
    await back_up("", tmp_path / "other", file.with_suffix(".other"), NOW)
    await other.close()
    await with_notes_of(store, BEN, ZOE)
    await erase(store, BEN, hours=-1)
    await back_up(url, folder, file, NOW)
    assert len(read(file.parent / FILE)) == 2
    assert (await restore(new.url, new.folder, file)).erased == 0
    assert "@zoe" in await said_in(new)


async def test_without_a_list_it_restores_and_finds_none(
    store: Database, url: str, folder: Path, file: Path, new: Place, tmp_path: Path
) -> None:
    await with_notes_of(store, BEN)
    await back_up(url, folder, file, NOW)
    with pytest.raises(StorageError, match="There is no file"):
        await restore("", tmp_path / "named", file, erasures=file.with_suffix(".json"))
    restored = await restore(new.url, new.folder, file)
    assert (restored.lists, restored.erased) == ((), 0)


@pytest.mark.parametrize("damage", ["", "{}", "[]", "null", '{"format": "lotse erasures 1", "erasures": [], "sha256": "0"}', "cut"])
async def test_a_damaged_list_stops_it_and_nothing_is_restored(
    store: Database, url: str, folder: Path, file: Path, new: Place, damage: str
) -> None:
    await with_notes_of(store, BEN)
    await back_up(url, folder, file, NOW)
    await erase(store, BEN)
    whole = (folder / FILE).read_text()
    (file.parent / FILE).write_text(whole[:-20] if damage == "cut" else damage)
    with pytest.raises(DamagedList, match="is damaged"):
        await restore(new.url, new.folder, file)
    assert (await restore(new.url, new.folder, file, without_erasures=True)).erased == 0


async def test_records_put_back_by_other_means_are_noticed_at_the_start(
    store: Database, url: str, folder: Path, file: Path, new: Place
) -> None:
    """As with `pg_dump`: the database is an older one, the data folder is the same."""
    await with_notes_of(store, BEN, ZOE)
    await erase(store, ZOE)
    await back_up(url, folder, file, NOW)
    await restore(new.url, new.folder, file)
    await erase(store, BEN, hours=5)
    (new.folder / FILE).write_bytes((folder / FILE).read_bytes())
    said = await said_in(new)
    assert "@ben" not in said and "members: [1, 2]" in said


async def test_the_command_says_how_many(store: Database, url: str, folder: Path, file: Path, new: Place, tmp_path: Path) -> None:
    await with_notes_of(store, BEN)
    config = tmp_path / "config.toml"
    config.write_text(CONFIG.format(folder=new.folder, url=new.url))

    async def lotse(*arguments: str) -> tuple[int, str]:
        ended = await asyncio.to_thread(CliRunner().invoke, app, [*arguments, "--config", str(config)])
        return ended.exit_code, " ".join(ended.output.split())

    await back_up(url, folder, file, NOW)
    (file.parent / FILE).write_text("no list")
    code, said = await lotse("restore", str(file))
    assert code == 1 and "is damaged" in said and "Nothing was restored" in said and "--without-erasures" in said
    (file.parent / FILE).unlink()
    await erase(store, BEN)
    code, said = await lotse("restore", str(file), "--erasures", str(folder / FILE))
    assert code == 0 and "1 person was erased once more" in said
