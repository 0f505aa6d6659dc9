"""A red blocker of which the PMO could not hear, and which is yellow by the time it can: it hears of it once, as of any yellow one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.commands.blocker.test_escalation import at
from tests.world import Room, World

RED = "!blocker Server aus | ampel: rot"
YELLOW = "!blocker ändere B1 | ampel: gelb"


async def turned_yellow_unheard(team: Room, pmo: Room) -> None:
    await pmo.silences_the_bot()
    await team.says(RED)  # Monday 10:00
    await team.says(YELLOW)


@pytest.mark.parametrize("mended_after", [timedelta(minutes=5), timedelta(hours=5), timedelta(days=2)])
async def test_the_pmo_hears_of_it_once_when_a_yellow_one_is_due(team: Room, pmo: Room, world: World, mended_after: timedelta) -> None:
    await turned_yellow_unheard(team, pmo)
    await world.until(world.clock.now() + mended_after)
    await pmo.lets_the_bot_speak()
    assert pmo.messages() == []
    card = team.message("B1 Server aus\n").body
    assert "🟡" in card and "weiß noch nichts" not in card and "26.11." in card
    await world.until(at(27, 12))
    (alert,) = pmo.messages()
    assert "🟡 gelb · B1 Server aus" in alert.body and alert.notifies


async def test_so_it_is_where_the_room_is_mended_only_after_that(team: Room, pmo: Room, world: World) -> None:
    await turned_yellow_unheard(team, pmo)
    await world.until(at(26, 12))
    await pmo.lets_the_bot_speak()
    await world.until(at(30, 12))
    assert [seen.body.splitlines()[0] for seen in pmo.messages()] == ["🟡 gelb · B1 Server aus"]


async def test_the_committee_is_not_called_for_it(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await turned_yellow_unheard(team, pmo)
    await world.until(at(24, 17))
    assert steering.messages() == []


async def test_one_that_turns_red_again_is_alerted_at_once(team: Room, pmo: Room, world: World) -> None:
    await turned_yellow_unheard(team, pmo)
    await pmo.lets_the_bot_speak()
    await world.pass_(minutes=5)
    await team.says("!blocker ändere B1 | ampel: rot")
    (alert,) = pmo.messages()
    assert "🔴 rot · B1 Server aus" in alert.body


async def test_one_that_was_heard_of_while_red_is_reminded_of_as_before(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    await team.says(YELLOW)
    await world.until(at(27, 12))
    assert len([seen for seen in pmo.messages() if seen.notifies]) == 2
