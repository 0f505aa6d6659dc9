"""Do the files of minutes reach people as they were made, sealed where the room is, and are they final in time?"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio
from nio.crypto.attachments import decrypt_attachment

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.bot.odt.opened import opened
from tests.matrix.bot_fixtures import Project, project_at_work
from tests.matrix.encrypted_person import EncryptedPerson
from tests.matrix.test_bot_encrypted import team as encrypted_team
from tests.matrix.test_files import content_of, fetched

SESSION = "!treffen Lenkung | wann: in einer Stunde"
WORDS = 'Angebot <b>A</b> & "B" 🦊'


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: Any) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def clara(anna: Person, tmp_path: Path) -> AsyncIterator[EncryptedPerson]:
    person = await EncryptedPerson.of(anna, tmp_path)
    yield person
    await person.close()


async def test_the_draft_and_its_files_arrive_as_they_were_made(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    for said in (SESSION, "!agenda Hosting", "!protokoll start", f"!protokoll {WORDS}", "!protokoll weiter: angenommen", "!protokoll ende"):
        await anna.say(room, said)

    draft = await project.sees(anna, room, "Protokoll, Entwurf: Lenkung")
    markdown = await anna.sees(room, lambda line: line.kind == "m.file" and line.body.endswith(".md"))
    file = await anna.sees(room, lambda line: line.kind == "m.file" and line.body.endswith(".odt"))

    assert WORDS in draft.body and "angenommen" in draft.body
    content = await content_of(anna, room, file.event_id)
    kind, data = await fetched(anna, content["url"])
    assert kind == "application/vnd.oasis.opendocument.text" == content["info"]["mimetype"]
    assert content["info"]["size"] == len(data) and not {"data", "as_odt"} & set(content)
    assert WORDS in opened(data).lines and "Ergebnis: angenommen" in opened(data).lines
    text = (await fetched(anna, (await content_of(anna, room, markdown.event_id))["url"]))[1].decode()
    assert r'Angebot \<b\>A\</b\> & "B" 🦊' in text


async def test_in_an_encrypted_room_the_homeserver_cannot_read_them(project: Project, clara: EncryptedPerson) -> None:
    room = await encrypted_team(project, clara, "Lenkung")
    for said in (SESSION, "!agenda Hosting", "!protokoll start", f"!protokoll {WORDS}", "!protokoll weiter: angenommen", "!protokoll ende"):
        await clara.say(room, said)

    def odt() -> list[dict[str, Any]]:
        return [content for place, content in clara.files if place == room and content["body"].endswith(".odt")]

    await clara.until(lambda: bool(odt()))
    (found,) = odt()
    sealed = found["file"]
    kind, stored = await fetched(clara.person, sealed["url"])
    assert kind == "application/octet-stream" and b"mimetype" not in stored and "url" not in found
    data = decrypt_attachment(stored, sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"])
    assert WORDS in opened(data).lines
