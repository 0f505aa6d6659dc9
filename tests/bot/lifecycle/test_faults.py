"""A fault of ours stops nothing but itself: it is loud at once, counted, told to the admins once, and set aside where it repeats.

The faults are rows that cannot be read, as a broken disk or another version leaves them, and texts that cannot be rendered.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.cli.status import status
from bot.domain.faults import Place
from bot.domain.ids import EventId
from bot.messages import Invitation, Message
from tests.world import BERLIN, Room, World, user

NONSENSE = "UPDATE {table} SET {column} = 'nonsense' WHERE {which}"


async def spoils(world: World, table: str, column: str, which: str = "1 = 1") -> None:
    async with world.store.transaction() as tx:
        await tx.connection.execute(text(NONSENSE.format(table=table, column=column, which=which)))


async def mends(world: World, table: str, column: str, value: str, which: str = "1 = 1") -> None:
    async with world.store.transaction() as tx:
        await tx.connection.execute(text(f"UPDATE {table} SET {column} = '{value}' WHERE {which}"))


async def says(world: World) -> str:
    return "\n".join(await status(world.store, world.clock.now(), BERLIN))


@pytest.fixture
async def ada(world: World, team: Room) -> Room:
    """The admin, in a direct chat with the bot."""
    direct = world.room("Direkt mit Ada", "Ada")
    await direct.invites(by="Ada", direct=True)
    await direct.lets_the_bot_in()
    direct.forget()
    return direct


async def test_a_handler_that_fails_is_apologised_for_and_the_next_event_has_its_turn(team: Room, world: World, ada: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await spoils(world, "blockers", "severity")
    await team.says("!blocker B1")
    assert "etwas schiefgegangen" in team.sees()
    await team.says("!hilfe")
    assert "etwas schiefgegangen" not in team.sees()
    assert world.tally.faults.counts == {Place.EVENT: 1}
    assert "ein Fehler aufgetreten" in ada.sees() and "lotse status" in ada.sees()
    assert "1 × event message: ValueError in storage/" in await says(world)


async def test_the_admins_hear_of_the_same_fault_once(team: Room, world: World, ada: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await spoils(world, "blockers", "severity")
    for _ in range(5):
        await team.says("!blocker B1")
    assert len(ada.messages()) == 1
    assert "5 × event message" in await says(world)


async def test_an_admin_without_a_direct_chat_gets_one(team: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    await spoils(world, "blockers", "severity")
    await team.says("!blocker B1")
    assert world.chat.opened == [(user("Ada"), "fault")]
    direct = await world.opened_direct()
    assert "ich bin Lotse" in direct.sees() and "ein Fehler aufgetreten" in direct.sees()


async def test_a_tap_that_fails_is_apologised_for(team: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    await spoils(world, "blockers", "severity")
    await team.taps("✅", on="B1")
    assert "etwas schiefgegangen" in team.sees()


async def test_a_timer_that_fails_again_and_again_is_set_aside_and_the_others_go_on(team: Room, pmo: Room, world: World, ada: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    pmo.forget()
    await spoils(world, "blockers", "severity", "number = 'B1'")
    await team.says("!blocker Raum fehlt | ampel: rot")
    await world.pass_(hours=6)
    assert "B2" in pmo.sees()
    told = await says(world)
    assert "timer blocker escalation B1, since 2026-11-23 14:40" in told and "5 × timer blocker escalation" in told
    assert "timers overdue" not in told
    assert len(ada.messages()) == 1
    await mends(world, "blockers", "severity", "red", "number = 'B1'")
    await world.catches_up([])
    await world.pass_(hours=1)
    assert "B1" in pmo.sees()
    assert "set aside" not in await says(world)


@pytest.mark.parametrize("garbage", ["", "soon"])
async def test_a_timer_whose_time_cannot_be_read_stops_no_other(team: Room, pmo: Room, world: World, garbage: str) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    pmo.forget()
    async with world.store.transaction() as tx:
        await tx.timers.set("absence", "nobody", world.clock.now())
    await mends(world, "timers", "due_at", garbage, "kind = 'absence'")
    assert await world.machine.timers.run_one() or garbage == "soon"
    await world.pass_(hours=5)
    assert "wartet noch" in pmo.sees()


async def test_an_event_that_cannot_be_read_stops_no_other_and_is_read_after_the_next_start(team: Room, world: World) -> None:
    waiting = Message(event_id=EventId("$alt"), room=team.id, sender=user("Anna"), sent_at=world.clock.now(), text="!blocker Saal fehlt")
    async with world.store.transaction() as tx:
        await tx.inbox.add([waiting], world.clock.now())
    await spoils(world, "inbox", "sent_at", "event_id = '$alt'")
    await team.says("!blocker Raum fehlt")
    assert "B1 Raum fehlt" in team.sees()
    assert "1 event that cannot be read" in await says(world)
    await mends(world, "inbox", "sent_at", world.clock.now().isoformat(), "event_id = '$alt'")
    await world.catches_up([])
    assert "Saal fehlt" in team.sees() and "cannot be read" not in await says(world)


async def test_a_message_that_cannot_be_read_stops_no_other_room_and_not_its_own(team: Room, pmo: Room, world: World) -> None:
    async with world.store.transaction() as tx:
        await tx.inbox.add([team.message_of("!blocker Raum fehlt")], world.clock.now())
    await world.machine.dispatcher.dispatch_one()
    await spoils(world, "outbox", "role", "sent_at IS NULL AND action = 'send'")
    await team.says("!hilfe")
    await pmo.says("!hilfe", by="Paula")
    assert team.messages() and pmo.messages()
    assert "the row cannot be read" in await says(world)


async def test_a_fault_in_one_event_of_a_sync_keeps_none_of_the_others(team: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    card = team.message("B1").event
    await spoils(world, "outbox", "role", f"event_id = '{card}'")
    reply = team.message_of("Das klärt sich").model_copy(update={"reply_to": card})
    await world.receives(team.message_of("!blocker Saal fehlt"), reply, team.message_of("!blocker Tisch fehlt"))
    await team.says("!blocker")
    assert "Saal fehlt" in team.sees() and "Tisch fehlt" in team.sees()
    async with world.store.reading() as tx:
        assert await tx.get_meta("sync_position") == "position"


async def test_a_duty_at_the_start_that_fails_keeps_nothing_from_starting(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: Do 10 Uhr")
    await spoils(world, "sessions", "start")
    await world.catches_up([])
    assert "1 × start schedule_all: ValueError" in await says(world)
    await team.says("!blocker Raum fehlt")
    assert "B1" in team.sees()


async def test_an_invitation_that_fails_is_told_to_the_admins(world: World, team: Room, ada: Room) -> None:
    await spoils(world, "rooms", "joined_at", f"room = '{ada.id}'")
    invitation = Invitation(event_id=world.event_id(), room=ada.id, sender=user("Ada"), sent_at=world.clock.now(), is_direct=True)
    await world.happens(invitation)
    await team.says("!blocker Raum fehlt")
    assert "B1" in team.sees()


async def test_what_has_not_shown_for_a_month_is_forgotten(team: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    await spoils(world, "blockers", "severity")
    await team.says("!blocker B1")
    world.clock.set(world.clock.now() + timedelta(days=31))
    world.tally.faults.note(Place.START, "a duty", KeyError())
    await world.settle()
    assert "start a duty: KeyError" in await says(world) and "event message" not in await says(world)
