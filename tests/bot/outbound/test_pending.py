"""What waits is known in memory; where that may be wrong, the database is asked again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

import pytest

from bot.monitoring.counters import Tally
from bot.outbound.marking import Marking
from bot.outbound.pending import DOUBT_CHECK_INTERVAL, DOUBT_LASTS, Pending
from bot.ports import OutboxRow, QueueChanges, Transaction
from storage.connection.database import Database
from tests.storage.examples import queue
from tests.world import Room, World


class SilentStore:
    """A store that tells nobody of its commits, as a database does whose commit comes after we have lost sight of it."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self.tell: Callable[[QueueChanges], None] = lambda changes: None

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        return self._store.transaction()

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        return self._store.reading()

    def watch(self, told: Callable[[QueueChanges], None]) -> None:
        self.tell = told


async def nothing_follows(tx: Transaction, row: OutboxRow) -> None:
    pass


@pytest.mark.parametrize("late", [timedelta(0), DOUBT_CHECK_INTERVAL, DOUBT_LASTS - timedelta(seconds=1)])
async def test_what_a_commit_of_unknown_end_has_kept_is_found_though_it_comes_late(team: Room, world: World, late: timedelta) -> None:
    store, faults = SilentStore(world.store), Tally().faults
    pending = Pending(store, world.clock, Marking(store, world.clock, (nothing_follows,), faults), faults)
    assert [*await pending.ready(world.clock.now(), {}, 1)] == []
    store.tell(QueueChanges(is_uncertain=True))
    world.clock.set(world.clock.now() + late)
    assert [*await pending.ready(world.clock.now(), {}, 1)] == []
    async with world.store.transaction() as tx:
        await queue(tx, "late", room=team.id, device="DEVICE", content={"msgtype": "m.text", "body": "Hallo"})
    look_at = await pending.first_moment()
    assert look_at is not None and look_at <= world.clock.now() + DOUBT_CHECK_INTERVAL
    assert [row.once for row in await pending.ready(look_at, {}, 1)] == ["late"]


async def test_afterwards_the_database_is_left_in_peace(team: Room, world: World) -> None:
    store, faults = SilentStore(world.store), Tally().faults
    pending = Pending(store, world.clock, Marking(store, world.clock, (nothing_follows,), faults), faults)
    store.tell(QueueChanges(is_uncertain=True))
    world.clock.set(world.clock.now() + DOUBT_LASTS)
    await pending.ready(world.clock.now(), {}, 1)
    assert await pending.first_moment() is None
