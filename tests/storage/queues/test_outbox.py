"""Is each message of ours queued once, found again, woken from, given up and forgotten?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.ids import EventId
from bot.messages import Role
from bot.ports import DueTimer
from storage.connection.database import Database
from tests.storage.examples import ANNA, MESSAGE, NOW, OTHER_ROOM, after, queue, ready


async def test_a_message_comes_back_as_it_was_queued(store: Database) -> None:
    full = replace(
        MESSAGE,
        once="digest:S3:2026-11-24",
        subject="B12",
        role=Role.ALERT,
        suggests="!hilfe",
        literally="!hilfe bitte",
        asked_by=ANNA,
        cause=EventId("$c"),
        wakes="escalation",
        not_before=after(hours=1),
    )
    async with store.transaction() as tx:
        row = await tx.outbox.add(full)
        assert row is not None
        kept = await tx.outbox.get(row)
    assert kept is not None
    assert kept == replace(full, id=row, txn=kept.txn)


async def test_a_once_key_is_queued_once(store: Database) -> None:
    async with store.transaction() as tx:
        first = await queue(tx, "weekly")
        await tx.outbox.sent(first, EventId("$1"), NOW)
    async with store.transaction() as tx:
        assert await tx.outbox.add(replace(MESSAGE, once="weekly", content={"body": "other"})) is None
        assert (await tx.outbox.counts()) == (0, 0)


async def test_the_transaction_id_stays_and_is_like_no_other(store: Database) -> None:
    async with store.transaction() as tx:
        one, two = await queue(tx, "one"), await queue(tx, "two")
        await tx.outbox.failed(one, "slow down", after(seconds=5))
        again = await tx.outbox.by_once("one")
    assert again is not None
    assert again.txn == one.txn
    assert one.txn != two.txn
    assert one.txn.startswith("lotse-")
    assert one.txn.endswith(f"-{one.id}")


async def test_a_message_is_found_by_its_event_its_cause_and_its_subject(store: Database) -> None:
    async with store.transaction() as tx:
        card = await queue(tx, "card", subject="B1", role=Role.CARD, cause=EventId("$c"))
        await queue(tx, "edit", subject="B1", role=Role.CARD, action="edit", target=card.id, cause=EventId("$c"))
        await queue(tx, "button", subject="B1", role=Role.CARD, action="react", target=card.id)
        alert = await queue(tx, "alert", subject="B1", role=Role.ALERT, room=OTHER_ROOM)
        await queue(tx, "answer", subject="B1", role=Role.ANSWER)
        await queue(tx, "other", subject="B2", role=Role.CARD)
        await tx.outbox.sent(card, EventId("$1"), NOW)
        found = await tx.outbox.by_event(EventId("$1"))
        assert found is not None
        assert (found.id, found.sent_at, found.event_id) == (card.id, NOW, "$1")
        assert [row.once for row in await tx.outbox.by_cause(EventId("$c"))] == ["card", "edit"]
        assert [row.id for row in await tx.outbox.about("B1", [Role.CARD, Role.ALERT])] == [card.id, alert.id]
        assert await tx.outbox.by_event(EventId("$2")) is None


async def test_a_failed_one_is_tried_again_when_told(store: Database) -> None:
    async with store.transaction() as tx:
        row = await queue(tx, "one")
        await tx.outbox.failed(row, "502", after(seconds=5))
        await tx.outbox.failed(row, "503", after(seconds=10))
        tried = await tx.outbox.get(row.id)
        assert await tx.outbox.next_due() == after(seconds=10)
    assert tried is not None
    assert (tried.attempts, tried.failure, tried.retry_at) == (2, "503", after(seconds=10))
    assert await ready(store) == []
    assert await ready(store, after(seconds=10)) == ["one"]


@pytest.mark.parametrize("way", ["sent", "parked", "parked with its target", "queued too late"])
async def test_what_waits_for_a_delivery_looks_again_when_it_is_over(store: Database, way: str) -> None:
    async with store.transaction() as tx:
        target = await queue(tx, "target")
        if way == "queued too late":
            await tx.outbox.parked(target, "forbidden", NOW)
        row = await queue(tx, "alert", subject="B1", wakes="escalation", target=target.id, created_at=after(hours=1))
        if way == "sent":
            await tx.outbox.sent(row, EventId("$1"), after(hours=1))
        elif way == "parked":
            await tx.outbox.parked(row, "forbidden", after(hours=1))
        elif way == "parked with its target":
            await tx.outbox.parked(target, "forbidden", after(hours=1))
        assert await tx.timers.upcoming(9) == [DueTimer(kind="escalation", subject="B1", due_at=after(hours=1))]


async def test_giving_up_takes_along_what_depends_on_it(store: Database) -> None:
    async with store.transaction() as tx:
        one = await queue(tx, "one")
        two = await queue(tx, "two", target=one.id)
        await queue(tx, "three", target=two.id, room=OTHER_ROOM)
        await queue(tx, "four")
        await tx.outbox.parked(one, "forbidden", NOW)
        await queue(tx, "five", target=two.id)
        assert await tx.outbox.counts() == (1, 4)
        parked = await tx.outbox.failures(3)
    assert [each.count for each in parked] == [3, 1] and parked[1].room == OTHER_ROOM
    assert {each.reason for each in parked} == {"forbidden"}
    assert await ready(store) == ["four"]


async def test_a_blank_message_keeps_its_place_and_loses_its_words(store: Database) -> None:
    async with store.transaction() as tx:
        row = await queue(tx, "one", suggests="!blocker Vorlage fehlt", literally="!blocker Vorlage", subject="B1")
        await tx.outbox.blank(row)
        blank = await tx.outbox.by_once("one")
    assert blank == replace(row, content={}, suggests=None, literally=None)


async def test_what_has_arrived_loses_its_words(store: Database) -> None:
    async with store.transaction() as tx:
        row = await queue(tx, "one", content={"body": "Vorlage fehlt", "msgtype": "m.text"})
        await tx.outbox.sent(row, EventId("$sent"), NOW)
        sent = await tx.outbox.by_once("one")
    assert sent is not None and sent.event_id == "$sent" and "Vorlage" not in str(sent)
