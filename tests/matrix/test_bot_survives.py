"""Is every command carried out and answered exactly once, whatever happens to the process or to the homeserver?"""

from __future__ import annotations

import asyncio
import json
import re
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver, homeserver
from demo.world.person import Person
from demo.world.timeline import Line
from tests.matrix.bot_fixtures import ONCE, Project, answers, numbers, project_at_work, until, welcomes
from tests.matrix.bot_process import PATIENCE, BotProcess, lotse

FULL_SPEED = 60.0
"""Seconds for many answers on a busy machine."""


@pytest_asyncio.fixture(loop_scope="session")
async def project(server: Homeserver, tmp_path: Path) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path) as running:
        yield running


async def blockers_said(person: Person, room: str, names: range) -> list[str]:
    """All at once; the ids of the events."""
    return list(await asyncio.gather(*(person.say(room, f"!blocker Nummer {name}") for name in names)))


async def all_answered(project: Project, person: Person, room: str, count: int) -> dict[int, list[str]]:
    """Waits until the blockers called Nummer 0 … `count` - 1 have their cards; which numbers each of them got."""
    wanted = set(range(count))
    given: dict[int, list[str]] = {}

    async def all_given() -> bool:
        nonlocal given
        given = numbers(await project.said(person, room), "Nummer")
        return wanted <= given.keys()

    await until(person, all_given, FULL_SPEED)
    return given


def without_digits(line: Line) -> str:
    """Numbers and times differ from card to card."""
    return re.sub(r"\d+", "#", line.body)


async def exported(project: Project) -> list[dict[str, Any]]:
    ended = await lotse("export", "--config", str(project.bot.config))
    assert ended.code == 0, ended.err
    records: list[dict[str, Any]] = json.loads(ended.out)["blockers"]
    return records


@pytest.mark.thorough
async def test_a_burst_of_commands_is_answered_once_each_and_in_the_order_of_the_room(project: Project, anna: Person) -> None:
    room = await project.team(anna)

    events = await blockers_said(anna, room, range(120))
    given = await all_answered(project, anna, room, 120)

    assert sorted(number for each in given.values() for number in each) == sorted(f"B{count}" for count in range(1, 121))
    lines = await anna.timeline(room)
    said = [line.event_id for line in lines if line.event_id in set(events)]
    answered = [once.removeprefix("answer:") for line in lines if (once := str(line.content.get(ONCE))).startswith("answer:")]
    assert [event for event in answered if event in set(events)] == said
    assert list(numbers(await project.said(anna, room), "Nummer").values()) == [[f"B{count}"] for count in range(1, 121)]


async def test_what_was_said_while_it_was_stopped_is_made_up_for(project: Project, anna: Person) -> None:
    room = await project.team(anna)

    assert await project.bot.stop() == 0
    events = await blockers_said(anna, room, range(80))
    fresh = await anna.create_room("Neu")
    await anna.say(fresh, "!hilfe blocker")
    await anna.invite(fresh, project.bot.user_id)
    await project.bot.start()

    given = await all_answered(project, anna, room, 80)
    assert all(len(each) == 1 for each in given.values())
    said = await project.said(anna, room)
    assert {answers(said)[event] for event in events} == {1}
    # Two minutes are not late: the cards read like one that was given at once.
    at_once = await project.answer(anna, room, await anna.say(room, "!blocker Nummer 80"))
    cards = [line for line in said if line.content.get(ONCE) in {f"answer:{event}" for event in events}]
    assert {without_digits(line) for line in cards} == {without_digits(at_once)}
    await project.sees(anna, fresh, "Lotse")
    late = await anna.say(fresh, "!hilfe team")
    await project.answer(anna, fresh, late)
    assert set(answers(await project.said(anna, fresh))) == {late}
    assert len(welcomes(await project.said(anna, room))) == 1


