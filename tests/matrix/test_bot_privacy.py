"""Does what people say among themselves stay among them: not in a file of the bot, not in its log?"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, number_of, project_at_work, until
from tests.matrix.encrypted_person import EncryptedPerson


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


def files_with(project: Project, *texts: str) -> list[str]:
    """Files of the data folder, and lines of the log, in which one of the texts stands."""
    found = [
        f"{path.name}: {text}"
        for path in project.bot.data.rglob("*")
        if path.is_file()
        for text in texts
        if text.encode() in path.read_bytes() or text.encode("utf-16-le") in path.read_bytes()
    ]
    return found + [f"log: {text}" for text in texts if any(text in line for line in project.bot.said)]


async def answered(project: Project, person: Person, room: str) -> None:
    """Everything said in the room before has gone through the bot's hands."""
    await project.answer(person, room, await person.say(room, "!hilfe team"))


async def test_what_people_say_among_themselves_is_in_no_file_and_in_no_log(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    root = await anna.say(room, "Geheimwort-Apfel unter uns")
    await anna.say(room, "Geheimwort-Birne im Faden", thread=root)
    await anna.say(room, "Geheimwort-Kirsche als Antwort", reply_to=root)
    await anna.edit(room, root, "Geheimwort-Dattel verbessert")
    await anna.say(room, "So geht es: `!blocker Geheimwort-Erdbeere`")
    await anna.say(room, "!!! Geheimwort-Feige !!!")
    await anna.react(room, root, "👍")
    await anna.redact(room, root)
    # What a broken client sends: libraries like to quote it in their warnings.
    await anna.send(room, "m.room.message", {"msgtype": "m.text", "body": "Geheimwort", "formatted_body": ["Geheimwort-Honig"]})

    await answered(project, anna, room)

    assert not files_with(project, "Geheimwort")


async def test_what_three_say_in_a_direct_chat_is_among_them(project: Project, anna: Person, ben: Person) -> None:
    """With two it is all meant for the bot; a third makes it a room like any other."""
    direct = await anna.create_direct(project.bot.user_id)
    await project.sees(anna, direct, "Lotse")
    await anna.invite(direct, ben.user_id)
    await ben.join(direct)
    await anna.say(direct, "Dreierwort-Apfel unter uns")

    await answered(project, anna, direct)

    assert not files_with(project, "Dreierwort")


async def test_what_is_said_in_an_encrypted_room_is_in_no_file(project: Project, anna: Person, tmp_path: Path) -> None:
    secretive = await EncryptedPerson.of(anna, tmp_path)
    room = await anna.create_room("Geheim", [project.bot.user_id], encrypted=True)
    try:
        await secretive.until(lambda: any(place == room for place, _ in secretive.read))
        await secretive.say(room, "Tresorwort-Apfel unter uns")
        # What a broken client encrypts, no server looks at.
        client: Any = secretive._client
        for body in ("Tresorwort-Birne ohne Art", ["Tresorwort-Kirsche als Liste"]):
            await client.room_send(room, "m.room.message", {"body": body}, ignore_unverified_devices=True)
        await secretive.say(room, "!hilfe team")
        await secretive.until(lambda: any(place == room and "auflösen" in text for place, text in secretive.read))
    finally:
        await secretive.close()

    assert not files_with(project, "Tresorwort")


async def test_what_a_command_asked_to_record_in_an_encrypted_room_is_in_the_records_alone(
    project: Project, anna: Person, tmp_path: Path
) -> None:
    secretive = await EncryptedPerson.of(anna, tmp_path)
    room = await project.team(anna, name="Schließfach")
    await project.ada.set_state(room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
    await secretive.asks(room, "!blocker Schließwort-Apfel fehlt")
    await secretive.asks(room, "!hilfe Schließwort-Birne")
    unsigned = await EncryptedPerson.of(anna, tmp_path / "unsigned", signed=False)
    await unsigned.say(room, "!blocker Schließwort-Kirsche fehlt")
    await unsigned.sees(room, "nicht ausgeführt")
    await anna.say(room, "!blocker Schließwort-Dattel fehlt")
    await unsigned.sees(room, "unverschlüsselt")
    await secretive.asks(room, "!hilfe team")

    # Whoever gave the command reads it in the answer, and its record holds it; SQLite's log is emptied by the hour.
    assert {found.split(":")[0].removesuffix("-wal") for found in files_with(project, "Schließwort-Apfel")} == {"lotse.db"}
    with closing(sqlite3.connect(project.bot.data / "lotse.db")) as database:
        kept = database.execute("SELECT payload FROM inbox WHERE payload IS NOT NULL").fetchall()
        sent = database.execute("SELECT content FROM outbox WHERE sent_at IS NOT NULL").fetchall()
        blockers = database.execute("SELECT text FROM blockers WHERE text LIKE 'Schließwort%'").fetchall()
    assert not [row for row in kept + sent if "Schließwort" in str(row)]
    assert blockers == [("Schließwort-Apfel fehlt",)]
    await secretive.close()
    await unsigned.close()


async def test_what_was_deleted_is_gone_from_every_file(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    event = await anna.say(room, "!blocker Löschwort-Apfel | lösung: Löschwort-Birne | ampel: rot")
    card = await project.sees(anna, room, "Löschwort-Apfel")
    await project.sees(project.ada, project.pmo, "Löschwort-Apfel")
    await anna.edit(room, event, "!blocker Löschwort-Kirsche | ampel: rot")
    await anna.sees(room, lambda line: line.event_id == card.event_id and "Löschwort-Kirsche" in line.body)
    note = await anna.say(room, "Löschwort-Dattel", reply_to=card.event_id)
    await anna.sees(room, lambda line: (line.event_id == note and "📝" in line.reactions) or "Löschwort-Dattel" in line.body)
    listed = await project.answer(anna, room, await anna.say(room, "!blocker"))
    assert f"{number_of(card)} Löschwort" in listed.body
    assert files_with(project, "Löschwort")

    await anna.redact(room, note)
    await anna.redact(room, event)

    async def gone() -> bool:
        return not files_with(project, "Löschwort")

    await until(anna, gone)


async def test_the_log_names_nobody_and_quotes_nothing(project: Project, anna: Person) -> None:
    room = await project.team(anna, name="Rauswurf")
    await anna.say(room, "!blocker Protokollwort | ampel: rot")
    await project.sees(anna, room, "Protokollwort")
    await project.ada.kick(room, project.bot.user_id)
    await project.sees(project.ada, project.pmo, "Raum.*Rauswurf")
    await project.bot.stop()

    log = "\n".join(project.bot.said)
    assert "ready" in log
    assert "removed from a room" in log
    assert not re.findall(r"@[\w-]+:stadt\.example", log)
    assert "Protokollwort" not in log
    assert anna.display_name not in log
    assert project.bot.account.password not in log
