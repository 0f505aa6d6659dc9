"""The disk is full, or may not be written: is it said in one sentence, and does everything go on when there is room again?"""

from __future__ import annotations

import os
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.ports import Interrupted
from storage.connection.database import Database
from storage.connection.errors import StorageError
from storage.transfer.backup import back_up
from tests.storage.examples import NOW
from tests.storage.transfer.test_backup import filled
from tests.world import Room, World

MANY = 40
"""Reminders, of which what was freed before does not hold all."""


async def room_for(store: Database, pages: int) -> None:
    """How many pages the database may still grow by: beyond that SQLite says what it says when the disk is full."""
    async with store.transaction() as tx:
        there = int(await tx.connection.scalar(text("PRAGMA page_count")) or 0)
        await tx.connection.execute(text(f"PRAGMA max_page_count = {there + pages}"))


async def test_what_came_while_the_disk_was_full_is_carried_out_once_when_there_is_room(team: Room, pmo: Room, world: World) -> None:
    await room_for(world.store, 0)
    unheard, unanswered = [], 0
    for count in range(60):
        event = team.message_of(f"!blocker {'Vorlage ' * 40}{count} | ampel: rot")
        try:
            await world.happens(event)
        except Interrupted as full:
            assert "no room on the disk" in str(full)
            async with world.store.reading() as tx:
                is_heard = await tx.inbox.known([event.event_id])
            unanswered += 1
            if not is_heard:
                unheard.append(event)
    assert unanswered > 10

    await room_for(world.store, 10_000)
    for event in unheard:  # the homeserver tells again what was not kept
        await world.happens(event)
    await world.settle()

    async with world.store.reading() as tx:
        assert len(await tx.blockers.listed()) == 60
    keys = [seen.content["de.lotse.once"] for seen in world.chat.timeline]
    assert len(keys) == len(set(keys))
    assert sum("B" in seen.body and "Vorlage" in seen.body for seen in team.messages()) == 60
    assert not [seen for seen in team.messages() if "schiefgegangen" in seen.body]


async def test_a_timer_that_could_not_be_carried_out_is_still_there(team: Room, pmo: Room, world: World) -> None:
    for count in range(MANY):
        await team.says(f"!blocker Server {count} aus\nampel: rot")
    await room_for(world.store, 0)
    with pytest.raises(Interrupted):
        for count in range(200):
            async with world.store.transaction() as tx:
                await tx.set_meta(f"{count}", "x" * 3000)
    world.clock.set(world.clock.now() + timedelta(hours=5))
    with pytest.raises(Interrupted):
        await world.settle()
    assert reminded(pmo) < MANY

    await room_for(world.store, 10_000)
    await world.settle()
    assert reminded(pmo) == MANY


def reminded(pmo: Room) -> int:
    return sum("Erinnerung 1 von 3" in seen.body for seen in pmo.messages())


async def test_a_backup_that_finds_no_room_leaves_nothing_behind(tmp_path: Path) -> None:
    if not _mounted(tmp_path / "small"):
        pytest.skip("NOT TESTED: a disk of its own takes root and the right to mount")
    try:
        store = await Database.open("", tmp_path / "data")
        await filled(store)
        with pytest.raises(StorageError, match=r"(no room|full)"):
            await back_up("", tmp_path / "data", tmp_path / "small" / "lotse.backup", NOW)
        await store.close()
        assert _names(tmp_path / "small") == []
    finally:
        _unmounted(tmp_path / "small")


@pytest.mark.parametrize("in_place_of", ["the folder", "the file"])
async def test_what_stands_in_the_place_of_the_data_is_named(tmp_path: Path, in_place_of: str) -> None:
    if in_place_of == "the folder":
        (tmp_path / "data").write_text("")
    else:
        (tmp_path / "data" / "lotse.db").mkdir(parents=True)
    with pytest.raises(StorageError, match=str(tmp_path / "data")):
        await Database.open("", tmp_path / "data")


async def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("NOT TESTED: nothing is forbidden to root")
    closed = tmp_path / "closed"
    os.mkdir(closed, 0o500)
    with pytest.raises(StorageError, match="cannot be"):
        await Database.open("", closed / "data")


def _mounted(folder: Path) -> bool:
    """A disk of 64 KiB."""
    folder.mkdir()
    return subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], check=False, capture_output=True).returncode == 0


def _unmounted(folder: Path) -> None:
    subprocess.run(["umount", folder], check=True)


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]
