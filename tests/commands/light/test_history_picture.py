"""`!ampel verlauf` as a picture: the same days and colours as the words before it."""

from __future__ import annotations

import pytest

from bot.pictures import Draftsman, decoded, encoded
from bot.pictures.drawings import LightsCourse, Mark
from tests.commands.question.asking import second_team
from tests.world import Room, World


class Sketchbook:
    """Keeps what is to be drawn, and draws nothing."""

    def __init__(self) -> None:
        self.courses: list[LightsCourse] = []

    async def __call__(self, picture: bytes) -> bytes:
        course = decoded(picture).drawing
        assert isinstance(course, LightsCourse)
        self.courses.append(course)
        return b"\x89PNG\r\n\x1a\n" + bytes(8) + (1080).to_bytes(4) + (600).to_bytes(4) + encoded(decoded(picture))


@pytest.fixture
def draftsman() -> Draftsman:
    return Sketchbook()


def shown(sketchbook: Sketchbook) -> dict[str, str]:
    """Each light of the last picture as a row of letters."""
    return {f"{row.group} {row.light}": "".join(_LETTERS[mark] for mark in row.marks) for row in sketchbook.courses[-1].rows}


_LETTERS = {Mark.GREEN: "G", Mark.YELLOW: "Y", Mark.RED: "R", Mark.NONE: "-"}


async def test_it_has_the_lights_of_the_days_on_which_something_was_reported(team: Room, world: World, draftsman: Sketchbook) -> None:
    await team.says("!ampel inhalt grün")
    await world.pass_(days=7)
    await team.says("!ampel ressourcen gelb Krankheit")
    await world.pass_(days=7)
    await team.says("!ampel ressourcen rot Stelle unbesetzt | hilfe: PMO")
    await team.says("!ampel verlauf")
    assert shown(draftsman) == {"Dateninventur content": "GGG", "Dateninventur resources": "-YR"}
    assert "Ressourcen" in team.sees()
    assert team.files()[-1].body.startswith("Dateninventur: Ressourcen jetzt rot\n")


async def test_today_is_its_last_day_so_that_what_is_too_old_shows(team: Room, world: World, draftsman: Sketchbook) -> None:
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.pass_(days=40)
    await team.says("!ampel verlauf")
    assert shown(draftsman)["Dateninventur content"] == "G-"


async def test_it_has_eight_columns_at_most(team: Room, world: World, draftsman: Sketchbook) -> None:
    for colour in ("grün", "gelb Grund", "grün", "gelb Grund", "grün", "gelb Grund", "grün", "gelb Grund", "grün", "gelb Grund"):
        await team.says(f"!ampel inhalt {colour} ressourcen grün")
        await world.pass_(days=1)
    await team.says("!ampel verlauf")
    assert shown(draftsman)["Dateninventur content"] == "YGYGYGYY"


async def test_a_report_that_is_taken_back_is_in_no_picture(team: Room, world: World, draftsman: Sketchbook) -> None:
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.pass_(days=1)
    slip = await team.says("!ampel inhalt rot Versehen | hilfe: PMO")
    await team.deletes(slip)
    await team.says("!ampel verlauf")
    assert shown(draftsman)["Dateninventur content"] == "GG"


async def test_the_pmo_sees_all_groups_that_have_lights(team: Room, pmo: Room, world: World, draftsman: Sketchbook) -> None:
    other = await second_team(world, pmo)
    await team.says("!ampel inhalt grün ressourcen grün")
    await pmo.says("!ampel verlauf")
    assert [row.group for row in draftsman.courses[-1].rows] == ["Dateninventur"] * 2
    await other.says("!ampel inhalt rot Grund | hilfe: PMO")
    await pmo.says("!ampel verlauf")
    assert len(draftsman.courses[-1].rows) == 4 and len(pmo.files()) == 2


async def test_without_any_report_there_is_no_picture(team: Room) -> None:
    await team.says("!ampel verlauf")
    assert not team.files()
