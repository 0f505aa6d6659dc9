"""The three pictures of a report: in its document with alternative text and caption, and funds against time once before a session."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.odt import OdtWriter
from bot.odt.child import written
from bot.pictures import Draftsman, NotDrawn, missing
from bot.pictures.child import drawn
from tests.bot.odt.opened import Opened, opened
from tests.world import Room, World

pytestmark = pytest.mark.skipif(bool(missing()), reason="the extra for pictures is not installed")


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests."""
    return {}


@pytest.fixture
def odt() -> OdtWriter | None:
    return written


async def fails(picture: bytes) -> bytes:
    raise NotDrawn("the time is up")


@pytest.fixture
def draftsman(request: pytest.FixtureRequest) -> Draftsman:
    found: Draftsman = getattr(request, "param", drawn)
    return found


def document(room: Room) -> Opened:
    return opened([each.file for each in room.files() if each.file is not None and each.file[:2] == b"PK"][-1])


@pytest.fixture
async def told(team: Room, pmo: Room, world: World) -> None:
    await team.says("!team Dateninventur | budget: 120000 | zeitraum: 1.10.2026 bis 30.9.2027")
    await team.says("!meilenstein Katalog <b> & | bis: 30.12.2026")
    await team.says("!ampel inhalt gelb Zulieferung fehlt | maßnahme: Nachfassen")
    await world.pass_(days=7)
    await team.says("!meilenstein prognose M1 15.1.2027 Zulieferung fehlt")
    await team.says("!ampel inhalt rot Alles steht | hilfe: PMO")
    await world.until(datetime(2027, 1, 11, 9, tzinfo=UTC))
    await team.says("!ampel inhalt grün")
    await team.says("!bericht abgerufen 6000")
    for room in (team, pmo):
        room.forget()


@pytest.mark.usefixtures("told")
async def test_they_stand_in_the_document_with_caption_and_alternative_text_as_of_the_quarters_end(pmo: Room) -> None:
    await pmo.says("!bericht quartal Q4 2026")
    file = document(pmo)
    captions = [line for line in file.lines if line.startswith("Abbildung")]
    assert captions == [
        "Abbildung 1: Dateninventur ruft langsamer ab, als die Zeit vergeht",
        "Abbildung 2: M1 wird später",
        "Abbildung 3: Eine Ampel steht auf Rot",
    ]
    frames = file.document.body.get_elements("//draw:frame")
    described = [(frame.get_element("svg:title"), frame.get_element("svg:desc")) for frame in frames]
    assert [title.text_recursive for title, _ in described if title] == [caption.partition(": ")[2] for caption in captions]
    funds, trend, lights = (words.text_recursive for _, words in described if words)
    assert "Dateninventur: 5\u00a0% der Mittel abgerufen, 25\u00a0% der Zeit vergangen" in funds
    assert "M1 Katalog <b> &, Plan 30.12.2026" in trend and "erwartet für 15.1.2027" in trend
    assert "am 23.11.2026 gelb, am 30.11.2026 rot" in lights and "2027" not in lights
    images = file.document.body.get_elements("//draw:image")
    parts = [file.document.get_part(image.get_attribute_string("xlink:href") or "") for image in images]
    assert len(parts) == 3 and all(isinstance(part, bytes) and part.startswith(b"\x89PNG") for part in parts)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("draftsman", [fails], indirect=True)
async def test_one_that_cannot_be_drawn_is_left_out_and_the_document_comes_all_the_same(pmo: Room) -> None:
    await pmo.says("!bericht quartal Q4 2026")
    file = document(pmo)
    assert not [line for line in file.lines if line.startswith("Abbildung")] and (2, "Meilensteine") in file.headings


@pytest.mark.usefixtures("told")
async def test_in_markdown_there_is_no_place_for_them(pmo: Room) -> None:
    await pmo.says("!bericht quartal Q4 2026")
    (text,) = [each.file.decode() for each in pmo.files() if each.file is not None and each.file[:1] == b"#"]
    assert "![" not in text and "\n\n\n" not in text


@pytest.mark.usefixtures("told")
async def test_funds_against_time_come_once_before_the_session_after_the_report(pmo: Room, steering: Room, world: World) -> None:
    await pmo.says("!bericht freigeben Q4 2026")
    await steering.says("!treffen Steuerungskreis | wann: 21.1.2027 10 Uhr | dauer: 60", by="Ada")
    await steering.says("!treffen Steuerungskreis Nachlese | wann: 28.1.2027 10 Uhr | dauer: 60", by="Ada")
    await world.until(datetime(2027, 1, 28, 12, tzinfo=UTC))
    pictures = [each.body for each in steering.files() if each.body.startswith("Dateninventur ruft langsamer ab")]
    assert len(pictures) == 1


@pytest.mark.usefixtures("told")
async def test_the_pack_of_the_year_shows_lights_and_trend_as_of_its_last_day(team: Room) -> None:
    await team.says("!bericht jahr 2026")
    file = document(team)
    captions = [line for line in file.lines if line.startswith("Abbildung")]
    assert captions == ["Abbildung 1: Eine Ampel steht auf Rot", "Abbildung 2: M1 wird später"]
    (text,) = [each.file.decode() for each in team.files() if each.file is not None and each.file[:1] == b"#"]
    assert "![" not in text and "\n\n\n" not in text
