"""Somebody asks on a real homeserver what is kept of them, and is erased: from every byte of the folder, the log and a backup."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import SOON, Project, project_at_work, until
from tests.matrix.bot_process import lotse
from tests.matrix.encrypted_person import EncryptedPerson

NAME = "Zitronenzeisig"


@pytest_asyncio.fixture(loop_scope="session")
async def project(server: Homeserver, tmp_path: Path) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path / "bot") as running:
        yield running


async def canary(server: Homeserver) -> Person:
    """Somebody whose id and name stand nowhere by chance."""
    return await server.register(f"kanarienvogel-{secrets.token_hex(3)}", "secret", NAME)


def where(project: Project, *words: str) -> list[str]:
    """Files of the data folder, and lines of the log, in which one of the words stands."""
    files = [path for path in sorted(project.bot.data.rglob("*")) if path.is_file()]
    found = [f"{path.name}: {each}" for path in files for each in words if each.encode() in path.read_bytes()]
    return found + [f"log: {each}" for each in words if any(each in line for line in project.bot.said)]


async def asked(project: Project, bird: Person) -> tuple[str, str]:
    """The team's room, in which the person has reported something, and the direct chat in which they have asked to be erased."""
    room = await project.team(bird)
    await project.answer(bird, room, await bird.say(room, "!blocker Freigabe fehlt | ampel: rot"))
    await project.ada.say(room, f"!aufgabe Angebot einholen | wer: {bird.user_id} | bis: 31.12.2029")
    await project.sees(bird, room, "Angebot einholen")
    await project.sees(project.ada, project.pmo, "Freigabe fehlt")
    direct = await bird.create_direct(project.bot.user_id)
    await project.sees(bird, direct, "Lotse")
    await bird.say(direct, "datenschutz löschen")
    preview = await project.sees(bird, direct, "Das würde ich löschen")
    await bird.react(direct, preview.event_id, "✅")
    await project.sees(bird, direct, "Ich frage das PMO")
    return room, direct


async def test_somebody_reads_and_erases_what_is_kept_though_the_bot_is_killed(project: Project, server: Homeserver) -> None:
    bird = await canary(server)
    room, direct = await asked(project, bird)
    await bird.say(direct, "datenschutz auskunft")
    await bird.sees(direct, lambda line: line.content.get("filename") == "datenauskunft.md", SOON)
    card = await project.sees(project.ada, project.pmo, "Antrag 1 auf Löschung: .*Zitronenzeisig")
    assert where(project, bird.user_id)

    await project.ada.react(project.pmo, card.event_id, "✅")
    await project.bot.kill()
    await project.bot.start()

    done = await project.sees(bird, direct, "Erledigt")
    assert "ehemaliges Mitglied 1" in done.body and "mxc" in json.dumps([line.content for line in await project.said(bird, direct)])

    async def edited() -> bool:
        lines = [*await project.said(project.ada, room), *await project.said(project.ada, project.pmo)]
        return not any(NAME in line.body or bird.user_id in line.body for line in lines)

    await until(project.ada, edited)
    await project.ada.say(room, "!blocker B1")
    await project.sees(project.ada, room, "ehemaliges Mitglied 1")
    backup = project.bot.config.parent / "after.backup"
    assert (await lotse("backup", str(backup), "--config", str(project.bot.config))).code == 0
    await project.bot.stop()

    assert where(project, bird.user_id, NAME, bird.user_id.partition(":")[0]) == []
    assert bird.user_id.encode() not in backup.read_bytes() and NAME.encode() not in backup.read_bytes()
    status = await lotse("status", "--config", str(project.bot.config))
    exported = await lotse("export", "--config", str(project.bot.config))
    assert bird.user_id not in status.text + exported.text and "ehemaliges Mitglied 1" in exported.text


async def test_in_an_encrypted_room_and_chat_the_same_is_done(project: Project, server: Homeserver, tmp_path: Path) -> None:
    bird = await canary(server)
    room = await project.team(bird)
    await project.ada.set_state(room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
    hidden, ada = await EncryptedPerson.of(bird, tmp_path / "bird"), await EncryptedPerson.of(project.ada, tmp_path / "ada")
    try:
        await hidden.asks(room, "!blocker Freigabe fehlt")
        await hidden.asks(room, f"!aufgabe Angebot einholen | wer: {bird.user_id} | bis: 31.12.2029")
        direct = await bird.create_direct(project.bot.user_id, encrypted=True)
        await hidden.until(lambda: any(place == direct for place, _ in hidden.read))
        await hidden.say(direct, "datenschutz auskunft")
        await hidden.until(lambda: len([place for place, _ in hidden.files if place == direct]) == 2)
        assert all("file" in content and "url" not in content for place, content in hidden.files if place == direct)
        await hidden.say(direct, "datenschutz löschen")
        await hidden.until(lambda: any("Das würde ich löschen" in text for _, text in hidden.read))
        await hidden.say(direct, "datenschutz beantragen")
        card = await project.sees(project.ada, project.pmo, "Antrag 1 auf Löschung")
        await project.ada.react(project.pmo, card.event_id, "✅")
        await hidden.until(lambda: any("Erledigt" in text for _, text in hidden.read))
        done = next(text for _, text in hidden.read if "Erledigt" in text)
        assert "nicht mehr entschlüsseln" not in done and "ehemaliges Mitglied 1" in done
        await hidden.until(lambda: any(place == room and "ehemaliges Mitglied 1" in text for place, text in hidden.read))
    finally:
        await hidden.close()
        await ada.close()
    database = [path for path in project.bot.data.glob("lotse.db*")]
    await project.bot.stop()
    assert not [path.name for path in database if path.exists() and bird.user_id.encode() in path.read_bytes()]
