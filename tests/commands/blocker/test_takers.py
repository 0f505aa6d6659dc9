"""Who has taken a blocker and leaves the PMO's room gives it back: it is free, the PMO hears so, and the ladder goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.commands.blocker.test_escalation import at, spoken
from tests.world import Room, World, user

RED = "!blocker Server aus | ampel: rot"


async def taken(team: Room, pmo: Room, *reports: str) -> None:
    for count, report in enumerate(reports, start=1):
        await team.says(report)
        await pmo.says(f"!blocker übernehmen B{count}", by="Paula")
    team.forget()
    pmo.forget()


@pytest.mark.parametrize("moment", ["while the bot listens", "while the bot was away"])
async def test_it_is_free_again_and_the_pmo_can_take_it_with_a_tap(team: Room, pmo: Room, world: World, moment: str) -> None:
    await taken(team, pmo, RED)
    pmo.leaves("Paula")
    if moment == "while the bot listens":
        await pmo.changes()
    else:
        await world.receiving().keep([], "position", changed={pmo.id, team.id})
        await world.catches_up([])
    (word,) = pmo.messages()
    assert "B1" in word.body and "wieder frei" in word.body and word.notifies and word.reactions == ["👀"]
    assert user("Peter") in word.mentions and user("Paula") not in word.mentions
    assert "nicht mehr im PMO" in team.sees() and "kümmert sich" not in team.message("B1 Server aus\n").body
    await pmo.taps("👀", on=word.event, by="Peter")
    assert "Peter" in team.message("B1 Server aus\n").body


async def test_the_ladder_goes_on_where_it_was(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(RED)  # Monday 10:00
    await world.until(at(23, 14, 30))  # one reminder
    await pmo.taps("👀", on="B1", by="Paula")
    await world.until(at(24, 10))
    pmo.leaves("Paula")
    await pmo.changes()
    pmo.forget()
    await world.until(at(24, 14) - timedelta(seconds=1))
    assert pmo.messages() == []
    await world.until(at(24, 14))
    assert "Erinnerung 2 von 3" in pmo.sees()
    await world.until(at(25, 12))  # the third on Tuesday at 18:00, and four hours after it
    assert "B1" in steering.sees()


async def test_several_that_one_person_had_taken_are_one_message(team: Room, pmo: Room, world: World) -> None:
    await taken(team, pmo, RED, "!blocker Raum fehlt", "!blocker Leitung tot | ampel: rot")
    pmo.leaves("Paula")
    await pmo.changes()
    (word,) = pmo.messages()
    assert all(number in word.body for number in ("B1", "B2", "B3")) and word.notifies
    await world.pass_(hours=4)
    assert len(spoken(pmo, "wartet noch")) == 2  # the red ones


async def test_who_only_has_not_come_along_yet_keeps_what_they_took(team: Room, pmo: Room, world: World) -> None:
    """After an upgrade of the room its people come over one by one."""
    await taken(team, pmo, RED)
    new = world.room("PMO neu", "Peter", moderators=("Ada",))
    await pmo.is_replaced_by(new.id, by="Ada")
    await new.lets_the_bot_in(predecessor=pmo.id)
    await new.taps("✅", on="ersetzen", by="Ada")
    await new.changes()
    assert "Paula" in team.message("B1 Server aus\n").body


async def test_a_bot_that_is_not_in_the_room_concludes_nothing(team: Room, pmo: Room, world: World) -> None:
    await taken(team, pmo, RED)
    await pmo.removes_the_bot(by="Ada")
    pmo.leaves("Paula")
    await pmo.changes()
    assert "Paula" in team.message("B1 Server aus\n").body
    await pmo.lets_the_bot_in()
    await pmo.changes()
    assert "wieder frei" in pmo.sees()


async def test_others_who_leave_change_nothing(team: Room, pmo: Room) -> None:
    await taken(team, pmo, RED)
    pmo.leaves("Peter")
    await pmo.changes()
    assert pmo.messages() == [] and team.messages() == []


async def test_a_yellow_one_is_told_once_and_in_english(team: Room, pmo: Room, world: World) -> None:
    await taken(team, pmo, "!blocker Raum fehlt")
    await pmo.says("!sprache en", by="Ada")
    pmo.forget()
    pmo.leaves("Paula")
    await pmo.changes()
    await world.pass_(days=10)
    (word,) = pmo.messages()
    assert "no longer in the PMO" in word.body and "B1" in word.body
