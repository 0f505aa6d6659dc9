"""`!meilenstein trend` as a picture: beside the words, in the thread of the command, and left out wherever it cannot be."""

from __future__ import annotations

import pytest

from bot.domain.ids import EventId
from bot.pictures import Draftsman, size_of
from bot.ports import SendFailed
from tests.bot.pictures.pens import Pen
from tests.commands.milestone.milestones import CATALOGUE
from tests.world import Room, World


@pytest.fixture
def draftsman() -> Draftsman:
    return Pen()


async def test_the_picture_comes_behind_the_words(team: Room) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein prognose M1 15.11.2027 Zulieferung fehlt")
    await team.says("!meilenstein trend")
    (image,) = team.files()
    assert image.content["msgtype"] == "m.image" and image.content["filename"] == "meilensteintrend.png"
    assert image.file is not None and image.content["info"] == {
        "mimetype": "image/png",
        "size": len(image.file),
        "w": 1080,
        "h": size_of(image.file)[1],
    }
    assert not {"data", "as_picture", "format"} & set(image.content) and image.content["m.mentions"] == {}
    assert image.body.splitlines()[0] == "M1 wird später"
    moved = "am 23.11.2026 erwartet für 30.9.2027, dann am 23.11.2026 erwartet für 15.11.2027"
    assert f"M1 Datenkatalog online, Plan 30.9.2027: {moved}" in image.body
    timeline = [seen for seen in team.world.chat.timeline if seen.room == team.id]
    assert timeline.index(image) > timeline.index(team.message("So haben sich die Prognosen bewegt"))


async def test_it_stands_in_the_thread_of_the_command(team: Room) -> None:
    await team.says(CATALOGUE)
    await team.says("!meilenstein trend M1", thread=EventId("$root"))
    assert team.files()[-1].content["m.relates_to"]["event_id"] == "$root"


async def test_in_an_english_room_its_words_are_english(team: Room) -> None:
    await team.says(CATALOGUE)
    await team.says("!language en", by="Anna")
    await team.says("!milestone trend")
    image = team.files()[-1]
    assert image.content["filename"] == "milestone-trend.png"
    assert image.body.startswith("M1 is on plan\n")


async def test_without_milestones_there_is_no_picture(team: Room) -> None:
    await team.says("!meilenstein trend")
    assert "Noch keine offenen Meilensteine" in team.sees() and not team.files()


async def test_one_that_cannot_be_drawn_is_tried_three_times_and_given_up_in_silence(team: Room, world: World, draftsman: Pen) -> None:
    draftsman.broken = 1000
    await team.says(CATALOGUE)
    await team.says("!meilenstein trend")
    said = team.sees()
    await world.pass_(hours=2)
    assert draftsman.tries == 3 and not team.files() and team.sees() == said


async def test_where_uploads_are_refused_the_words_stand_alone(team: Room, world: World) -> None:
    world.chat.refused_uploads = SendFailed("403 M_FORBIDDEN", final=True)
    await team.says(CATALOGUE)
    await team.says("!meilenstein trend")
    said = team.sees()
    await world.pass_(days=8)
    assert "So haben sich die Prognosen bewegt" in said
    assert not team.files() and not [seen for seen in team.messages() if "Datei" in seen.body]


async def test_an_upload_that_fails_is_tried_again(team: Room, world: World) -> None:
    world.chat.refused_uploads = SendFailed("502")
    await team.says(CATALOGUE)
    await team.says("!meilenstein trend")
    assert not team.files()
    world.chat.refused_uploads = None
    await world.pass_(minutes=10)
    assert [file.content["filename"] for file in team.files()] == ["meilensteintrend.png"]


class TestWithoutTheExtra:
    @pytest.fixture
    def draftsman(self) -> Draftsman | None:
        return None

    async def test_the_words_are_posted_alone(self, team: Room, world: World) -> None:
        await team.says(CATALOGUE)
        await team.says("!meilenstein trend")
        await world.pass_(hours=1)
        assert "So haben sich die Prognosen bewegt" in team.sees() and not team.files()
