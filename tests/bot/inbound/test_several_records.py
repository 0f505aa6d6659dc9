"""A message about several records (`!blocker gelöst B1, B2`): what becomes of it becomes of all of them."""

from __future__ import annotations

import pytest

from bot.messages import Attachment
from tests.world import Room, World

PICTURE = Attachment(name="plan.jpg", address="mxc://stadt.example/plan")


async def blockers(world: World) -> tuple[Room, ...]:
    team, *_ = world.founded
    for title in ("Raum fehlt", "Strom fehlt", "Geld fehlt"):
        await team.says(f"!blocker {title}")
    team.forget()
    return world.founded


after_blockers = pytest.mark.goes_on_from(story=blockers)


async def shown(team: Room) -> list[str]:
    seen = []
    for number in ("B1", "B2", "B3"):
        await team.says(f"!blocker {number}")
        seen.append(team.sees())
    return seen


@after_blockers
async def test_deleting_it_deletes_its_note_on_each(team: Room) -> None:
    said = await team.says("!blocker notiz B1 B2, B3 Der Hausmeister weiß mehr")
    assert all("Hausmeister" in each for each in await shown(team))
    await team.deletes(said)
    assert not any("Hausmeister" in each for each in await shown(team))


@after_blockers
async def test_what_was_passed_on_of_such_a_note_goes_too(team: Room, pmo: Room) -> None:
    for number in ("B1", "B2"):
        await team.says(f"!blocker eskalieren {number}")
    said = await team.says("!blocker notiz B1 B2 Der Hausmeister weiß mehr")
    assert sum("Hausmeister" in seen.body for seen in pmo.messages()) == 2
    await team.deletes(said)
    assert not any("Hausmeister" in seen.body for seen in pmo.messages())


@after_blockers
async def test_a_picture_is_kept_with_each_and_goes_with_its_message(team: Room) -> None:
    said = await team.says("!blocker notiz B1 B2 So sieht es aus", attachment=PICTURE)
    first, second, third = await shown(team)
    assert "plan.jpg" in first and "plan.jpg" in second and "plan.jpg" not in third
    await team.deletes(said)
    assert not any("plan.jpg" in each or "So sieht" in each for each in await shown(team))


@after_blockers
async def test_a_picture_without_a_note_of_its_own_is_kept_with_each_too(team: Room) -> None:
    said = await team.says("!blocker eskalieren B1 B3", attachment=PICTURE)
    first, second, third = await shown(team)
    assert "plan.jpg" in first and "plan.jpg" not in second and "plan.jpg" in third
    await team.deletes(said)
    assert not any("plan.jpg" in each for each in await shown(team))


@pytest.mark.parametrize("said", ["!blocker gelöst B1, B2", "!blocker notiz B1 B2 Alles gut", "!blocker eskalieren B1 B2 B9"])
@after_blockers
async def test_an_edit_of_it_says_of_each_that_it_changes_nothing(team: Room, said: str) -> None:
    message = await team.says(said)
    await team.edits(message, f"{said} Doch nicht")
    assert "Schreib mir bitte eine neue zu B1, B2." in team.sees()
    team.forget()
    await team.edits(message, "!blocker gelöst B3")
    assert team.messages() == []


@after_blockers
async def test_an_edit_of_one_that_was_refused_is_carried_out_on_each(team: Room) -> None:
    message = await team.says("!blocker gelöst B7, B8")
    await team.edits(message, "!blocker gelöst B1, B2")
    first, second, third = await shown(team)
    assert "gelöst" in first.split("\n")[0] and "gelöst" in second.split("\n")[0] and "gelb" in third.split("\n")[0]
    await team.edits(message, "!blocker gelöst B3")
    assert "Schreib mir bitte eine neue zu B1, B2." in team.sees()


@after_blockers
async def test_one_that_was_offered_first_is_of_each_too(team: Room) -> None:
    message = await team.says("!blocker gelösst B1, B2")
    await team.taps("✅", on="Meintest du")
    await team.edits(message, "!blocker gelöst B3")
    assert "Schreib mir bitte eine neue zu B1, B2." in team.sees()
