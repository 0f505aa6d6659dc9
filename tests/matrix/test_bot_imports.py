"""A list in a room of a real homeserver: fetched, decrypted, shown, taken over, in the clear and encrypted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest_asyncio
from nio.crypto.attachments import encrypt_attachment

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work
from tests.matrix.encrypted_person import EncryptedPerson
from tests.matrix.test_bot_encrypted import team as encrypted_team

LIST = "Aufgabe;Fällig am;Verantwortlich\r\nAngebot für Büro einholen;3.12.2029;Max\r\nQuartal planen;Q3;\r\n".encode("cp1252")
NEWER = LIST.replace(b"3.12.2029", b"7.12.2029")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: Any) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def clara(anna: Person, tmp_path: Path) -> AsyncIterator[EncryptedPerson]:
    person = await EncryptedPerson.of(anna, tmp_path)
    yield person
    await person.close()


async def uploaded(person: Person, data: bytes) -> str:
    """The `mxc://` address."""
    headers = {"Authorization": f"Bearer {person.access_token}", "Content-Type": "application/octet-stream"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{person.url}/_matrix/media/v3/upload", data=data, headers=headers) as answer,
    ):
        found: dict[str, str] = await answer.json()
        return found["content_uri"]


async def post(person: Person, room: str, data: bytes, **more: Any) -> str:
    content = {"msgtype": "m.file", "body": "liste.csv", "url": await uploaded(person, data), "info": {"size": 10**9}, **more}
    return await person.send(room, "m.room.message", content)


async def test_a_list_is_fetched_shown_and_taken_over(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    file = await post(anna, room, LIST)
    await anna.say(room, "!aufgabe import", reply_to=file)

    preview = await project.sees(anna, room, "liste.csv: 2 Zeilen")
    assert "1 neu, 1 unklar" in preview.body and "Zeile 3: Datum »Q3«" in preview.body and "Verantwortlich→Notiz" in preview.body
    await anna.react(room, preview.event_id, "✅")
    done = await project.sees(anna, room, "Übernommen aus liste.csv")
    assert "1 Aufgabe: A" in done.body
    await anna.say(room, "!aufgabe")
    await project.sees(anna, room, "Angebot für Büro einholen – noch niemand, bis .*3.12.")

    await anna.react(room, done.event_id, "↩️")
    await project.sees(anna, room, "liste.csv ist zurückgenommen. 1 entfernt")


async def test_the_command_as_a_caption_and_in_the_thread_of_the_file(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    await post(anna, room, LIST, body="!aufgabe import", filename="unterschrift.csv")
    await project.sees(anna, room, "unterschrift.csv: 2 Zeilen")

    file = await post(anna, room, LIST)
    await anna.say(room, "!aufgabe import", thread=file)
    found = await project.sees(anna, room, "liste.csv: 2 Zeilen")
    assert found.content["m.relates_to"]["event_id"] == file

    root = await anna.say(room, "Hier die Liste")
    in_thread = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True, "m.in_reply_to": {"event_id": root}}
    await post(anna, room, NEWER, body="im-faden.csv", **{"m.relates_to": in_thread})
    await anna.say(room, "!aufgabe import", thread=root)
    await project.sees(anna, room, "im-faden.csv: 2 Zeilen")

    said = await anna.say(room, "!aufgabe imprt", reply_to=file)
    await project.answer(anna, room, said)
    await anna.edit(room, said, "!aufgabe import")
    await anna.sees(room, lambda line: line.content.get("de.lotse.once") == f"import:{said}" and "liste.csv" in line.body)


async def test_what_is_no_file_or_too_large_is_said_so(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    said = await anna.say(room, "Liste folgt")
    await anna.say(room, "!aufgabe import", reply_to=said)
    await project.sees(anna, room, "Welche Datei")
    await anna.say(room, "!aufgabe import", reply_to=await post(anna, room, b"Titel\n" + b"x;" * 1_500_000))
    await project.sees(anna, room, "größer als 2 MB")
    await anna.say(room, "!aufgabe import", reply_to=await post(anna, room, b"PK\x03\x04" + b"x" * 1000))
    await project.sees(anna, room, "Excel- oder ZIP-Datei")


async def test_a_file_that_is_not_there_holds_up_nobody(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    gone = {"msgtype": "m.file", "body": "weg.csv", "url": f"mxc://{anna.user_id.partition(':')[2]}/gibtesnicht"}
    await anna.say(room, "!aufgabe import", reply_to=await anna.send(room, "m.room.message", gone))
    said = await anna.say(room, "!aufgabe Etwas anderes")
    assert "Etwas anderes" in (await project.answer(anna, room, said)).body


async def test_in_an_encrypted_room(project: Project, clara: EncryptedPerson) -> None:
    room = await encrypted_team(project, clara, "Tabellen")

    async def posted(data: bytes, *, spoilt: bool = False) -> str:
        sealed, keys = encrypt_attachment(data)
        address = await uploaded(clara.person, sealed[:-1] + b"!" if spoilt else sealed)
        content = {"msgtype": "m.file", "body": "geheim.csv", "filename": "geheim.csv", "file": {"url": address, **keys}}
        return await clara.send(room, "m.room.message", content)

    async def replies(file: str) -> None:
        relation = {"m.in_reply_to": {"event_id": file}}
        await clara.send(room, "m.room.message", {"msgtype": "m.text", "body": "!aufgabe import", "m.relates_to": relation})

    await replies(await posted(LIST))
    preview = await clara.sees(room, "geheim.csv: 2 Zeilen")
    assert "1 neu, 1 unklar" in preview.body
    await clara.person.react(room, preview.event_id, "✅")
    await clara.sees(room, "Übernommen aus geheim.csv")

    await replies(await posted(NEWER))
    await clara.sees(room, "1 geändert")
    await replies(await posted(LIST, spoilt=True))
    await clara.sees(room, "Ich kann die Datei nicht entschlüsseln")

    in_the_clear = {"msgtype": "m.file", "body": "offen.csv", "url": await uploaded(clara.person, LIST)}
    await replies(await clara.person.send(room, "m.room.message", in_the_clear))
    await clara.sees(room, "Die Datei ist nicht verschlüsselt, dieser Raum ist es")
