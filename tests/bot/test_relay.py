"""What waits in the outbox gets out at the pace of the homeserver, the urgent first."""

from __future__ import annotations

from datetime import timedelta

from tests.team import Limit, Room, World


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


async def test_a_slow_homeserver_is_not_asked_much_more_often_than_it_takes_messages(world: World) -> None:
    rooms = [world.room(f"Raum {count}", "Ben") for count in range(40)]
    world.chat.limit = limit = Limit(world.clock, timedelta(seconds=5))
    for room in rooms:
        await room.says("!hilfe")
    limit.tries = 0
    await world.pass_(minutes=4)
    assert all(room.messages() for room in rooms)
    assert limit.tries <= 4 * len(rooms)
