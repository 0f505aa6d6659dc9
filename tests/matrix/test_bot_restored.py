"""Its folder is lost and a backup is put back: do the people in the rooms see anything twice, or miss anything?"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from demo.world.timeline import Line
from tests.databases import Places
from tests.faults.scenario import ALWAYS
from tests.matrix.bot_fixtures import ONCE, Project, number_of, project_at_work
from tests.matrix.bot_process import BotProcess, lotse

pytestmark = pytest.mark.thorough


@pytest_asyncio.fixture(loop_scope="session")
async def project(server: Homeserver, places: Places, tmp_path: Path) -> AsyncIterator[Project]:
    place = await places.blank(tmp_path / "data")
    async with project_at_work(server, tmp_path, more={"storage": {"url": place.url}}) as running:
        yield running


async def put_back(file: Path, bot: BotProcess, places: Places) -> None:
    """Folder and database are gone, and the backup is restored into empty ones."""
    shutil.rmtree(bot.data)
    place = await places.blank(bot.data)
    bot.more = {**bot.more, "storage": {"url": place.url}}
    bot.configure()
    restored = await lotse("restore", str(file), "--config", str(bot.config))
    assert (restored.code, restored.err) == (0, "")


def keys(*rooms: list[Line]) -> Counter[str]:
    """How often each message of the bot stands in the rooms."""
    return Counter(str(line.content[ONCE]) for lines in rooms for line in lines if ONCE in line.content)


async def blockers(project: Project) -> dict[str, dict[str, Any]]:
    ended = await lotse("export", "--config", str(project.bot.config))
    assert ended.code == 0, ended.err
    return {record["number"]: record for record in json.loads(ended.out)["blockers"]}


async def test_nothing_is_said_twice_and_nothing_is_lost(project: Project, anna: Person, places: Places, tmp_path: Path) -> None:
    bot, ada, pmo = project.bot, project.ada, project.pmo
    room = await project.team(anna)
    await project.answer(anna, room, await anna.say(room, "!blocker Nummer 0"))

    backup = await lotse("backup", str(tmp_path / "lotse.backup"), "--config", str(bot.config))
    assert (backup.code, backup.err) == (0, "")
    assert "1 blockers" in backup.text

    # Commands in two rooms, an alert, a tap on it, a reply to a card, and one that is deleted.
    gone = await anna.say(room, "!blocker Geheimes")
    await project.answer(anna, room, gone)
    await anna.redact(room, gone)
    await project.sees(anna, room, "zurückgezogen|gelöscht")
    card = await project.answer(anna, room, await anna.say(room, "!blocker Server aus\nampel: rot"))
    alert = await project.sees(ada, pmo, "Server aus")
    await ada.react(pmo, alert.event_id, "👀")
    await project.sees(anna, room, "Ada Amt")
    await anna.say(room, "Der Strom ist weg.", reply_to=card.event_id)
    await project.answer(ada, pmo, await ada.say(pmo, "!blocker Nummer 3"))
    await project.answer(anna, room, await anna.say(room, "!aufgabe Strom anschalten"))
    await project.answer(anna, room, await anna.say(room, "!hilfe team"))
    known = await blockers(project)
    before = keys(await project.said(anna, room), await project.said(ada, pmo))
    assert max(before.values()) == 1

    await bot.kill()
    missed = await anna.say(room, "!blocker Nummer 4")
    await put_back(tmp_path / "lotse.backup", bot, places)
    await bot.start()

    late = await project.answer(anna, room, missed)
    after = keys(await project.said(anna, room), await project.said(ada, pmo))
    assert max(after.values()) == 1
    assert {each for each in after - before if not each.startswith("answer:")} == set()
    assert before - after == Counter()
    now = await blockers(project)
    of_interest = ("text", "state", "severity", "taken_by", "reporter", "reported_at", "taken_at")
    assert {number: [now[number][each] for each in of_interest] for number in now if "Nummer 4" not in now[number]["text"]} == {
        number: [known[number][each] for each in of_interest] for number in known if known[number]["text"]
    }
    assert int(number_of(late)[1:]) > 4
    shown = await project.answer(anna, room, await anna.say(room, "!blocker zeige B3"))
    assert "Der Strom ist weg." in shown.body
    listed = await project.answer(anna, room, await anna.say(room, "!aufgabe"))
    assert "A1" in listed.body


async def test_what_the_clock_had_it_say_is_not_said_again(project: Project, anna: Person, places: Places, tmp_path: Path) -> None:
    bot, ada, pmo = project.bot, project.ada, project.pmo
    room = await project.team(anna)
    await bot.stop()
    bot.more = {**bot.more, "escalation": {"repeat_every": "2s"}, "project": ALWAYS}
    bot.configure()
    await bot.start()
    await anna.say(room, "!blocker Server aus\nampel: rot")
    await project.sees(ada, pmo, "Server aus")
    backup = await lotse("backup", str(tmp_path / "lotse.backup"), "--config", str(bot.config))
    assert backup.code == 0, backup.err
    await project.sees(ada, pmo, "Erinnerung 3 von 3")
    before = keys(await project.said(anna, room), await project.said(ada, pmo))

    await bot.kill()
    await put_back(tmp_path / "lotse.backup", bot, places)
    await bot.start()
    await project.answer(anna, room, await anna.say(room, "!blocker Nummer 1"))
    # In each room alerts go before answers.
    await project.answer(ada, pmo, await ada.say(pmo, "!hilfe team"))

    after = keys(await project.said(anna, room), await project.said(ada, pmo))
    assert max(after.values()) == 1
    assert before - after == Counter()
    assert sum("repeat" in key and "told" not in key for key in after) == 3
