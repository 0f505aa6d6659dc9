"""`lotse status` says how the bot is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cli.status import status
from bot.domain.muted_rooms import Why
from bot.ports import SendFailed
from tests.world import BERLIN, MONDAY, Room, World


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
    await world.until(MONDAY + timedelta(hours=1))
    assert "overdue" not in "\n".join(await status(world.store, world.clock.now(), BERLIN))
    world.clock.set(MONDAY + timedelta(hours=9))
    assert "timers overdue: 1, the first since 2026-11-23 14:00" in await status(world.store, world.clock.now(), BERLIN)


async def test_what_failed_for_the_same_reason_is_counted_and_shown_in_one_line(team: Room, world: World) -> None:
    world.chat.failing[team.id] = SendFailed("403 M_FORBIDDEN", final=True)
    for _ in range(94):
        await team.says("!hilfe")
    lines = await status(world.store, world.clock.now(), BERLIN)
    assert lines[-2:] == ["failed: 94", "  2026-11-23 10:00  94 × send to Dateninventur: 403 M_FORBIDDEN"]


@pytest.mark.parametrize("order", ["refused before the bot knows", "refused afterwards"])
async def test_what_was_meant_for_a_direct_chat_that_is_gone_is_no_failure_for_ever(world: World, order: str) -> None:
    direct = world.room("Direkt mit Ben", "Ben")
    await direct.lets_the_bot_in()
    world.chat.failing[direct.id] = SendFailed("we are not in this room", final=True, why=Why.REMOVED)
    if order == "refused afterwards":
        await direct.removes_the_bot(by="Ben")
    for _ in range(20):
        await direct.says("!hilfe")
    if order != "refused afterwards":
        await direct.removes_the_bot(by="Ben")
    lines = await status(world.store, world.clock.now(), BERLIN)
    assert lines[-1] == "failed: none" and not any("refuses" in line for line in lines), lines
