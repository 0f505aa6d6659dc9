"""An alert that is refused for itself, in a room that takes other messages: who hears of it."""

from __future__ import annotations

import pytest

from bot.domain.muted_rooms import Why
from bot.ports import SendFailed
from tests.commands.blocker.test_arrival import opened
from tests.world import Room, World

RED = "!blocker Server aus | ampel: rot"
ALONE = [SendFailed("413 M_TOO_LARGE", final=True, why=Why.CONTENT), SendFailed("400 M_BAD_JSON", final=True, why=Why.CONTENT)]


@pytest.mark.parametrize("refused", ALONE, ids=str)
async def test_the_admins_hear_it_in_a_chat_that_is_opened_for_it(team: Room, pmo: Room, world: World, refused: SendFailed) -> None:
    world.chat.refused_words["Noch kümmert sich niemand"] = refused
    await team.says(RED)
    ada = await opened(world)
    assert "Der Server hat meine Nachricht ans PMO nicht angenommen." in ada.sees() and "**" not in ada.sees()
    assert "B1" in ada.sees() and "lotse status" in ada.sees() and ada.messages()[-1].notifies
    assert "Server aus" not in ada.sees() and "erledigt" not in ada.sees()


async def test_in_the_chat_that_is_there_already_they_hear_it_once(team: Room, pmo: Room, world: World) -> None:
    ada = world.room("Direkt", "Ada")
    await ada.invites(by="Ada", direct=True)
    await ada.lets_the_bot_in()
    ada.forget()
    world.chat.refused_words["Noch kümmert sich niemand"] = ALONE[0]
    await team.says(RED)
    await world.pass_(hours=30)
    assert len([seen for seen in ada.messages() if "B1" in seen.body and "ans PMO" in seen.body]) == 1


async def test_when_it_has_arrived_after_all_before_they_are_there_it_says_so(team: Room, pmo: Room, world: World) -> None:
    world.chat.refused_words["Noch kümmert sich niemand"] = ALONE[0]
    await team.says(RED)
    await team.says("!blocker gelöst B1")
    ada = await opened(world)
    assert "erledigt" in ada.sees()


async def test_of_one_that_arrives_they_hear_nothing(team: Room, pmo: Room, world: World) -> None:
    await team.says(RED)
    assert world.chat.opened == []
