"""A room that does not let the bot delete what it has said: nothing is called deleted that still stands."""

from __future__ import annotations

import pytest

from bot.domain.muted_rooms import Why
from bot.ports import SendFailed
from tests.world import Room, World

NOT_ALLOWED = SendFailed("403 M_FORBIDDEN", final=True, why=Why.NO_RIGHT)


@pytest.mark.parametrize(
    "said", ["!blocker Raum fehlt", "!aufgabe Angebot einholen", "!lernen Kurze Wege", "!frage Wer zahlt?", "!agenda Budget"]
)
async def test_it_is_said_where_the_text_still_stands(world: World, team: Room, said: str) -> None:
    message = await team.says(said)
    card = team.messages()[-1]
    world.chat.refused_deletions[team.id] = NOT_ALLOWED
    await team.deletes(message)
    assert not card.gone
    assert "Text gelöscht. Eine Nachricht von mir darf ich aber nicht löschen" in team.sees()
    assert card.event in team.messages()[-1].html


async def test_in_which_room_it_stands_is_said_where_it_was_deleted(world: World, team: Room, pmo: Room) -> None:
    message = await team.says("!blocker Raum fehlt | ampel: rot")
    alert = pmo.message("B1")
    world.chat.refused_deletions[pmo.id] = NOT_ALLOWED
    await team.deletes(message)
    assert not alert.gone and alert.event in team.messages()[-1].html
    assert "PMO: zur Nachricht" in team.sees() and "darf ich aber nicht löschen" not in pmo.sees()


async def test_where_all_goes_through_nothing_more_is_said(world: World, team: Room, pmo: Room) -> None:
    message = await team.says("!blocker Raum fehlt | ampel: rot")
    await team.deletes(message)
    assert team.sees() == "B1 ist zurückgezogen und der Text gelöscht." and team.messages()[-1].edits == 0


async def test_once_the_room_takes_it_after_all_that_is_said(world: World, team: Room, pmo: Room) -> None:
    message = await team.says("!blocker Raum fehlt | ampel: rot")
    alert = pmo.message("B1")
    await pmo.silences_the_bot()
    await team.deletes(message)
    assert "PMO: zur Nachricht" in team.message("darf ich aber nicht löschen").body
    await pmo.lets_the_bot_speak()
    assert alert.gone
    assert team.message("jetzt ist der Text überall gelöscht")


async def test_an_edit_that_never_went_out_is_none_that_could_not_be_deleted(world: World, team: Room) -> None:
    message = await team.says("!blocker Raum fehlt")
    world.chat.failing[team.id] = SendFailed("the homeserver is busy")
    await team.edits(message, "!blocker Saal fehlt")
    await team.deletes(message)
    del world.chat.failing[team.id]
    await world.pass_(minutes=5)
    assert team.message("B1").body == "B1 ist zurückgezogen und der Text gelöscht."
