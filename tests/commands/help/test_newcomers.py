"""People who come into a group's room for the first time: one notice a day for all of them, or none; and `!hilfe start`."""

from __future__ import annotations

import pytest

from tests.world import Room, World

PROFILE = "!team Dateninventur | ziel: Datenbestände erfassen | link: https://stadt.example/daten"


def welcomes(room: Room) -> list[str]:
    return [seen.body for seen in room.messages() if "Willkommen" in seen.body]


async def with_profile(world: World) -> tuple[Room, Room, Room]:
    team, pmo, steering = await world.project()
    await team.says(PROFILE, by="Anna")
    await team.changes()
    await team.clock.pass_(days=2)
    team.forget()
    return team, pmo, steering


async def come(room: Room, *people: str) -> None:
    room.joins(*people)
    await room.changes()
    await room.clock.pass_(minutes=2)


async def test_newcomers_read_in_five_lines_what_the_group_is_for(world: World) -> None:
    team, _, _ = await with_profile(world)
    await team.says("!treffen Jour fixe | wann: 9.12.2026 10:00")
    await team.says("!meilenstein Katalog online, bis: 30.4.2027")
    await come(team, "Dana", "Emil")
    seen = team.message("Willkommen")
    assert seen.body.splitlines() == [
        "👋 Willkommen, Dana und Emil! Hier ist Dateninventur: Datenbestände erfassen",
        "Nächstes Treffen: Mittwoch, 9.12.2026, 10:00 Uhr (S1 Jour fixe)",
        "Nächster Meilenstein: M1 Katalog online, 30.4.2027",
        "Unterlagen: https://stadt.example/daten",
        "Was ihr mir hier schreiben könnt: !hilfe",
    ]
    assert not seen.notifies and not seen.mentions


async def test_people_who_come_one_after_the_other_are_welcomed_together(world: World) -> None:
    team, _, _ = await with_profile(world)
    for person in ("Dana", "Emil", "Fred"):
        team.joins(person)
        await team.changes()
        await team.clock.pass_(seconds=20)
    await team.clock.pass_(minutes=2)
    assert len(welcomes(team)) == 1 and "Dana, Emil und Fred" in welcomes(team)[0]


async def test_at_most_one_notice_a_day(world: World) -> None:
    team, _, _ = await with_profile(world)
    await come(team, "Dana")
    await come(team, "Emil")
    await come(team, "Fred")
    assert len(welcomes(team)) == 1
    await team.clock.pass_(days=1)
    assert len(welcomes(team)) == 2 and "Emil und Fred" in welcomes(team)[1]
    await team.clock.pass_(days=3)
    assert len(welcomes(team)) == 2


async def test_who_leaves_before_the_next_day_is_not_welcomed(world: World) -> None:
    team, _, _ = await with_profile(world)
    await come(team, "Dana")
    await come(team, "Emil")
    team.leaves("Emil")
    await team.changes()
    await team.clock.pass_(days=2)
    assert len(welcomes(team)) == 1


async def test_coming_back_is_no_first_time(world: World) -> None:
    team, _, _ = await with_profile(world)
    team.leaves("Ben")
    await team.changes()
    await team.clock.pass_(days=30)
    team.forget()
    await come(team, "Ben")
    assert not welcomes(team)


async def test_six_at_once_are_not_welcomed_and_five_are(world: World) -> None:
    team, _, _ = await with_profile(world)
    await come(team, *(f"Person {count}" for count in range(6)))
    assert not welcomes(team)
    await team.clock.pass_(days=2)
    assert not welcomes(team)
    await come(team, *(f"Mensch {count}" for count in range(5)))
    assert len(welcomes(team)) == 1


@pytest.mark.parametrize("said", ["!einstellungen willkommen: aus", "!einstellungen willkommen nein", "!settings welcome: off"])
async def test_a_room_can_turn_it_off(world: World, said: str) -> None:
    team, _, _ = await with_profile(world)
    await team.says(said, by="Anna")
    await come(team, "Dana")
    assert not welcomes(team)
    await team.says("!einstellungen willkommen: an", by="Anna")
    await come(team, "Emil")
    assert len(welcomes(team)) == 1 and "Dana" not in welcomes(team)[0]


async def test_a_group_without_goal_and_link_says_nothing(world: World) -> None:
    team, _, _ = await world.project()
    await team.clock.pass_(days=2)
    team.forget()
    await come(team, "Dana")
    assert not welcomes(team)


async def test_on_the_day_of_an_upgrade_nobody_is_new(world: World) -> None:
    team, _, _ = await with_profile(world)
    new = world.room("Dateninventur neu", "Ben", moderators=("Anna",))
    await team.is_replaced_by(new.id, by="Anna")
    await new.lets_the_bot_in(predecessor=team.id)
    await come(new, "Dana")
    assert not welcomes(new)
    await team.clock.pass_(days=2)
    await come(new, "Emil")
    assert len(welcomes(new)) == 1 and "Dana" not in welcomes(new)[0]


async def test_on_its_own_first_day_in_a_room_the_bot_welcomes_people(world: World) -> None:
    team, _, _ = await world.project()
    await team.lets_the_bot_in()
    await team.says(PROFILE, by="Anna")
    await come(team, "Dana")
    assert len(welcomes(team)) == 1


async def test_who_came_while_the_bot_was_away_is_welcomed_at_its_start(world: World) -> None:
    team, _, _ = await with_profile(world)
    team.joins("Dana")
    await world.machine.startup.begin()
    await team.clock.pass_(minutes=2)
    assert len(welcomes(team)) == 1


async def test_names_are_data(world: World) -> None:
    team, _, _ = await with_profile(world)
    await come(team, "<b>Eva</b> `!team auflösen`")
    assert "<b>Eva" not in team.message("Willkommen").html


@pytest.mark.parametrize("said", ["!hilfe start", "!hilfe Start?", "!help start"])
async def test_help_says_the_same_at_any_time(world: World, said: str) -> None:
    team, _, _ = await with_profile(world)
    await team.says(said)
    assert "Dateninventur: Datenbestände erfassen" in team.sees()
    assert "Unterlagen: https://stadt.example/daten" in team.sees() and "!hilfe" in team.sees()


async def test_where_there_is_no_group_help_says_how_to_begin(world: World) -> None:
    room = world.room("Kaffeeküche", "Ben")
    await room.says("!hilfe start")
    assert "So geht’s" in room.sees()


async def test_in_a_direct_chat_it_is_each_of_the_sender_s_groups(world: World) -> None:
    await with_profile(world)
    chat = world.room("Direkt mit Lotse", "Ben")
    await chat.invites(by="Ben", direct=True)
    await chat.lets_the_bot_in()
    await chat.says("hilfe start")
    assert "Dateninventur: Datenbestände erfassen" in chat.sees()
