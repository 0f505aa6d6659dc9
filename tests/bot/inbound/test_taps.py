"""A button holds as long as one valid tap of it stands, whoever tapped first and whatever the emoji is made of."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.matrix.inbound.text import bare_emoji
from tests.world import Room


async def is_open(team: Room, number: str = "B1") -> bool:
    await team.says("!blocker")
    return number in team.sees()


@pytest.mark.parametrize(
    ("withdrawn", "still_open"),
    [
        ([], False),
        ([0], False),
        ([1], False),
        ([2], False),
        ([0, 1], False),
        ([0, 2], False),
        ([1, 0], False),
        ([0, 1, 2], True),
        ([2, 1, 0], True),
        ([1, 0, 2], True),
    ],
)
async def test_a_blocker_is_solved_as_long_as_one_tap_stands(withdrawn: Sequence[int], still_open: bool, team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt")
    card = team.message("B1").event
    people = ["Anna", "Ben", "Anna"]
    taps = [await team.reacts("✅", to=card, by=person) for person in people]
    for place in withdrawn:
        await team.deletes(taps[place], by=people[place])
    assert await is_open(team) is still_open


async def test_a_tap_of_who_may_not_holds_nothing(team: Room) -> None:
    team.joins("Gast")
    await team.says("!blocker Raum fehlt")
    card = team.message("B1").event
    tap = await team.reacts("✅", to=card, by="Anna")
    team.leaves("Gast")
    await team.reacts("✅", to=card, by="Gast")
    await team.deletes(tap, by="Anna")
    assert await is_open(team)


async def test_taking_goes_to_the_next_who_tapped(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt\nampel: rot")
    card = pmo.message("B1").event
    paula = await pmo.reacts("👀", to=card, by="Paula")
    peter = await pmo.reacts("👀", to=card, by="Peter")
    await pmo.deletes(paula, by="Paula")
    await team.says("!blocker B1")
    assert "Peter" in team.sees()
    await pmo.deletes(peter, by="Peter")
    await team.says("!blocker liste")
    assert "Peter" not in team.sees() and "Paula" not in team.sees()


async def test_who_tapped_twice_takes_it_back_with_the_second(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt\nampel: rot")
    card = pmo.message("B1").event
    first = await pmo.reacts("👀", to=card, by="Paula")
    second = await pmo.reacts("👀", to=card, by="Paula")
    await pmo.deletes(first, by="Paula")
    await team.says("!blocker liste")
    assert "Paula" in team.sees()
    await pmo.deletes(second, by="Paula")
    await team.says("!blocker liste")
    assert "Paula" not in team.sees()


async def test_an_action_is_done_as_long_as_one_tap_stands(team: Room) -> None:
    await team.says("!aufgabe Raum suchen")
    card = team.message("A1").event
    taps = [await team.reacts("✅", to=card, by=person) for person in ("Anna", "Ben")]
    await team.deletes(taps[0], by="Anna")
    await team.says("!aufgabe")
    assert "A1" not in team.sees()
    await team.deletes(taps[1], by="Ben")
    await team.says("!aufgabe")
    assert "A1" in team.sees()


async def test_a_group_counts_as_long_as_one_of_the_pmo_confirms_it(team: Room, pmo: Room) -> None:
    room = team.world.room("Wärmenetz", moderators=("Carla",))
    await room.says("!team Wärmenetz")
    card = pmo.message("Wärmenetz").event
    taps = [await pmo.reacts("✅", to=card, by=person) for person in ("Paula", "Peter")]
    await pmo.deletes(taps[0], by="Paula")
    await room.says("!blocker Rohr fehlt")
    assert "B1" in room.sees()
    await pmo.deletes(taps[1], by="Peter")
    await room.says("!blocker Noch ein Rohr fehlt")
    assert "B2" not in room.sees()


@pytest.mark.parametrize(
    ("key", "bare"),
    [("✅️", "✅"), ("✅", "✅"), ("👍🏽", "👍"), ("👍🏻", "👍"), ("👍🏿", "👍"), ("👍️", "👍"), ("👀︎", "👀"), ("⏫️", "⏫"), (" ✅ ", "✅")],
)
def test_an_emoji_is_the_same_whatever_its_skin_and_its_selectors(key: str, bare: str) -> None:
    assert bare_emoji(key) == bare
