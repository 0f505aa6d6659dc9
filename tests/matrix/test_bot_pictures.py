"""Do pictures reach people as they were drawn, sealed where the room is, with size, place and caption as clients need them?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest_asyncio
from nio.crypto.attachments import decrypt_attachment
from PIL import Image

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work
from tests.matrix.encrypted_person import EncryptedPerson
from tests.matrix.test_bot_encrypted import team as encrypted_team
from tests.matrix.test_files import content_of, fetched

NAME = 'Katalog <b>A</b> & "B" 🦊'
SAID = (f"!meilenstein {NAME} | bis: 30.9.2027", "!meilenstein prognose M1 15.11.2027 Zulieferung fehlt", "!meilenstein trend")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: Any) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def clara(anna: Person, tmp_path: Path) -> AsyncIterator[EncryptedPerson]:
    person = await EncryptedPerson.of(anna, tmp_path)
    yield person
    await person.close()


def looks_right(content: dict[str, Any], data: bytes) -> None:
    picture = Image.open(BytesIO(data))
    info = {"mimetype": "image/png", "size": len(data), "w": picture.width, "h": picture.height}
    assert content["info"] == info and picture.format == "PNG" and picture.width == 1080
    assert sum(count > 0 for count in picture.convert("L").histogram()) > 50  # letters have grey edges
    assert (content["msgtype"], content["filename"]) == ("m.image", "meilensteintrend.png")
    assert content["body"].startswith("M1 wird später") and NAME in content["body"]
    assert not {"data", "as_picture"} & set(content)


async def test_the_trend_arrives_as_a_picture_behind_its_words(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    for said in SAID:
        await anna.say(room, said)
    words = await project.sees(anna, room, "So haben sich die Prognosen bewegt")
    image = await anna.sees(room, lambda line: line.kind == "m.image")
    assert words.body
    content = await content_of(anna, room, image.event_id)
    kind, data = await fetched(anna, content["url"])
    assert kind == "image/png"
    looks_right(content, data)


async def test_in_an_encrypted_room_the_homeserver_cannot_see_it(project: Project, clara: EncryptedPerson) -> None:
    room = await encrypted_team(project, clara, "Verkehr")
    for said in SAID:
        await clara.say(room, said.replace("M1", "M2"))

    def pictures() -> list[dict[str, Any]]:
        return [content for place, content in clara.files if place == room and content["msgtype"] == "m.image"]

    await clara.until(lambda: bool(pictures()))
    (found,) = pictures()
    sealed = found["file"]
    kind, stored = await fetched(clara.person, sealed["url"])
    assert kind == "application/octet-stream" and not stored.startswith(b"\x89PNG") and "url" not in found
    data = decrypt_attachment(stored, sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"])
    looks_right(found | {"body": found["body"].replace("M2", "M1")}, data)
