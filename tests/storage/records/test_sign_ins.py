"""Do links and sign-ins to the board end when they should, and stay out of backups and copies?"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.ids import UserId
from bot.domain.sign_in import LINK_LASTS, SIGN_IN_LASTS
from storage.connection.database import Database
from storage.transfer.backup import back_up, restore
from storage.transfer.copy import copy
from storage.transfer.scratch_copy import scratch_copy
from tests.storage.examples import ANNA, NOW, after

BEN = UserId("@ben:stadt.example")


async def owners(store: Database, now: datetime, *marks: str) -> list[UserId | None]:
    async with store.reading() as tx:
        return [await tx.sign_ins.owner_of_link(mark, now - LINK_LASTS) for mark in marks]


async def readers(store: Database, now: datetime, *marks: str) -> list[UserId | None]:
    async with store.reading() as tx:
        return [await tx.sign_ins.signed_in(mark, now - SIGN_IN_LASTS) for mark in marks]


async def test_the_links_of_one_message_count_and_those_of_earlier_ones_do_not(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.sign_ins.add_link("early", ANNA, "first", NOW)
        await tx.sign_ins.add_link("other", BEN, "his", NOW)
        await tx.sign_ins.add_link("try", ANNA, "second", NOW)
        await tx.sign_ins.add_link("again", ANNA, "second", NOW)
    assert await owners(store, NOW, "early", "other", "try", "again") == [None, BEN, ANNA, ANNA]


async def test_a_link_is_spent_once_with_all_of_its_message(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.sign_ins.add_link("try", ANNA, "one", NOW)
        await tx.sign_ins.add_link("again", ANNA, "one", NOW)
        assert await tx.sign_ins.spend_link("try", NOW - LINK_LASTS) == ANNA
        assert await tx.sign_ins.spend_link("try", NOW - LINK_LASTS) is None
        assert await tx.sign_ins.spend_link("again", NOW - LINK_LASTS) is None


async def test_what_has_run_out_counts_no_more_and_is_deleted(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.sign_ins.add_link("link", ANNA, "one", NOW)
        await tx.sign_ins.begin("browser", ANNA, NOW)
        await tx.sign_ins.begin("later", ANNA, after(days=1))
    assert await owners(store, after(minutes=14), "link") == [ANNA]
    assert await owners(store, after(minutes=15), "link") == [None]
    assert await readers(store, after(days=29), "browser", "later") == [ANNA, ANNA]
    assert await readers(store, after(days=30), "browser", "later") == [None, ANNA]
    async with store.transaction() as tx:
        await tx.sign_ins.forget(after(days=30) - LINK_LASTS, after(days=30) - SIGN_IN_LASTS)
        assert await tx.sign_ins.of(ANNA) == [after(days=1)]
    assert await owners(store, NOW, "link") == [None]


async def test_all_of_a_person_end_and_those_of_others_stay(store: Database) -> None:
    async with store.transaction() as tx:
        for mark, person in (("one", ANNA), ("two", ANNA), ("his", BEN)):
            await tx.sign_ins.begin(mark, person, NOW)
        await tx.sign_ins.add_link("link", ANNA, "m", NOW)
        assert await tx.sign_ins.end_all(ANNA) == 2
        assert await tx.sign_ins.end_all(ANNA) == 0
        await tx.sign_ins.end("unknown")
    assert await readers(store, NOW, "one", "two", "his") == [None, None, BEN]
    assert await owners(store, NOW, "link") == [None]


async def test_no_backup_and_no_copy_beside_it_has_them(store: Database, url: str, folder: Path, tmp_path: Path) -> None:
    async with store.transaction() as tx:
        await tx.sign_ins.begin("browser", ANNA, NOW)
        await tx.sign_ins.add_link("link", ANNA, "m", NOW)
    file = tmp_path / "lotse.backup"
    await back_up(url, folder, file, NOW)
    assert b"browser" not in file.read_bytes() and ANNA.encode() not in file.read_bytes()
    await restore("", tmp_path / "new", file)
    restored = await Database.open("", tmp_path / "new")
    assert await readers(restored, NOW, "browser") == [None] and await owners(restored, NOW, "link") == [None]
    await restored.close()

    scratch = await scratch_copy(store, tmp_path / "scratch")
    assert await readers(scratch, NOW, "browser") == [None]
    await scratch.close()

    await copy(store, "", tmp_path / "beside", apart=True)
    beside = await Database.open("", tmp_path / "beside")
    assert await readers(beside, NOW, "browser") == [None]
    await beside.close()


async def test_a_move_to_another_database_takes_them_along(store: Database, tmp_path: Path) -> None:
    async with store.transaction() as tx:
        await tx.sign_ins.begin("browser", ANNA, NOW)
    await copy(store, "", tmp_path / "moved")
    moved = await Database.open("", tmp_path / "moved")
    assert await readers(moved, NOW + timedelta(days=1), "browser") == [ANNA]
    await moved.close()
