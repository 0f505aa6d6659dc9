"""An action that a retrospective has decided on says so."""

from __future__ import annotations

import pytest

from bot.domain.ids import Number
from bot.domain.record_types import ACTIONS
from tests.commands.retro.running_retro import held
from tests.world import Room, World


async def test_the_card_says_which_retrospective_and_note_it_comes_from_and_the_list_does_not(team: Room, world: World) -> None:
    await held(team, 2, notes=3)
    await team.says("!aufgabe Protokoll nur einmal schreiben | retro: R2/3")
    assert "🔄 Aus R2, Notiz 3" in team.sees()
    await team.says("!aufgabe A1")
    assert "🔄 Aus R2" in team.sees()
    await team.says("!aufgabe")
    assert "A1" in team.sees() and "R2" not in team.sees()
    async with world.store.reading() as tx:
        action = await tx.records(ACTIONS).get(Number("A", 1))
    assert action is not None and (action.retro, action.note) == (Number("R", 2), 3)


async def test_it_can_be_added_changed_and_taken_away_later(team: Room) -> None:
    await held(team, 2, notes=3)
    event = await team.says("!aufgabe Protokoll nur einmal schreiben")
    card = team.message("A1")
    assert "🔄" not in card.body
    await team.says("!aufgabe ändere A1 | retro: R2 3")
    assert "Aus R2, Notiz 3" in card.body
    await team.says("!aufgabe edit A1 | retro: 2")
    assert "Aus R2" in card.body and "Notiz" not in card.body
    await team.says("!aufgabe ändere A1 | retro:")
    assert "🔄" not in card.body
    await team.edits(event, "!aufgabe Protokoll nur einmal schreiben | retro: R2/1")
    assert "Aus R2, Notiz 1" in card.body


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("die letzte", "»die letzte« ist keine Retro"),
        ("A2", "»A2« ist keine Retro"),
        ("R9", "Eine Retro R9 gibt es nicht"),
        ("R2/4", "Eine Notiz 4 gibt es bei R2 nicht"),
        ("R3", "R3 ist die Retro von PMO"),
    ],
)
async def test_what_it_cannot_come_from_is_refused_with_an_example_and_stores_nothing(
    team: Room, pmo: Room, said: str, reason: str
) -> None:
    await held(team, 2, notes=3)
    await held(pmo, 3)
    await team.says(f"!aufgabe Protokoll | retro: {said}")
    assert reason in team.sees() and "retro: R2" in team.sees()
    await team.says("!aufgabe liste alle projekt")
    assert "Keine Aufgaben" in team.sees()
