"""Of which group a report is: its name in front, in its field, mistyped, and what the PMO sets for others."""

from __future__ import annotations

import pytest

from tests.commands.light.lights import reports
from tests.commands.question.asking import second_team
from tests.world import Room, World


@pytest.mark.parametrize(
    "said",
    [
        "Dateninventur inhalt gelb Urlaub",
        "Dateninventur: inhalt gelb Urlaub",
        "Dateninventur, gelb Urlaub",
        "Dateninventur | inhalt: gelb",
        "Dateninventur\ninhalt gelb",
    ],
)
async def test_whoever_names_another_group_does_not_set_their_own(team: Room, pmo: Room, world: World, said: str) -> None:
    app = await second_team(world, pmo)
    await app.says(f"!ampel {said}")
    assert app.sees() == "Das können nur Dateninventur und das PMO. Ansehen dürfen es alle."
    assert await reports(world, "App") == [] and await reports(world) == []


async def test_a_sentence_may_begin_with_the_name_of_a_group(team: Room, pmo: Room, world: World) -> None:
    await second_team(world, pmo)
    await team.says("!ampel App wartet auf uns: ressourcen gelb")
    assert [(each.aspect.value, each.reason) for each in await reports(world)] == [("resources", "App wartet auf uns")]


@pytest.mark.parametrize("said", ["Datenin", "Dateninventurr", "dateninventru"])
async def test_a_slip_in_the_name_of_a_group_is_asked_about(team: Room, pmo: Room, said: str) -> None:
    await pmo.says(f"!ampel {said}", by="Paula")
    assert pmo.sees() == f"»{said}« kenne ich nicht als Task Force. Meintest du Dateninventur?"
    await pmo.taps("✅", on="Meintest du", by="Paula")
    assert "Ampeln: Dateninventur" in pmo.sees()


async def test_a_group_alone_in_its_field_is_shown(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!ampel team: Dateninventur", by="Paula")
    assert "Ampeln: Dateninventur" in pmo.sees()


async def test_the_pmo_is_told_where_lights_are_confirmed(team: Room, pmo: Room) -> None:
    await pmo.says("!ampel stimmt", by="Paula")
    assert pmo.sees().startswith("Ampeln haben nur die Task Forces. Setzt sie bitte in deren Raum.")


async def test_alone_with_the_bot_the_pmo_is_asked_for_which_group(team: Room, pmo: Room, world: World) -> None:
    direct = world.room("Direkt mit Paula", "Paula")
    await direct.invites(by="Paula", direct=True)
    await direct.says("!ampel inhalt gelb Urlaub")
    assert direct.sees().startswith("Für welche Task Force? Schreib sie dazu") and "team: Dateninventur" in direct.sees()


async def test_the_reason_of_the_projects_light_is_given_in_words(pmo: Room, world: World) -> None:
    await pmo.says("!ampel projekt gelb", by="Paula")
    await pmo.says("!ampel weil die Vergabe dauert", by="Paula")
    await pmo.says("!ampel projekt", by="Paula")
    assert "💬 die Vergabe dauert" in pmo.sees()
    await pmo.says("!ampel weil das Geld fehlt", by="Paula")
    await pmo.says("!ampel projekt", by="Paula")
    assert "💬 das Geld fehlt" in pmo.sees()


async def test_only_the_pmo_sets_the_light_of_the_project(team: Room, pmo: Room) -> None:
    await team.says("!ampel projekt gelb Vergabe")
    assert team.sees() == "Das kann nur das PMO entscheiden."
