"""`lotse status` says how the bot is."""

from __future__ import annotations

from datetime import timedelta

from bot.ports import SendFailed
from bot.reporting import status
from tests.team import BERLIN, MONDAY, Room, World


async def test_what_failed_is_told_with_the_name_of_the_group(team: Room, world: World) -> None:
    stranger = world.room("Fremd", "Ben")
    for room in (team, stranger):
        world.chat.failing[room.id] = SendFailed("403 M_FORBIDDEN", final=True)
        await room.says("!hilfe")
    lines = await status(world.store, world.clock.now(), BERLIN)
    assert lines[-3:] == [
        "failed: 2",
        "  2026-11-23 10:00  send to !fremd: 403 M_FORBIDDEN",
        "  2026-11-23 10:00  send to Dateninventur: 403 M_FORBIDDEN",
    ]


async def test_timers_that_nobody_looked_at_are_named_and_otherwise_not(team: Room, world: World) -> None:
    await team.says("!blocker Freigabe fehlt | ampel: rot")
    world.clock.set(MONDAY + timedelta(hours=1))
    assert "overdue" not in "\n".join(await status(world.store, world.clock.now(), BERLIN))
    world.clock.set(MONDAY + timedelta(hours=9))
    assert "timers overdue: 1, the first since 2026-11-23 14:00" in await status(world.store, world.clock.now(), BERLIN)
