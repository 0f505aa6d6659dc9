"""What waits in the outbox gets out at the pace of the homeserver, the urgent first."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.ports import SendFailed
from tests.storage.examples import queue
from tests.world import Limit, Room, World


async def test_where_the_homeserver_slows_us_down_an_alert_overtakes_what_waits(team: Room, pmo: Room, world: World) -> None:
    rooms = [world.room(f"Raum {count}", "Ben") for count in range(20)]
    world.chat.limit = Limit(world.clock, timedelta(seconds=5))
    for room in rooms:
        await room.says("!hilfe")
    await team.says("!blocker Server aus | ampel: rot")
    assert pmo.messages() == []
    await world.pass_(seconds=10)
    assert "Server aus" in pmo.sees()
    assert sum(bool(room.messages()) for room in rooms) <= 3


async def test_what_is_given_up_wakes_whom_its_arrival_would_have_woken(team: Room, pmo: Room, world: World) -> None:
    """The ladder goes on without the alert that nobody got: its timer is due, and somebody has to look."""
    world.chat.failing[pmo.id] = SendFailed("M_FORBIDDEN", final=True)
    await team.world.receiving().keep([team.message_of("!blocker Server aus | ampel: rot")], "position")
    await world.machine.dispatcher.dispatch_one()
    woken: list[str] = []
    world.machine.work.wakes(lambda: woken.append("looks"))
    await world.machine.relay.deliver_ready()
    assert woken


async def test_a_slow_homeserver_is_not_asked_much_more_often_than_it_takes_messages(world: World) -> None:
    rooms = [world.room(f"Raum {count}", "Ben") for count in range(40)]
    world.chat.limit = limit = Limit(world.clock, timedelta(seconds=5))
    for room in rooms:
        await room.says("!hilfe")
    limit.tries = 0
    await world.pass_(minutes=4)
    assert all(room.messages() for room in rooms)
    assert limit.tries <= 4 * len(rooms)


@pytest.mark.parametrize("pause", [None, timedelta(minutes=3)], ids=["their server is away", "too many rooms were opened"])
async def test_a_direct_chat_that_cannot_be_opened_keeps_nobody_else_waiting(
    team: Room, pmo: Room, world: World, pause: timedelta | None
) -> None:
    await team.says("!retro planen nächsten Donnerstag 15 Uhr")
    world.chat.refusing_chats = SendFailed("not now", retry_after=pause)
    await team.says("!retro anonym", by="Ben")
    await team.says("!blocker Server aus | ampel: rot")
    assert "B1" in team.sees() and "Server aus" in pmo.sees()
    world.chat.refusing_chats = None
    await world.pass_(minutes=5)
    assert len(world.chat.opened) == 1


async def test_a_limit_on_opening_rooms_is_not_taken_for_the_pace_of_messages(team: Room, world: World) -> None:
    await team.says("!retro planen nächsten Donnerstag 15 Uhr")
    world.chat.refusing_chats = SendFailed("429", retry_after=timedelta(minutes=3))
    await team.says("!retro anonym", by="Ben")
    async with world.store.reading() as tx:
        assert await tx.get_meta("pace") is None


async def test_where_the_homeserver_slows_us_down_rooms_take_turns_and_a_flood_in_one_delays_no_other(world: World) -> None:
    flooded, others = world.room("Flut", "Anna"), [world.room(f"Raum {count}", "Ben") for count in range(3)]
    world.chat.limit = Limit(world.clock, timedelta(seconds=5))
    for _ in range(30):
        await flooded.says("!hilfe")
    for room in others:
        await room.says("!hilfe")
    await world.pass_(minutes=1)
    assert all(room.messages() for room in others)
    assert len(flooded.messages()) < 30
    await world.pass_(minutes=5)
    assert len(flooded.messages()) == 30


async def test_what_is_queued_goes_out_though_nobody_says_so(team: Room, world: World) -> None:
    sent = asyncio.Event()
    world.store.watch(lambda changes: sent.set() if changes.sent else None)
    async with world.running():
        async with world.store.transaction() as tx:
            await queue(tx, "alone", room=team.id, device="DEVICE", content={"msgtype": "m.text", "body": "Hallo"})
        async with asyncio.timeout(30):
            await sent.wait()
    assert world.chat.timeline[-1].body == "Hallo"
