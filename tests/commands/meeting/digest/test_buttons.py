"""The question under a digest without topics: ❌ cancels that date, ➕ says how a topic gets onto the agenda."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.commands.meeting.calendars import latest, methods
from tests.world import BERLIN, Room, World

SERIES = "!treffen Jour fixe | wann: jeden Donnerstag 10:00"
QUESTION = "Braucht ihr das Treffen?"


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


def at(day: int, hour: int, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BERLIN).astimezone(UTC)


async def test_planning_a_session_is_enough_for_its_digest(team: Room, world: World) -> None:
    await team.says(SERIES)
    await world.until(at(25, 10))
    assert QUESTION in team.sees() and team.messages()[-1].reactions == ["❌", "➕"]


async def test_a_moved_date_takes_its_digest_along(team: Room, world: World) -> None:
    await team.says(SERIES)
    await team.says("!treffen verschieben S1 | auf: Fr 27.11. 10:00")
    await world.until(at(25, 18))
    assert QUESTION not in team.sees()
    await world.until(at(26, 10))
    assert QUESTION in team.sees()


async def test_a_tap_cancels_the_date_that_was_asked_about(team: Room, world: World) -> None:
    await team.says(SERIES)
    await world.until(at(25, 10))
    await team.taps("❌", on=QUESTION)
    assert "S1 Jour fixe am Donnerstag, 26.11.2026, 10:00 Uhr fällt aus" in team.sees()
    assert "Das nächste ist am Donnerstag, 3.12.2026" in team.sees()


async def test_a_second_or_a_late_tap_cancels_nothing_else(team: Room, world: World) -> None:
    await team.says(SERIES)
    await world.until(at(25, 10))
    question = team.message(QUESTION).event
    await team.taps("❌", on=question)
    await team.taps("❌", on=question, by="Ben")
    await world.until(at(27, 10))
    await team.taps("❌", on=question)
    await team.says("!treffen")
    assert "Do 3.12. 10:00 Uhr · S1 Jour fixe\n" in team.sees() + "\n"


async def test_a_single_session_is_cancelled_too(team: Room, world: World) -> None:
    await team.says("!treffen Workshop | wann: Do 26.11. 10:00")
    await world.until(at(25, 10))
    await team.taps("❌", on=QUESTION)
    assert "S1 Workshop ist abgesagt" in team.sees()


async def test_plus_says_how_a_topic_gets_onto_the_agenda(team: Room, world: World) -> None:
    await team.says(SERIES)
    await world.until(at(25, 10))
    await team.taps("➕", on=QUESTION)
    assert "!agenda Hosting-Angebot, treffen: S1" in team.sees()
    await team.says("!agenda Hosting-Angebot | treffen: S1")
    assert "T1" in team.sees()


async def test_the_buttons_work_under_the_weekly_digest_that_brings_it(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: Di 1.12. 10:00")
    await world.until(at(30, 8))
    await team.taps("❌", on=QUESTION)
    assert "S1 Jour fixe ist abgesagt" in team.sees()


async def test_a_withdrawn_tap_lets_the_date_take_place_after_all(team: Room, world: World) -> None:
    await team.says(SERIES)
    await world.until(at(25, 10))
    tap = await team.taps("❌", on=QUESTION)
    await team.deletes(tap)
    assert "Zurückgenommen: S1 Jour fixe findet statt: Donnerstag, 26.11.2026, 10:00 Uhr" in team.sees()
    await team.says("!treffen")
    assert "Do 26.11. 10:00 Uhr · S1 Jour fixe" in team.sees()
    await world.until(at(26, 10))
    assert len([seen for seen in team.messages() if QUESTION in seen.body]) == 1


async def test_a_withdrawn_tap_brings_back_a_single_session(team: Room, world: World) -> None:
    await team.says("!treffen Workshop | wann: Do 26.11. 10:00")
    await world.until(at(25, 10))
    tap = await team.taps("❌", on=QUESTION)
    await team.deletes(tap)
    assert "Zurückgenommen: S1 Workshop findet statt" in team.sees()
    assert methods(team) == ["PUBLISH", "CANCEL", "PUBLISH"]
    assert latest(team)[0]["SEQUENCE"] == 2


async def test_a_tap_withdrawn_when_the_date_has_begun_changes_nothing(team: Room, world: World) -> None:
    await team.says(SERIES)
    await world.until(at(25, 10))
    tap = await team.taps("❌", on=QUESTION)
    await world.until(at(26, 10))
    await team.deletes(tap)
    assert "Zurückgenommen" not in team.sees()


async def test_a_tap_withdrawn_after_another_change_stays(team: Room, world: World) -> None:
    await team.says(SERIES)
    await world.until(at(25, 10))
    tap = await team.taps("❌", on=QUESTION)
    await team.says("!treffen ändere S1 | ort: Rathaus")
    await team.deletes(tap)
    assert "Zurückgenommen" not in team.sees()
