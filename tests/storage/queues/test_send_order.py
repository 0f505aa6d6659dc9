"""Which message goes next in each room, and when?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text
from sqlalchemy.dialects import sqlite

from bot.domain.ids import EventId, RoomId
from bot.messages import Priority
from bot.outbound.waiting import Waiting, by_turns
from bot.ports import OutboxRow
from storage import tables
from storage.connection.database import Database
from storage.queues.send_order import heads
from tests.storage.examples import NOW, OTHER_ROOM, ROOM, after, queue, ready

ALERT, ANSWER, DIGEST = Priority.ALERT, Priority.ANSWER, Priority.DIGEST
PAST, SOON, LATER = after(minutes=-1), after(minutes=1), after(minutes=9)


@dataclass
class Case:
    story: str
    rows: list[dict[str, Any]]
    """In the order of their adding; `once` is their letter a, b, c, …, `target` the place of another."""
    ready: list[str]
    next_due: datetime | None
    done: dict[str, str] = field(default_factory=dict)


CASES = [
    Case("nothing waits", [], [], None),
    Case("one a room, the oldest", [{}, {}, {"room": OTHER_ROOM}], ["a", "c"], PAST),
    Case("an alert goes before what is older", [{}, {"priority": DIGEST}, {"priority": ALERT}], ["c"], PAST),
    Case("alerts first across rooms", [{"priority": DIGEST}, {"priority": ALERT, "room": OTHER_ROOM}], ["b", "a"], PAST),
    Case("a pause stands aside", [{"not_before": SOON}, {}], ["b"], PAST),
    Case("a pause that is over does not", [{"not_before": PAST}, {}], ["a"], PAST),
    Case("a pause alone is waited for", [{"not_before": LATER}, {"not_before": SOON, "priority": DIGEST}], [], SOON),
    Case("a retry holds its room", [{"retry_at": SOON}, {}], [], SOON),
    Case("a retry holds no other room", [{"retry_at": SOON}, {"room": OTHER_ROOM}], ["b"], PAST),
    Case("a retry whose time has come goes", [{"retry_at": PAST}, {}], ["a"], PAST),
    Case("a more urgent one overtakes a retry", [{"retry_at": SOON}, {"priority": ALERT}], ["b"], PAST),
    Case("an urgent retry holds the others", [{}, {"priority": ALERT, "retry_at": SOON}], [], SOON),
    Case("a paused retry lets others pass", [{"not_before": LATER, "retry_at": SOON}, {}], ["b"], PAST),
    Case("the later of two times counts", [{"not_before": SOON, "retry_at": LATER}], [], LATER),
    Case("when its pause ends, a retry holds its room", [{"not_before": SOON, "retry_at": LATER}, {"retry_at": LATER}], [], LATER),
    Case("a retry, but a more urgent one is free sooner", [{"retry_at": LATER}, {"priority": ALERT, "not_before": SOON}], [], SOON),
    Case("what depends on an unsent one stands aside", [{"room": OTHER_ROOM, "not_before": SOON}, {"target": 0}, {}], ["c"], PAST),
    Case("also where that is tried again", [{"room": OTHER_ROOM, "retry_at": SOON}, {"target": 0}, {}], ["c"], PAST),
    Case("in its own room it is behind it", [{"priority": DIGEST}, {"target": 0, "priority": ALERT}], ["a"], PAST),
    Case("once that is sent it goes", [{}, {"target": 0}, {}], ["b"], PAST, {"a": "sent"}),
    Case("alone it has no moment of its own", [{"room": OTHER_ROOM, "not_before": LATER}, {"target": 0}], [], LATER),
    Case("of a chain the next goes", [{}, {"target": 0}, {"target": 1, "priority": ALERT}], ["b"], PAST, {"a": "sent"}),
    Case("sent ones are over", [{}, {}], ["b"], PAST, {"a": "sent"}),
    Case("parked ones hold nobody", [{}, {}], ["b"], PAST, {"a": "parked"}),
    Case("with a parked one goes what depends on it", [{}, {"target": 0}, {"target": 1}, {}], ["d"], PAST, {"a": "parked"}),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.story)
async def test_what_is_ready_and_when_the_next_is(store: Database, case: Case) -> None:
    async with store.transaction() as tx:
        kept: list[OutboxRow] = []
        for letter, given_row in zip("abcd", case.rows, strict=False):
            target = kept[given_row["target"]].id if "target" in given_row else None
            kept.append(await queue(tx, letter, **{**given_row, "target": target}))
        for row in kept:
            if case.done.get(row.once) == "sent":
                await tx.outbox.sent(row, EventId("$x"), NOW)
            if case.done.get(row.once) == "parked":
                await tx.outbox.parked(row, "no", NOW)
        due = await tx.outbox.next_due()
    known = await in_memory(store)
    assert await ready(store) == heads_of(known, NOW) == case.ready
    assert known.first_moment() == due
    if case.ready:
        assert due is not None
        assert due <= NOW
    else:
        assert due == case.next_due


async def test_the_limit_takes_the_most_urgent(store: Database) -> None:
    async with store.transaction() as tx:
        await queue(tx, "digest", priority=DIGEST)
        await queue(tx, "alert", priority=ALERT, room=OTHER_ROOM)
    assert await ready(store, limit=1) == ["alert"]


_MINUTES = st.none() | st.integers(0, 5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.sampled_from([ROOM, OTHER_ROOM]), st.sampled_from(Priority), _MINUTES, _MINUTES), max_size=6),
)
async def test_next_due_is_the_first_moment_at_which_something_is_ready(
    store: Database, rows: list[tuple[Any, Priority, int | None, int | None]]
) -> None:
    async with store.transaction() as tx:
        await tx.connection.execute(delete(tables.outbox))
        for count, (room, priority, pause, retry) in enumerate(rows):
            times = {"not_before": _moment(pause), "retry_at": _moment(retry)}
            await queue(tx, str(count), room=room, priority=priority, **times)
        due = await tx.outbox.next_due()
    known = await in_memory(store)
    assert known.first_moment() == due
    moments = [after(minutes=minute) for minute in range(-1, 6)]
    assert [await ready(store, moment) for moment in moments] == [heads_of(known, moment) for moment in moments]
    possible = [moment for moment in moments if heads_of(known, moment)]
    if not rows:
        assert due is None
    elif possible[0] < NOW:
        assert due is not None
        assert due < NOW
    else:
        assert due == possible[0]


async def in_memory(store: Database) -> Waiting:
    """What the relay knows once it has read what waits."""
    known = Waiting()
    known.begin()
    async with store.reading() as tx:
        known.know(await tx.outbox.waiting(100))
    return known


def heads_of(known: Waiting, now: datetime) -> list[str]:
    """The first in each room, in the order in which they are sent."""
    first: dict[RoomId, OutboxRow] = {}
    for row in known.ready(now, ()):
        first.setdefault(row.room, row)
    return [row.once for row in by_turns([*first.values()], {}, ())]


def _moment(minutes: int | None) -> datetime | None:
    return None if minutes is None else after(minutes=minutes)


@pytest.mark.sqlite
async def test_what_is_ready_is_found_by_the_index_of_what_waits(store: Database) -> None:
    query = heads([tables.outbox.c.id]).params(now=NOW, most=10).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    async with store.reading() as tx:
        plan = [row.detail for row in await tx.connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
    tables_searched = [step for step in plan if "outbox" in step or "head" in step or "first" in step or "after" in step]
    assert any("ix_outbox_waiting" in step for step in tables_searched)
    assert not [step for step in tables_searched if step.startswith("SCAN") and "ix_outbox_waiting" not in step]
