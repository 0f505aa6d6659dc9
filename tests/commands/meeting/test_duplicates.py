"""The same meeting planned twice is asked about, and lists show what is to come and whose it is."""

from __future__ import annotations

import pytest

from tests.world import Room, World

TUESDAYS = "!treffen Jour fixe | wann: jeden Dienstag 10:00 | ort: Rathaus"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TUESDAYS, TUESDAYS),
        (TUESDAYS, "!treffen jour-fixe | wann: dienstags 10 Uhr"),
        (TUESDAYS, "!meeting Jour Fixe | when: 1.12. 10:00"),
        ("!treffen Jour fixe | wann: 1.12. 10:00", "!treffen Jour fixe | wann: jeden Dienstag 10:00"),
        ("!treffen Workshop | wann: 3.12. 14 Uhr", "!treffen Workshop\nwann: Do 3.12. 14 bis 16 Uhr"),
    ],
)
async def test_the_same_meeting_is_planned_twice_only_if_somebody_means_it(team: Room, first: str, second: str) -> None:
    await team.says(first, by="Anna")
    await team.says(second, by="Ben")
    question = team.messages()[-1]
    assert "Das habt ihr schon geplant: S1" in question.body and len(team.files()) == 1
    await team.taps("✅", on=question.event, by="Ben")
    assert "S2" in team.sees() and len(team.files()) == 2


async def test_what_is_offered_again_has_every_field(team: Room) -> None:
    await team.says(TUESDAYS)
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00 | dauer: 90 | ort: Aula | bis: 30.6. | vorlauf: 2 Tage")
    await team.taps("✅", on=team.messages()[-1].event)
    card = team.sees()
    assert "S2" in card and "90 Minuten" in card and "Aula" in card and "30.6.2027" in card and "2 Tage vorher" in card


@pytest.mark.parametrize(
    "second",
    [
        "!treffen Jour fixe | wann: jeden Dienstag 14:00",
        "!treffen Jour fixe | wann: jeden Mittwoch 10:00",
        "!treffen Retro-Vorbereitung | wann: jeden Mittwoch 10:00",
        "!treffen Jour fixe | wann: jeden Dienstag 10:00 | trotzdem: ja",
    ],
)
async def test_another_time_or_a_plain_word_is_not_asked_about(team: Room, second: str) -> None:
    await team.says(TUESDAYS)
    await team.says(second)
    assert "S2" in team.sees() and len(team.files()) == 2


async def test_what_was_cancelled_is_not_in_the_way(team: Room, steering: Room) -> None:
    await team.says(TUESDAYS)
    await steering.says(TUESDAYS, by="Ada")
    assert "S2" in steering.sees()
    await team.says("!treffen absagen S1 alle")
    await team.says(TUESDAYS)
    assert "S3" in team.sees()


async def test_two_meetings_of_a_group_at_one_time_are_pointed_out(team: Room) -> None:
    await team.says("!treffen Workshop | wann: Mi 25.11. 11:00")
    await team.says("!treffen Begehung | wann: Mi 25.11. 10:30")
    assert "Zur gleichen Zeit trefft ihr euch schon (S1 Workshop, 11:00 Uhr)" in team.sees()
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    assert "Zur gleichen Zeit" not in team.sees()
    await team.says("!treffen verschieben S3 | auf: Mi 11:30")
    assert "Zur gleichen Zeit trefft ihr euch schon (S1 Workshop, 11:00 Uhr)" in team.sees()


async def test_the_steering_committee_sees_its_own_dates_and_all_when_it_asks(team: Room, steering: Room, pmo: Room) -> None:
    await team.says(TUESDAYS)
    await steering.says("!treffen Sitzung | wann: 3.12. 14 Uhr", by="Ada")
    await steering.says("!treffen")
    assert "S2" in steering.sees() and "S1" not in steering.sees()
    await steering.says("!treffen liste projekt")
    assert "S2" in steering.sees() and "S1" in steering.sees()
    await pmo.says("!treffen")
    assert "S2" in pmo.sees() and "S1" in pmo.sees()


@pytest.mark.parametrize("plan", ["heute 15 Uhr", "alle 6 Wochen montags 15 Uhr ab 23.11."])
@pytest.mark.parametrize("begins", [{"hours": 4, "minutes": 30}, {"hours": 5, "minutes": 10}, {"hours": 1}])
async def test_a_retrospective_that_has_ended_is_not_to_come(team: Room, world: World, plan: str, begins: dict[str, float]) -> None:
    await team.says(f"!retro planen {plan}")
    await world.pass_(**begins)
    await team.says("!retro start R1")
    await world.pass_(minutes=10)
    await team.says("!retro ende R1")
    await team.says("!treffen")
    assert "R1" not in team.sees() and "23.11." not in team.sees()
    await team.says("!überblick")
    assert "R1 Retro" not in team.sees()


async def test_the_next_retrospective_of_the_series_is_to_come(team: Room, world: World) -> None:
    await team.says("!retro planen alle zwei Wochen montags 15 Uhr ab 23.11.")
    await world.pass_(hours=4, minutes=30)
    await team.says("!retro start R1")
    await world.pass_(minutes=10)
    await team.says("!retro ende R1")
    await team.says("!treffen")
    assert "Mo 7.12. 15:00 Uhr · R2" in team.sees()


async def test_a_retrospective_moves_like_a_meeting_and_back(team: Room, world: World) -> None:
    await team.says("!retro planen alle zwei Wochen donnerstags 15 Uhr ab 7.1.2027")
    await team.says("!retro verschieben R1 | auf: Fr 9 bis 11 Uhr")
    assert "Freitag, 8.1.2027, 09:00 Uhr" in team.sees()
    await team.says("!treffen R1")
    await team.says("!retro verschieben R1 einen Tag früher um 15 Uhr")
    assert "Donnerstag, 7.1.2027, 15:00 Uhr" in team.sees()
    await team.says("!retro verschieben R1 | auf: 12.2.")
    question = team.messages()[-1]
    assert "!retro verschieben R1 | auf: 12.2.2027 15:00" in question.body
    await team.taps("✅", on=question.event)
    assert "Freitag, 12.2.2027, 15:00 Uhr" in team.sees()
