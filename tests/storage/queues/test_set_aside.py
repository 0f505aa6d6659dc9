"""What cannot be read or carried out is set aside, kept as it is, and comes back when it is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from bot.domain.faults import Fault, Place
from bot.ports import FAULT, UNREAD, DueTimer, SetAside
from storage.connection.database import Database
from tests.storage.examples import NOW, after, message, queue


async def broken(store: Database, statement: str) -> None:
    async with store.transaction() as tx:
        await tx.connection.execute(text(statement))


async def test_a_timer_that_failed_waits_for_its_next_try_and_one_that_is_set_aside_for_somebody(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.timers.set("ladder", "B1", NOW)
        await tx.timers.failed(DueTimer(kind="ladder", subject="B1", due_at=NOW), after(minutes=10))
        again = await tx.timers.due(after(minutes=10))
        assert again == DueTimer(kind="ladder", subject="B1", due_at=after(minutes=10), tries=1)
        await tx.timers.set_aside(again, after(minutes=10))
        assert (await tx.timers.due(after(days=1)), await tx.timers.next_at(), await tx.timers.upcoming(5)) == (None, None, [])
        assert (await tx.timers.overdue(after(days=1)), await tx.timers.count("ladder", after=NOW, before=after(days=1))) == (0, 0)
        assert await tx.timers.all_set_aside() == [SetAside(kind="ladder", subject="B1", set_aside_at=after(minutes=10))]
        await tx.timers.bring_back(after(days=2))
        assert await tx.timers.due(after(days=2)) == DueTimer(kind="ladder", subject="B1", due_at=after(days=2), tries=2)


async def test_a_timer_that_is_set_anew_has_never_failed(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.timers.set("ladder", "B1", NOW)
        await tx.timers.set_aside(DueTimer(kind="ladder", subject="B1", due_at=NOW, tries=4), NOW)
        await tx.timers.set("ladder", "B1", after(hours=1))
        assert await tx.timers.due(after(hours=1)) == DueTimer(kind="ladder", subject="B1", due_at=after(hours=1))
        assert await tx.timers.all_set_aside() == []


@pytest.mark.parametrize("garbage", ["", "soon", "2026-13-01T00:00:00"])
async def test_a_timer_whose_time_cannot_be_read_is_due_at_once(store: Database, garbage: str) -> None:
    async with store.transaction() as tx:
        await tx.timers.set("ladder", "B1", NOW)
        await tx.timers.set("papers", "S1", after(days=1))
    await broken(store, f"UPDATE timers SET due_at = '{garbage}' WHERE subject = 'B1'")
    async with store.transaction() as tx:
        assert await tx.timers.mend(NOW) == 1
        assert await tx.timers.due(NOW) == DueTimer(kind="ladder", subject="B1", due_at=NOW)
        assert await tx.timers.next_at() == NOW


async def test_an_event_that_cannot_be_read_lets_the_next_pass_and_is_read_again_later(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.inbox.add([message("$1"), message("$2"), message("$3")], NOW)
    await broken(store, "UPDATE inbox SET sent_at = 'soon' WHERE event_id <> '$2'")
    async with store.transaction() as tx:
        assert await tx.inbox.set_aside_unreadable() == 2
        found = await tx.inbox.next()
        assert found is not None and found.event.event_id == "$2"
        assert (await tx.inbox.waiting(), await tx.inbox.count_set_aside()) == (1, 2)
    await broken(store, f"UPDATE inbox SET sent_at = '{NOW.isoformat()}' WHERE event_id = '$1'")
    async with store.transaction() as tx:
        await tx.inbox.bring_back(after(days=-7))
        found = await tx.inbox.next()
        assert found is not None and found.event.event_id == "$1"


async def test_the_words_of_an_event_that_stays_set_aside_are_forgotten(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.inbox.add([message("$1")], NOW)
        await tx.inbox.set_aside(message("$1").event_id)
        await tx.inbox.bring_back(after(days=1))
        assert (await tx.inbox.next(), await tx.inbox.count_set_aside()) == (None, 0)
        assert await tx.connection.scalar(text("SELECT payload FROM inbox")) is None


async def test_a_message_that_cannot_be_read_lets_the_next_pass_and_wakes_who_waits_for_it(store: Database) -> None:
    async with store.transaction() as tx:
        await queue(tx, "one", subject="B1", wakes="ladder")
        await queue(tx, "two")
    await broken(store, "UPDATE outbox SET role = 'nonsense' WHERE once = 'one'")
    async with store.transaction() as tx:
        assert await tx.outbox.set_aside_unreadable(NOW) == 1
        assert [row.once for row in await tx.outbox.ready(NOW, 5)] == ["two"]
        assert [failure.reason for failure in await tx.outbox.failures(5)] == [UNREAD]
        assert await tx.timers.next_at() == NOW
    await broken(store, "UPDATE outbox SET role = 'answer' WHERE once = 'one'")
    async with store.transaction() as tx:
        await tx.outbox.bring_back_faulty(NOW)
        assert [row.once for row in await tx.outbox.ready(NOW, 5)] == ["one"]


async def test_a_message_with_a_fault_comes_back_with_what_depends_on_it_but_not_when_it_is_old(store: Database) -> None:
    async with store.transaction() as tx:
        one = await queue(tx, "one")
        await queue(tx, "one 👀", target=one.id, action="react")
        await tx.outbox.parked(one, FAULT, NOW)
        await tx.outbox.bring_back_faulty(after(hours=1))
        assert await tx.outbox.counts() == (0, 2)
        await tx.outbox.bring_back_faulty(NOW)
        assert await tx.outbox.counts() == (2, 0)


async def test_the_same_fault_is_kept_once_and_counted(store: Database) -> None:
    known: dict[str, Any] = {"place": Place.TIMER, "detail": "ladder", "what": "KeyError in commands/blocker/ladder.py:31"}
    async with store.transaction() as tx:
        assert await tx.faults.add(**known, at=NOW)
        assert not await tx.faults.add(**known, at=after(hours=1))
        assert await tx.faults.add(Place.START, "schedule_all", "KeyError in commands/overview/weekly.py:12", NOW)
        first, second = await tx.faults.latest(5)
        assert first == Fault(**known, times=2, first_at=NOW, last_at=after(hours=1))
        await tx.faults.forget(after(minutes=1))
        assert await tx.faults.latest(5) == [first] and second.place is Place.START
