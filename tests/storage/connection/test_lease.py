"""Does one of several lead, and can nobody who led before write any more?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.ports import Deposed, Interrupted
from storage.connection.database import Database
from storage.connection.lease import EXPIRES_AFTER_S, Lease, Taken

pytestmark = pytest.mark.postgresql


async def lease_at(url: str, folder: Path) -> Lease:
    found = await Lease.at(url, folder)
    assert found is not None
    return found


@pytest.fixture
async def first(url: str, tmp_path: Path) -> AsyncIterator[Lease]:
    found = await lease_at(url, tmp_path / "one")
    yield found
    await found.close()


@pytest.fixture
async def second(url: str, tmp_path: Path, first: Lease) -> AsyncIterator[Lease]:
    """On another machine, as far as anybody can tell: over another folder."""
    found = await lease_at(url, tmp_path / "two")
    yield found
    await found.close()


async def grow_old(store: Database) -> None:
    """As if nobody had renewed the lease for long."""
    async with store.transaction() as tx:
        number, seen, machine = str(await tx.get_meta("leader")).split()
        await tx.set_meta("leader", f"{number} {float(seen) - EXPIRES_AFTER_S - 1} {machine}")


async def test_one_leads_and_the_other_waits_until_it_gives_the_lease_back(first: Lease, second: Lease) -> None:
    assert await first.take() == Taken(1, was_given_back=True)
    assert await second.take() is None
    await first.give_back(1)
    assert await second.take() == Taken(2, was_given_back=True)
    assert await first.take() is None


async def test_two_that_ask_at_the_same_time_do_not_both_get_it(first: Lease, second: Lease) -> None:
    taken = await asyncio.gather(first.take(), second.take())
    assert [each for each in taken if each is not None] == [Taken(1, was_given_back=True)]


async def test_a_lease_that_nobody_renews_is_taken_over(store: Database, first: Lease, second: Lease) -> None:
    await first.take()
    await grow_old(store)
    await first.renew(1)
    assert await second.take() is None
    await grow_old(store)
    assert await second.take() == Taken(2, was_given_back=False)
    with pytest.raises(Deposed, match="number 1"):
        await first.renew(1)
    await first.give_back(1)
    assert await first.take() is None


async def test_whoever_led_before_cannot_write_any_more(store: Database, first: Lease, second: Lease, url: str, tmp_path: Path) -> None:
    await first.take()
    old = await Database.open(url, tmp_path / "one", leader=1)
    async with old.transaction() as tx:
        await tx.set_meta("kept", "yes")
    await grow_old(store)
    await second.take()
    with pytest.raises(Deposed):
        async with old.transaction() as tx:
            await tx.set_meta("too late", "yes")
    async with old.reading() as tx:
        assert (await tx.get_meta("kept"), await tx.get_meta("too late")) == ("yes", None)
    await old.close()


async def test_a_transaction_under_way_comes_to_its_end_before_another_leads(
    store: Database, first: Lease, second: Lease, url: str, tmp_path: Path
) -> None:
    await first.take()
    old = await Database.open(url, tmp_path / "one", leader=1)
    await grow_old(store)
    async with old.transaction() as tx:
        await tx.set_meta("kept", "yes")
        with pytest.raises(Interrupted, match="lock timeout"):
            await second.take()
    assert await second.take() == Taken(2, was_given_back=False)
    await old.close()


async def test_of_a_process_on_the_same_machine_is_known_when_it_has_ended(url: str, tmp_path: Path) -> None:
    ended, next_one = await lease_at(url, tmp_path / "one"), await lease_at(url, tmp_path / "one")
    await ended.take()
    assert await next_one.take() is None
    await ended.close()
    assert await next_one.take() == Taken(2, was_given_back=False)
    await next_one.close()


async def test_a_lease_needs_tables_and_makes_them_only_where_there_are_none(url: str, folder: Path) -> None:
    await (await lease_at(url, folder)).close()
    old = await Database.open(url, folder)
    async with old.transaction() as tx:
        await tx.connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    await (await lease_at(url, folder)).close()
    async with old.reading() as tx:
        assert await tx.connection.scalar(text("SELECT version_num FROM alembic_version")) == "0001"
    await old.close()


def test_a_file_is_shared_with_nobody(tmp_path: Path) -> None:
    assert asyncio.run(Lease.at("", tmp_path)) is None
