"""The course of the lights in digests: for the PMO and the steering committee, where a light has changed, and none twice."""

from __future__ import annotations

import pytest

from bot.pictures import Draftsman
from tests.bot.pictures.pens import Pen
from tests.commands.milestone.milestones import CATALOGUE
from tests.commands.question.asking import at
from tests.world import Room, World
from tests.world.fake_chat import Seen


def pictures(room: Room) -> list[Seen]:
    return [file for file in room.files() if file.content["msgtype"] == "m.image"]


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


@pytest.fixture
def draftsman() -> Draftsman:
    return Pen()


async def test_the_pmo_sees_it_in_the_week_in_which_a_light_has_changed_and_in_no_other(team: Room, pmo: Room, world: World) -> None:
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.until(at(30, 9))
    (image,) = pictures(pmo)
    assert world.chat.timeline.index(image) > world.chat.timeline.index(pmo.message("Das Projekt im Überblick"))
    assert image.content["filename"] == "ampelverlauf.png" and not image.mentions
    assert image.body.splitlines()[0] == "Alle Ampeln stehen auf Grün"
    await team.says("!ampel stimmt")
    await world.until(at(7, 9, month=12))
    assert len(pictures(pmo)) == 1
    await team.says("!ampel inhalt gelb Zulieferung fehlt")
    await world.until(at(14, 9, month=12))
    assert [each.body.splitlines()[0] for each in pictures(pmo)][1:] == ["Eine Ampel steht auf Gelb, keine auf Rot"]
    assert "• Dateninventur, Inhalt: am 23.11.2026 grün, am 7.12.2026 gelb" in pictures(pmo)[1].body
    assert "• Dateninventur, Ressourcen: am 23.11.2026 grün" in pictures(pmo)[1].body
    await world.until(at(21, 9, month=12))
    assert len(pictures(pmo)) == 2 and not pictures(team)


async def test_one_that_is_too_old_is_shown_as_such(team: Room, pmo: Room, world: World) -> None:
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.until(at(4, 10, month=1, year=2027))
    await team.says("!ampel inhalt gelb Zulieferung fehlt")
    await world.until(at(11, 9, month=1, year=2027))
    assert "Inhalt: am 23.11.2026 grün, am 4.1.2027 gelb" in pictures(pmo)[-1].body


async def test_before_a_session_of_the_committee_there_is_one_picture_the_lights_before_the_milestones(
    team: Room, steering: Room, world: World
) -> None:
    for day in (10, 17, 22):
        await steering.says(f"!treffen Sitzung {day} | wann: {day}.12. 14:00")
    await team.says("!ampel inhalt grün ressourcen rot Stelle unbesetzt")
    await team.says(CATALOGUE)
    await team.says("!meilenstein prognose M1 15.11.2027 Zulieferung fehlt")
    await world.until(at(9, 15, month=12))
    assert [each.content["filename"] for each in pictures(steering)] == ["ampelverlauf.png"]
    await world.until(at(16, 15, month=12))
    assert [each.content["filename"] for each in pictures(steering)] == ["ampelverlauf.png", "meilensteintrend.png"]
    await world.until(at(21, 15, month=12))
    assert len(pictures(steering)) == 2
