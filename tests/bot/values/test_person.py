"""Who is meant by a part of a name."""

from __future__ import annotations

import pytest

from tests.world import Room, World, user


def call(world: World, room: Room, **names: str) -> None:
    room.joins(*names)
    for person, name in names.items():
        world.rooms.names[user(person)] = name


@pytest.mark.parametrize(
    "said",
    [
        "Jonas",
        "jonas",
        "@Jonas",
        "Krämer",
        "kraemer",
        "KRÄMER",
        "Jonas Krämer",
        "Krämer, Jonas",
        "Herr Krämer",
        "Dr. Krämer",
        "Jonas K.",
        "jkraemer",
    ],
)
async def test_a_part_of_a_name_that_only_one_bears_is_enough(team: Room, world: World, said: str) -> None:
    call(world, team, Jkraemer="Jonas Krämer", Lea="Lea Schön")
    await team.says(f"!aufgabe Angebot einholen\nwer: {said}")
    assert "Für Jonas Krämer" in team.sees() and team.messages()[-1].mentions == [user("Jkraemer")]


async def test_of_two_both_are_named(team: Room, world: World) -> None:
    call(world, team, Jkraemer="Jonas Krämer", Jweber="Jonas Weber")
    await team.says("!aufgabe Angebot einholen\nwer: Jonas")
    assert "Jonas Krämer" in team.sees() and "Jonas Weber" in team.sees() and "@jweber:stadt.example" in team.sees()
    await team.says("!aufgabe Angebot einholen\nwer: Jonas W.")
    assert "Für Jonas Weber" in team.sees()


async def test_the_whole_name_goes_before_a_part_of_another(team: Room, world: World) -> None:
    call(world, team, Benk="Ben Krämer")
    await team.says("!aufgabe Angebot einholen\nwer: Ben")
    assert team.messages()[-1].mentions == [user("Ben")]


@pytest.mark.parametrize("said", ["Jon", "Ämer", "K.", "Herr", "Schmidt"])
async def test_less_than_a_word_of_a_name_is_nobody(team: Room, world: World, said: str) -> None:
    call(world, team, Jkraemer="Jonas Krämer")
    await team.says(f"!aufgabe Angebot einholen\nwer: {said}")
    assert "finde ich in diesem Raum nicht" in team.sees()


async def test_agenda_and_team_know_it_too(team: Room, world: World) -> None:
    call(world, team, Jkraemer="Jonas Krämer")
    await team.says("!agenda Budget\nwer: Jonas")
    assert "Jonas Krämer" in team.sees()
    await team.says("!team leitung: Krämer", by="Anna")
    assert "Jonas Krämer" in team.sees()
