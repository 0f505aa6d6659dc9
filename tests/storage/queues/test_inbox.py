"""Does every event come in once, wait in order, and leave no text behind?"""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.domain.ids import EventId, Number
from storage.connection.database import Database
from tests.storage.examples import ANNA, NOW, ROOM, after, message, unreadable


async def test_events_are_handled_in_the_order_in_which_they_came(store: Database) -> None:
    async with store.transaction() as tx:
        assert await tx.inbox.add([message("$2"), message("$1")], NOW) == 2
        assert await tx.inbox.add([message("$3", text="Grüße", mentions={"Anna": ANNA})], after(seconds=1)) == 1
    async with store.transaction() as tx:
        row = None
        for expected in ("$2", "$1", "$3"):
            row = await tx.inbox.next()
            assert row is not None
            assert row.event.event_id == expected
            await tx.inbox.finish(EventId(expected), outcome="done")
        assert await tx.inbox.next() is None
    assert row is not None
    assert row.event == message("$3", text="Grüße", mentions={"Anna": ANNA})
    assert row.received_at == after(seconds=1)


async def test_an_event_that_comes_again_is_not_taken_again(store: Database) -> None:
    async with store.transaction() as tx:
        assert await tx.inbox.add([message("$1"), message("$1", text="other")], NOW) == 1
        await tx.inbox.finish(EventId("$1"), outcome="done")
        assert await tx.inbox.add([message("$1"), message("$2")], NOW) == 1
        row = await tx.inbox.next()
    assert row is not None
    assert row.event.event_id == "$2"


async def test_known_events_are_told_apart_also_in_long_lists(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.inbox.add([message(f"${count}") for count in range(0, 3000, 2)], NOW)
    async with store.reading() as tx:
        known = await tx.inbox.known([EventId(f"${count}") for count in range(3000)])
        assert await tx.inbox.waiting() == 1500
    assert known == {f"${count}" for count in range(0, 3000, 2)}


async def test_a_handled_event_is_remembered_without_its_text(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.inbox.add([message("$1"), message("$2")], NOW)
        await tx.inbox.finish(EventId("$1"), outcome="done", command="blocker add", subject=Number("B", 12), fingerprint="f00")
    async with store.reading() as tx:
        handled = await tx.inbox.handled(EventId("$1"))
        assert await tx.inbox.handled(EventId("$2")) is None
        assert await tx.inbox.waiting() == 1
        kept = await tx.connection.execute(text("SELECT event_id, payload FROM inbox WHERE payload IS NOT NULL"))
        assert [row.event_id for row in kept] == ["$2"]
    assert handled is not None
    assert (handled.room, handled.sender, handled.sent_at) == (ROOM, ANNA, NOW)
    assert (handled.outcome, handled.command, handled.subject, handled.fingerprint) == ("done", "blocker add", Number("B", 12), "f00")


async def test_a_refused_command_can_be_handled_anew(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.inbox.add([message("$1")], NOW)
        await tx.inbox.finish(EventId("$1"), outcome="refused")
        await tx.inbox.finish(EventId("$1"), outcome="done", command="blocker add")
        handled = await tx.inbox.handled(EventId("$1"))
    assert handled is not None
    assert handled.outcome == "done"


async def test_an_event_that_never_came_cannot_be_handled(store: Database) -> None:
    with pytest.raises(LookupError, match="nowhere"):
        async with store.transaction() as tx:
            await tx.inbox.finish(EventId("$nowhere"), outcome="done")


async def test_what_cannot_be_read_waits_for_its_key_and_keeps_its_place(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.inbox.add([unreadable("$1"), unreadable("$2"), message("$3")], NOW)
        assert [row.event.event_id for row in await tx.inbox.undecryptable()] == ["$1", "$2"]
        assert await tx.inbox.waiting() == 1
        await tx.inbox.decrypted(EventId("$2"), message("$2", text="!hilfe"))
        row = await tx.inbox.next()
        assert [row.event.event_id for row in await tx.inbox.undecryptable()] == ["$1"]
    assert row is not None
    assert row.event == message("$2", text="!hilfe")


async def test_a_key_that_comes_after_we_gave_up_changes_nothing(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.inbox.add([unreadable("$1")], NOW)
        await tx.inbox.finish(EventId("$1"), outcome="ignored")
        await tx.inbox.decrypted(EventId("$1"), message("$1"))
        assert await tx.inbox.next() is None
        assert await tx.inbox.handled(EventId("$1")) is not None


async def test_it_forgets_which_commands_spoke_of_a_record_but_for_those_that_are_named(store: Database) -> None:
    told = {"$1": "deputy abstain", "$2": "deputy coming", "$3": "agenda add", "$4": "deputy abstain"}
    async with store.transaction() as tx:
        await tx.inbox.add([message(event) for event in told], NOW)
        for event, command in told.items():
            about = Number("S", 2 if event == "$4" else 1)
            await tx.inbox.finish(EventId(event), outcome="done", command=command, subject=about, fingerprint="hash")
        await tx.inbox.forget_commands(Number("S", 1), ("deputy ", "minutes "), but={EventId("$2")})
        kept = {event: await tx.inbox.handled(EventId(event)) for event in told}
    assert {event: row.command for event, row in kept.items() if row} == told | {"$1": ""}
    first = kept["$1"]
    assert first is not None and (first.subject, first.fingerprint, first.outcome) == (None, "", "done")