async def test_asked_to_stop_it_goes_at_once_and_leaves_nothing_behind(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    speaking = asyncio.create_task(blockers_said(anna, room, range(40)))
    await anna.sees(room, r"B\d+ Nummer", FULL_SPEED)

    async with asyncio.timeout(5):
        assert await project.bot.stop() == 0
    events = await speaking
    await project.bot.start()

    await all_answered(project, anna, room, 40)
    assert {answers(await project.said(anna, room))[event] for event in events} == {1}
    assert len(await exported(project)) == 40

    async with asyncio.timeout(5):
        project.bot.send(signal.SIGINT)
        assert await project.bot.ended() == 0
    assert not [line for line in project.bot.said if "Traceback" in line]


@pytest.mark.thorough
async def test_asked_to_stop_while_it_starts_it_goes_without_a_fuss(anna: Person, tmp_path: Path) -> None:
    """The homeserver takes the call and never answers."""
    called = asyncio.Event()

    async def listen(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        called.set()

    async with await asyncio.start_server(listen, "127.0.0.1", 0) as silent:
        port = silent.sockets[0].getsockname()[1]
        bot = BotProcess(f"http://127.0.0.1:{port}", anna, tmp_path)
        await bot.launch()
        async with asyncio.timeout(PATIENCE):
            await called.wait()

        async with asyncio.timeout(5):
            assert await bot.stop() == 0
    assert "Traceback" not in "\n".join(bot.said)


@pytest.mark.thorough
async def test_when_the_homeserver_was_away_it_goes_on(tmp_path: Path) -> None:
    async with homeserver(tmp_path / "homeserver") as server, project_at_work(server, tmp_path / "bot") as project:
        anna = await server.register("anna", "secret", "Anna Abel")
        room = await project.team(anna)
        before = await anna.say(room, "!blocker Nummer 0")
        await all_answered(project, anna, room, 1)

        await server.stop(kill=True)
        await project.bot.logs(lambda line: "asking again" in str(line.get("event")))
        await server.start()
        after = await anna.say(room, "!blocker Nummer 1")

        await all_answered(project, anna, room, 2)
        counted = answers(await project.said(anna, room))
        assert (counted[before], counted[after]) == (1, 1)
        assert project.bot.is_running


@pytest.mark.thorough
async def test_when_its_session_is_ended_it_says_so_and_stops(project: Project) -> None:
    session = json.loads((project.bot.data / "session.json").read_text())
    other = Person(
        project.server.url,
        user_id=session["user_id"],
        access_token=session["access_token"],
        device_id=session["device_id"],
        password="",
        display_name="Lotse",
    )
    await other.request("POST", "/_matrix/client/v3/logout", {})
    await other.close()

    assert await project.bot.ended() == 1
    assert not [line for line in project.bot.said if "Traceback" in line]
    assert "lotse login" in project.bot.said[-1]


@pytest.mark.thorough
async def test_after_hours_away_the_pmo_hears_once_what_was_made_up_for(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    assert await project.bot.stop() == 0
    # Nobody waits for hours here: the bot is made to believe that it last heard of anything then.
    with closing(sqlite3.connect(project.bot.data / "lotse.db")) as database, database:
        then = (datetime.now(UTC) - timedelta(hours=3)).isoformat()
        database.execute("UPDATE meta SET value = ? WHERE key = 'last_sync'", (then,))
    await anna.say(room, "!blocker Nummer 1")
    await project.bot.start()
    await project.bot.kill()
    await project.bot.start()

    told = await project.sees(project.ada, project.pmo, "nicht da")
    assert "Nachgeholt: 3 Nachrichten." in told.body  # the founding of two groups falls into that time, too
    await project.bot.stop()
    await project.bot.start()
    later = await project.ada.say(project.pmo, "!hilfe")
    await project.answer(project.ada, project.pmo, later)
    assert sum("nicht da" in line.body for line in await project.said(project.ada, project.pmo)) == 1
