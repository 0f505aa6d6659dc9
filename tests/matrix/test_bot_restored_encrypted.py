"""A backup is put back while people speak in an encrypted room: with the keys that are still there, with carried ones, without any."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.messages import ABOUT, MARK
from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work
from tests.matrix.bot_process import lotse
from tests.matrix.encrypted_person import EncryptedPerson
from tests.matrix.test_bot_encrypted import team

pytestmark = pytest.mark.thorough


@pytest_asyncio.fixture(loop_scope="session")
async def project(server: Homeserver, tmp_path: Path) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path / "bot") as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def clara(anna: Person, tmp_path: Path) -> AsyncIterator[EncryptedPerson]:
    person = await EncryptedPerson.of(anna, tmp_path)
    yield person
    await person.close()


async def lotse_must(project: Project, *arguments: str) -> None:
    ended = await lotse(*arguments, "--config", str(project.bot.config))
    assert ended.code == 0, ended.err


@pytest.mark.parametrize("lost", ["the database", "the folder", "the folder and the keys"])
async def test_nothing_is_said_twice_and_every_number_stays(lost: str, project: Project, clara: EncryptedPerson, tmp_path: Path) -> None:
    bot, backup, keys, words = project.bot, tmp_path / "lotse.backup", tmp_path / "keys", tmp_path / "words"
    words.write_text("vier kurze Worte reichen\n", encoding="utf-8")
    room = await team(project, clara, "Wärmenetz")
    await clara.say(room, "!blocker Nummer 0")
    await clara.until(lambda: any("B1 Nummer 0" in text for _, text in clara.read))
    await lotse_must(project, "backup", str(backup))
    await bot.stop()
    await lotse_must(project, "keys", "export", str(keys), "--passphrase-file", str(words))
    await bot.start()
    await clara.say(room, "!blocker Nummer 1")
    await clara.until(lambda: any("B2 Nummer 1" in text for _, text in clara.read))

    def envelopes(lines: object) -> Counter[str]:
        return Counter(str(line.content[MARK]) for line in lines if MARK in line.content)  # type: ignore[attr-defined]

    before = envelopes(await project.said(clara.person, room))
    assert any(line.content.get(ABOUT) == "B2" for line in await project.said(clara.person, room))

    await bot.kill()
    if lost == "the database":
        for file in bot.data.glob("lotse.db*"):
            file.unlink()
    else:
        shutil.rmtree(bot.data)
    if lost == "the folder":
        await lotse_must(project, "keys", "import", str(keys), "--passphrase-file", str(words))
    await lotse_must(project, "restore", str(backup))
    await bot.start()
    if lost == "the folder and the keys":
        await project.answer(project.ada, project.pmo, await project.ada.say(project.pmo, "!hilfe team"))
    else:
        await clara.say(room, "!blocker Nummer 2")
        await clara.until(lambda: any("B3 Nummer 2" in text for _, text in clara.read))

    after = envelopes(await project.said(clara.person, room))
    assert max(after.values()) == 1 and before - after == Counter()
    ended = await lotse("export", "--config", str(bot.config))
    numbers = {record["number"]: record["text"] for record in json.loads(ended.out)["blockers"]}
    everything = {"B1": "Nummer 0", "B2": "Nummer 1", "B3": "Nummer 2"}
    assert numbers == ({"B1": "Nummer 0"} if lost == "the folder and the keys" else everything)
