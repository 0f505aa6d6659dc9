"""The weekly digest proposes a retrospective where a task force has had none for long: with a date, until it is answered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.team import BERLIN, Room, World

PROPOSED = "Seit 8 Wochen keine Retro. Vorschlag:"


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BERLIN).astimezone(UTC)


def proposals(room: Room) -> list[str]:
    return [seen.body for seen in room.messages() if PROPOSED in seen.body]


@pytest.fixture
async def after_eight_weeks(team: Room, world: World) -> Room:
    await world.machine.beginning.begin()
    await world.until(at(2027, 1, 18, 7))
    assert proposals(team) == []
    await world.until(at(2027, 1, 18))
    return team


async def test_after_eight_weeks_it_comes_with_a_date_and_every_week_until_it_is_answered(after_eight_weeks: Room, world: World) -> None:
    team = after_eight_weeks
    assert "Dienstag, 26.1.2027, 15:00 Uhr (R1)" in proposals(team)[0]
    assert team.messages()[-1].reactions == ["✅", "❌"]
    await world.until(at(2027, 1, 25))
    assert len(proposals(team)) == 2 and "Dienstag, 2.2.2027, 15:00 Uhr (R1)" in proposals(team)[1]


async def test_a_tap_plans_it(after_eight_weeks: Room, world: World) -> None:
    team = after_eight_weeks
    await team.taps("✅", on=PROPOSED)
    assert "🕙 Dienstag, 26.1.2027, 15:00 Uhr" in team.message("R1 Retro").body
    await world.until(at(2027, 1, 25))
    assert len(proposals(team)) == 1


async def test_a_no_is_an_answer_for_the_next_eight_weeks(after_eight_weeks: Room, world: World) -> None:
    team = after_eight_weeks
    await team.taps("❌", on=PROPOSED)
    assert "Ich frage in 8 Wochen wieder" in team.sees()
    await world.until(at(2027, 3, 8))
    assert len(proposals(team)) == 1
    await world.until(at(2027, 3, 15))
    assert len(proposals(team)) == 2


async def test_planning_one_is_an_answer_too(after_eight_weeks: Room, world: World) -> None:
    team = after_eight_weeks
    await team.says("!retro planen Fr 5.2. 10 Uhr")
    assert "R1 Retro" in team.sees()
    await world.until(at(2027, 1, 25))
    assert len(proposals(team)) == 1
    await team.taps("✅", on=PROPOSED)
    assert "keinen Vorschlag mehr" in team.sees()


async def test_the_rhythm_is_a_setting_of_the_room_and_off_means_never(team: Room, world: World) -> None:
    await team.says("!einstellungen retro-rhythmus: aus")
    await world.machine.beginning.begin()
    await world.until(at(2027, 3, 1))
    assert proposals(team) == []


async def test_the_pmo_and_the_steering_committee_are_not_asked(after_eight_weeks: Room, pmo: Room, steering: Room) -> None:
    assert not any("keine Retro" in seen.body for room in (pmo, steering) for seen in room.messages())


async def test_the_proposed_day_is_free(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await world.until(at(2027, 1, 18))
    assert "Mittwoch, 27.1.2027, 15:00 Uhr" in proposals(team)[0]


async def test_beside_the_question_whether_a_meeting_is_needed_it_is_answered_in_words(team: Room, world: World) -> None:
    await world.machine.beginning.begin()
    await team.says("!treffen Jour fixe | wann: Di 19.1.2027 8:30")
    await world.until(at(2027, 1, 18))
    weekly = team.message(PROPOSED)
    assert weekly.reactions == ["❌", "➕"]
    assert "❌ fällt aus" in weekly.body and "❌ jetzt nicht" not in weekly.body and "!retro ablehnen R1" in weekly.body


async def test_beside_several_meetings_the_taps_are_for_the_retrospective(team: Room, world: World) -> None:
    await world.machine.beginning.begin()
    await team.says("!treffen Jour fixe | wann: Di 19.1.2027 8:30")
    await team.says("!treffen Abnahme | wann: Di 19.1.2027 14:00")
    await world.until(at(2027, 1, 18))
    weekly = team.message(PROPOSED)
    assert weekly.reactions == ["✅", "❌"]
    assert "❌ jetzt nicht" in weekly.body and "❌ fällt aus" not in weekly.body and "!treffen absagen S1" in weekly.body
