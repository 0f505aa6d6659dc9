"""How loops wait, go on after faults of the world, and stop."""

from __future__ import annotations

import asyncio
import gc
import random
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from bot.domain.faults import Place
from bot.loops import persistently
from bot.monitoring.faults import Faults
from bot.ports import Damaged, Interrupted
from storage.connection.database import Database
from tests.world import MONDAY, FakeClock

WATCHED = Faults().loop("a loop")


async def test_a_step_that_fails_is_done_again_until_it_succeeds() -> None:
    clock, tries = FakeClock(MONDAY), []

    async def step() -> str:
        tries.append(clock.now())
        if len(tries) < 3:
            raise Interrupted("the disk is full")
        return "done"

    assert await persistently(step, clock, WATCHED) == "done"
    assert [moment - MONDAY for moment in tries] == [timedelta(), timedelta(seconds=5), timedelta(seconds=10)]


async def test_a_fault_of_the_world_is_said_once_in_a_sentence_and_again_when_it_is_over(capfd: pytest.CaptureFixture[str]) -> None:
    clock, tries = FakeClock(MONDAY), []

    async def step() -> None:
        tries.append(clock.now())
        if len(tries) <= 100:
            raise Interrupted("There is no room on the disk")

    await persistently(step, clock, WATCHED)
    lines = capfd.readouterr().out.splitlines()
    assert [("no room" in line, "possible again" in line) for line in lines] == [(True, False), (False, True)]


async def test_one_that_lasts_is_said_again_from_time_to_time(capfd: pytest.CaptureFixture[str]) -> None:
    clock, tries = FakeClock(MONDAY), []

    async def step() -> None:
        tries.append(clock.now())
        if clock.now() < MONDAY + timedelta(minutes=35):
            raise Interrupted("There is no room on the disk")

    await persistently(step, clock, WATCHED)
    assert capfd.readouterr().out.count("no room") == 4


async def test_a_fault_of_ours_is_told_each_time_with_its_traceback_and_tried_again_with_growing_pauses(
    capfd: pytest.CaptureFixture[str],
) -> None:
    clock, tries, faults = FakeClock(MONDAY), [], Faults()

    async def step() -> None:
        tries.append(clock.now())
        if len(tries) <= 9:
            raise KeyError("what somebody wrote")

    loop = faults.loop("outbox")
    await persistently(step, clock, loop)
    pauses = [(after - before).total_seconds() for before, after in pairwise(tries)]
    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert capfd.readouterr().out.count("loop failed") == 9
    assert faults.counts[Place.LOOP] == 9 and {each.what.partition(":")[0] for each in faults.waiting()} == {"KeyError in bot/loops.py"}
    assert faults.stuck == set()


async def test_a_loop_that_cannot_go_on_is_known_as_stuck_while_that_lasts() -> None:
    clock, faults, stuck = FakeClock(MONDAY), Faults(), []

    async def step() -> None:
        stuck.append(set(faults.stuck))
        if len(stuck) < 3:
            raise KeyError("x")

    await persistently(step, clock, faults.loop("outbox"))
    assert (stuck, faults.stuck) == ([set(), {"outbox"}, {"outbox"}], set())


async def test_what_does_not_pass_is_not_tried_again() -> None:
    tries = []

    async def step() -> None:
        tries.append(1)
        raise Damaged("The database is damaged")

    with pytest.raises(Damaged):
        await persistently(step, FakeClock(MONDAY), WATCHED)
    assert len(tries) == 1


async def test_a_step_that_is_cancelled_comes_to_its_end_and_leaves_the_database_free(tmp_path: Path) -> None:
    store = await Database.open("", tmp_path)
    chance, clock = random.Random(1), FakeClock(MONDAY)

    async def work() -> None:
        async with store.transaction() as tx:
            await tx.set_meta("one", "1")
            await tx.next_number("B")
            await tx.teams.all()

    async def loop() -> None:
        while True:
            await persistently(work, clock, WATCHED)

    try:
        for _ in range(30):
            task = asyncio.create_task(loop())
            await asyncio.wait([task], timeout=chance.uniform(0, 0.02))
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            async with asyncio.timeout(2):
                await persistently(partial(_look, store), clock, WATCHED)
    finally:
        await store.close()


async def _look(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.set_meta("two", "2")


async def test_a_stop_during_a_step_that_the_disk_refuses_leaves_no_complaint(capfd: pytest.CaptureFixture[str]) -> None:
    begun, refused = asyncio.Event(), asyncio.Event()
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))

    async def step() -> None:
        begun.set()
        await refused.wait()
        raise Interrupted("There is no room on the disk")

    task = asyncio.create_task(persistently(step, FakeClock(MONDAY), WATCHED))
    await begun.wait()
    task.cancel()
    await asyncio.sleep(0)  # The cancellation is heard before the step ends.
    refused.set()
    await asyncio.wait([task])
    assert task.cancelled()
    del task
    gc.collect()
    assert complaints == [] and "Traceback" not in capfd.readouterr().out
