"""Are timers, rooms, settings, texts by name and counts kept as the ports say?"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.ids import Number, RoomId
from bot.ports import DueTimer, KnownRoom
from storage.connection.database import Database
from tests.storage.examples import ANNA, NOW, OTHER_ROOM, ROOM, after


async def test_a_timer_takes_the_place_of_the_earlier_one(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.timers.set("escalation", "B1", after(hours=4))
        await tx.timers.set("escalation", "B1", after(hours=8))
        await tx.timers.set("digest", "B1", after(hours=2))
        assert [(timer.kind, timer.due_at) for timer in await tx.timers.upcoming(9)] == [
            ("digest", after(hours=2)),
            ("escalation", after(hours=8)),
        ]


async def test_the_first_timer_that_is_due_comes_first(store: Database) -> None:
    async with store.transaction() as tx:
        assert await tx.timers.next_at() is None
        await tx.timers.set("b", "B2", after(hours=2))
        await tx.timers.set("a", "B1", after(hours=1))
        assert await tx.timers.next_at() == after(hours=1)
        assert await tx.timers.due(NOW) is None
        assert await tx.timers.due(after(hours=1)) == DueTimer(kind="a", subject="B1", due_at=after(hours=1))
        assert await tx.timers.upcoming(1) == [await tx.timers.due(after(hours=9))]


async def test_timers_are_cleared_by_subject_or_by_kind_too(store: Database) -> None:
    async with store.transaction() as tx:
        for kind, subject in (("a", "B1"), ("b", "B1"), ("c", "B1"), ("a", "B2")):
            await tx.timers.set(kind, subject, NOW)
        await tx.timers.clear("B1", "a")
        assert len(await tx.timers.upcoming(9)) == 3
        await tx.timers.clear("B1")
        assert [(timer.kind, timer.subject) for timer in await tx.timers.upcoming(9)] == [("a", "B2")]


async def test_a_room_is_known_as_it_was_last_saved(store: Database) -> None:
    known = KnownRoom(room=ROOM, is_direct=True, inviter=ANNA, joined_at=NOW, successor=None)
    async with store.transaction() as tx:
        assert await tx.rooms.get(ROOM) is None
        await tx.rooms.save(known)
        await tx.rooms.mark_encrypted([ROOM])
        await tx.rooms.mark_encrypted([ROOM, RoomId("!new")])
        assert await tx.rooms.encrypted() == {ROOM, "!new"}
        assert await tx.rooms.get(ROOM) == known
        await tx.rooms.save(replace(known, is_direct=False, successor=RoomId("!new")))
        assert await tx.rooms.get(ROOM) == replace(known, is_direct=False, successor=RoomId("!new"))


async def test_settings_hold_in_their_scope_until_they_are_reset(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.settings.set(ROOM, "sprache", "en")
        await tx.settings.set(ROOM, "sprache", "de")
        await tx.settings.set(ROOM, "vorlauf", "2d")
        await tx.settings.set("project", "sprache", "en")
        assert await tx.settings.get(ROOM) == {"sprache": "de", "vorlauf": "2d"}
        await tx.settings.reset(ROOM, "vorlauf")
        await tx.settings.reset(ROOM, "ruhezeit")
        assert await tx.settings.get(ROOM) == {"sprache": "de"}
        assert await tx.settings.get("project") == {"sprache": "en"}


async def test_a_setting_holds_from_the_next_look_on(store: Database) -> None:
    async with store.transaction() as tx:
        assert await tx.settings.get(ROOM) == {}
        await tx.settings.set(ROOM, "sprache", "en")
        assert await tx.settings.get(ROOM) == {"sprache": "en"}
        (await tx.settings.get(ROOM))["sprache"] = "fr"
        await tx.settings.set(OTHER_ROOM, "vorlauf", "2d")
        assert await tx.settings.get(ROOM) == {"sprache": "en"}


async def test_settings_move_along_but_do_not_replace_what_is_there(store: Database) -> None:
    async with store.transaction() as tx:
        await tx.settings.set(ROOM, "sprache", "en")
        await tx.settings.set(ROOM, "vorlauf", "2d")
        await tx.settings.set(OTHER_ROOM, "sprache", "de")
        await tx.settings.move(ROOM, OTHER_ROOM)
        assert await tx.settings.get(OTHER_ROOM) == {"sprache": "de", "vorlauf": "2d"}
        assert await tx.settings.get(ROOM) == {}


async def test_texts_are_remembered_by_name(store: Database) -> None:
    async with store.transaction() as tx:
        assert await tx.get_meta("sync") is None
        await tx.set_meta("sync", "s1")
        await tx.set_meta("sync", "s2")
    async with store.reading() as tx:
        assert await tx.get_meta("sync") == "s2"


async def test_each_kind_counts_for_itself(store: Database) -> None:
    async with store.transaction() as tx:
        assert [await tx.next_number(letter) for letter in "BBS"] == [Number("B", 1), Number("B", 2), Number("S", 1)]
    async with store.transaction() as tx:
        assert await tx.next_number("B") == Number("B", 3)
