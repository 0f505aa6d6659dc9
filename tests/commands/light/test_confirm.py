"""Saying in words that the lights hold."""

from __future__ import annotations

import pytest

from tests.commands.light.lights import colours
from tests.world import Room, World


@pytest.mark.parametrize(
    "said", ["stimmt", "stimmt alles noch", "stimmt so", "unverändert", "unveraendert", "bleibt so", "bleibt wie gehabt", "passt"]
)
async def test_that_they_hold_is_said_in_many_words(team: Room, world: World, said: str) -> None:
    await team.says("!ampel inhalt grün")
    await team.says(f"!ampel {said}")
    assert (await colours(world))[-1] == ("content", "confirmed", "green")


@pytest.mark.parametrize("said", ["stimmt nicht", "stimmt nicht mehr", "bleibt rot", "unverändert schlecht"])
async def test_that_they_hold_is_not_read_into_something_else(team: Room, world: World, said: str) -> None:
    await team.says("!ampel inhalt grün")
    await team.says(f"!ampel {said}")
    assert await colours(world) == [("content", "set", "green")]
