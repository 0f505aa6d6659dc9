"""The trend in digests: one picture behind the words, only where a forecast has moved, and none twice."""

from __future__ import annotations

import pytest

from bot.pictures import Draftsman
from tests.bot.pictures.pens import Pen
from tests.commands.milestone.milestones import CATALOGUE
from tests.commands.question.asking import at
from tests.world import Room, World
from tests.world.fake_chat import Seen

ASKED = "stimmt das noch?"


def pictures(room: Room) -> list[Seen]:
    return [file for file in room.files() if file.content["msgtype"] == "m.image"]


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


@pytest.fixture
def draftsman() -> Draftsman:
    return Pen()


async def test_it_comes_with_the_question_when_a_forecast_has_moved_and_not_again_without_another_move(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await world.until(at(1, 10, month=12))
    await team.says("!meilenstein prognose M1 15.11.2027 Zulieferung fehlt")
    await world.until(at(14, 9, month=12))
    assert not team.files()
    await world.until(at(21, 9, month=12))
    (image,) = team.files()
    timeline = world.chat.timeline
    assert timeline.index(image) > timeline.index(team.message(ASKED))
    assert image.body.startswith("M1 wird später\n") and "Datenkatalog online" in image.body and not image.mentions
    await world.until(at(18, 9, month=1, year=2027))
    assert sum(ASKED in each.body for each in team.messages()) == 2 and len(team.files()) == 1
    await team.says("!meilenstein prognose M1 15.12.2027 wieder")
    await world.until(at(22, 9, month=2, year=2027))
    assert [each.body.splitlines()[0] for each in team.files()] == ["M1 wird später", "M1 wird zum zweiten Mal später"]


async def test_a_forecast_that_holds_brings_no_picture(team: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await world.until(at(21, 9, month=12))
    await team.taps("✅", on=team.message(ASKED).event)
    await world.until(at(18, 9, month=1, year=2027))
    assert sum(ASKED in each.body for each in team.messages()) == 2 and not team.files()


async def test_the_steering_committee_sees_the_milestones_of_all_groups_once(team: Room, pmo: Room, steering: Room, world: World) -> None:
    await team.says(CATALOGUE)
    await pmo.says("!meilenstein Förderantrag | bis: 1.5.2027")
    await steering.says("!treffen Sitzung | wann: 10.12. 14:00")
    await steering.says("!treffen Noch eine | wann: 17.12. 14:00")
    await team.says("!meilenstein prognose M1 15.11.2027 Zulieferung fehlt")
    await world.until(at(9, 15, month=12))
    (image,) = pictures(steering)
    assert {word in image.body for word in ("M1 Datenkatalog online", "M2 Förderantrag")} == {True}
    timeline = world.chat.timeline
    assert timeline.index(image) > timeline.index(steering.message("Sitzung (S1)"))
    await world.until(at(16, 15, month=12))
    assert steering.message("Noch eine (S2)") and len(pictures(steering)) == 1
