"""Rooms that do not take what we say, and what becomes of what was refused there."""

from __future__ import annotations

from bot.domain.ids import EventId, RoomId
from bot.domain.muted_rooms import HEARD, MutedRoom, Why
from storage.connection.database import Database
from tests.storage.examples import NOW, after, queue

ROOM = RoomId("!daten")


async def test_a_room_keeps_since_when_it_refuses_and_the_newest_reason(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.muted.begin(ROOM, Why.NO_RIGHT, NOW)
        again = await tx.muted.begin(ROOM, Why.REMOVED, after(hours=1))
        assert again == MutedRoom(room=ROOM, since=NOW, why=Why.REMOVED)
        assert await tx.muted.all() == [again]
        assert (await tx.muted.end(ROOM), await tx.muted.end(ROOM), await tx.muted.get(ROOM)) == (True, False, None)


async def test_what_arrives_ends_it_and_somebody_looks(store: Database) -> None:
    async with store.transaction() as tx:
        row = await queue(tx, "one")
        await tx.muted.begin(row.room, Why.NO_RIGHT, NOW)
        assert await tx.outbox.sent(row, EventId("$1"), after(minutes=1))
        assert await tx.muted.get(row.room) is None
        due = await tx.timers.due(after(minutes=1))
    assert due is not None and (due.kind, due.subject) == (HEARD, row.room)


async def test_what_was_refused_can_be_reworded_tried_again_or_lapse(store: Database) -> None:
    async with store.transaction() as tx:
        one, two = await queue(tx, "one"), await queue(tx, "two")
        button = await queue(tx, "one 👀", target=one.id, action="react")
        for row in (one, two):
            await tx.outbox.parked(row, "forbidden", NOW)
        await tx.outbox.reword(one, {"body": "now"})
        await tx.outbox.lapse(two)
        refused = await tx.outbox.refused_in(one.room, "send")
        assert [(row.once, row.content) for row in refused] == [("one", {"body": "now"})]
        await tx.outbox.retry(one, one.room, {"body": "again"})
        waiting = await tx.outbox.ready(after(hours=1), 5)
        kept = await tx.outbox.get(button.id)
        assert [(row.once, row.content) for row in waiting] == [("one", {"body": "again"})]
        assert kept is not None and kept.parked_at is None
        assert await tx.outbox.counts() == (2, 0)
