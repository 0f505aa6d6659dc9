"""The weekly digest proposes a retrospective where a task force has had none for long: with a date, until it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from tests.commands.meeting.calendars import methods
from tests.world import BERLIN, Room, World

PROPOSED = "Seit 8 Wochen keine Retro. Vorschlag:"


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=BERLIN).astimezone(UTC)


def proposals(room: Room) -> list[str]:
    return [seen.body for seen in room.messages() if PROPOSED in seen.body]


async def eight_weeks(world: World) -> Sequence[Room]:
    team, *_ = world.founded
    await world.machine.startup.begin()
    await world.until(at(2027, 1, 18, 7))
    assert proposals(team) == []
    await world.until(at(2027, 1, 18))
    return world.founded


after_eight_weeks = pytest.mark.goes_on_from(story=eight_weeks)


@after_eight_weeks
async def test_after_eight_weeks_it_comes_with_a_date_and_every_week_until_it_is_answered(team: Room, world: World) -> None:
    assert "Dienstag, 26.1.2027, 15:00 Uhr (R1)" in proposals(team)[0]
    assert team.messages()[-1].reactions == ["✅", "❌"]
    await world.until(at(2027, 1, 25))
    assert len(proposals(team)) == 2 and "Dienstag, 2.2.2027, 15:00 Uhr (R1)" in proposals(team)[1]


@after_eight_weeks
async def test_a_tap_plans_it(team: Room, world: World) -> None:
    await team.taps("✅", on=PROPOSED)
    assert "🕙 Dienstag, 26.1.2027, 15:00 Uhr" in team.message("R1 Retro").body
    await world.until(at(2027, 1, 25))
    assert len(proposals(team)) == 1


@after_eight_weeks
async def test_a_no_is_an_answer_for_the_next_eight_weeks(team: Room, world: World) -> None:
    await team.taps("❌", on=PROPOSED)
    assert "Ich frage in 8 Wochen wieder" in team.sees()
    await world.until(at(2027, 3, 8))
    assert len(proposals(team)) == 1
    await world.until(at(2027, 3, 15))
    assert len(proposals(team)) == 2


@after_eight_weeks
async def test_planning_one_is_an_answer_too(team: Room, world: World) -> None:
    await team.says("!retro planen Fr 5.2. 10 Uhr")
    assert "R1 Retro" in team.sees()
    await world.until(at(2027, 1, 25))
    assert len(proposals(team)) == 1
    await team.taps("✅", on=PROPOSED)
    assert "R1 ist schon geplant: Freitag, 5.2.2027, 10:00 Uhr" in team.sees()


async def test_the_rhythm_is_a_setting_of_the_room_and_off_means_never(team: Room, world: World) -> None:
    await team.says("!einstellungen retro-rhythmus: aus")
    await world.machine.startup.begin()
    await world.until(at(2027, 3, 1))
    assert proposals(team) == []


@after_eight_weeks
async def test_the_pmo_and_the_steering_committee_are_not_asked(team: Room, pmo: Room, steering: Room) -> None:
    assert not any("keine Retro" in seen.body for room in (pmo, steering) for seen in room.messages())


async def test_the_proposed_day_is_free(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await world.until(at(2027, 1, 18))
    assert "Mittwoch, 27.1.2027, 15:00 Uhr" in proposals(team)[0]


async def test_beside_the_question_whether_a_meeting_is_needed_it_is_answered_in_words(team: Room, world: World) -> None:
    await world.machine.startup.begin()
    await team.says("!treffen Jour fixe | wann: Di 19.1.2027 8:30")
    await world.until(at(2027, 1, 18))
    weekly = team.message(PROPOSED)
    assert weekly.reactions == ["❌", "➕"]
    assert "❌ fällt aus" in weekly.body and "❌ jetzt nicht" not in weekly.body and "!retro ablehnen R1" in weekly.body


async def test_beside_several_meetings_the_taps_are_for_the_retrospective(team: Room, world: World) -> None:
    await world.machine.startup.begin()
    await team.says("!treffen Jour fixe | wann: Di 19.1.2027 8:30")
    await team.says("!treffen Abnahme | wann: Di 19.1.2027 14:00")
    await world.until(at(2027, 1, 18))
    weekly = team.message(PROPOSED)
    assert weekly.reactions == ["✅", "❌"]
    assert "❌ jetzt nicht" in weekly.body and "❌ fällt aus" not in weekly.body and "!treffen absagen S1" in weekly.body


@after_eight_weeks
async def test_a_withdrawn_yes_makes_it_a_proposal_again(team: Room, world: World) -> None:
    tap = await team.taps("✅", on=PROPOSED)
    await team.deletes(tap)
    assert "R1 ist wieder nur ein Vorschlag, für Dienstag, 26.1.2027, 15:00 Uhr" in team.sees()
    assert methods(team) == ["PUBLISH", "CANCEL"] and "Noch ohne Termin" in team.message("R1 Retro\n").body
    await team.taps("❌", on=PROPOSED)
    assert "Ich frage in 8 Wochen wieder" in team.sees()


@after_eight_weeks
async def test_a_withdrawn_no_leaves_the_question_open(team: Room, world: World) -> None:
    tap = await team.taps("❌", on=PROPOSED)
    await team.deletes(tap)
    assert "R1 ist wieder nur ein Vorschlag" in team.sees()
    await world.until(at(2027, 1, 25))
    assert len(proposals(team)) == 2
    await team.says("!retro annehmen")
    assert "🕙 Dienstag, 2.2.2027, 15:00 Uhr" in team.message("R1 Retro").body


async def test_a_no_is_seen_on_the_card_of_one_that_waits_without_notes(team: Room, world: World) -> None:
    await world.machine.startup.begin()
    await team.says("!retro planen Freitag 10 Uhr")
    note = await team.says("!retro + Ein Kalender")
    await team.says("!retro absagen R1")
    await team.deletes(note)
    assert "Noch ohne Termin" in team.message("R1 Retro\n").body
    await world.until(at(2027, 1, 18))
    await team.taps("❌", on=PROPOSED)
    assert "✖️ abgesagt · R1 Retro" in team.message("R1 Retro").body


@after_eight_weeks
async def test_where_something_followed_a_withdrawn_tap_changes_nothing(team: Room, world: World) -> None:
    tap = await team.taps("✅", on=PROPOSED)
    await team.says("!retro verschieben R1 auf Mittwoch")
    before = len(team.messages())
    await team.deletes(tap)
    assert len(team.messages()) == before
    await team.says("!retro R1")
    assert "Mittwoch" in team.sees()


@after_eight_weeks
async def test_a_no_is_not_withdrawn_beside_another_that_was_planned(team: Room, world: World) -> None:
    tap = await team.taps("❌", on=PROPOSED)
    await team.says("!retro planen Freitag 10 Uhr")
    before = len(team.messages())
    await team.deletes(tap)
    assert len(team.messages()) == before


@after_eight_weeks
async def test_a_no_to_one_that_is_planned_says_how_to_cancel_it(team: Room, world: World) -> None:
    await team.taps("✅", on=PROPOSED)
    await team.taps("❌", on=PROPOSED)
    assert "R1 ist schon geplant: Dienstag, 26.1.2027, 15:00 Uhr. Absagen: !retro absagen R1" in team.sees()


async def test_without_a_proposal_there_is_nothing_to_accept(team: Room) -> None:
    await team.says("!retro annehmen")
    assert "Es liegt kein Vorschlag vor. Selbst planen: !retro planen" in team.sees()
