"""Rows that nobody can read, as a broken disk leaves them, while the bot runs and when it starts: all else goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work

pytestmark = pytest.mark.thorough


@pytest_asyncio.fixture(loop_scope="session")
async def project(server: Homeserver, tmp_path: Path) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path) as running:
        yield running


def spoil(project: Project, statement: str) -> None:
    with closing(sqlite3.connect(project.bot.data / "lotse.db", timeout=10)) as database, database:
        database.execute(statement)


async def test_a_record_a_timer_and_a_message_that_cannot_be_read_keep_nothing_else(project: Project, anna: Person) -> None:
    bot = project.bot
    room = await project.team(anna)
    await project.answer(anna, room, await anna.say(room, "!blocker Raum fehlt"))

    spoil(project, "UPDATE blockers SET severity = 'nonsense'")
    line = await project.answer(anna, room, await anna.say(room, "!blocker B1"))
    assert "etwas schiefgegangen" in line.body
    fault = await bot.logs(lambda line: line.get("event") == "event failed")
    assert "Traceback" in str(fault) and "Raum fehlt" not in str(fault)
    await project.answer(anna, room, await anna.say(room, "!hilfe"))

    assert await bot.stop() == 0
    spoil(project, "UPDATE timers SET due_at = ''")
    spoil(
        project,
        "INSERT INTO outbox (install, room, once, device, action, event_type, content, role, priority, created_at, attempts, failure)"
        " SELECT install, room, 'spoilt', device, action, event_type, '{broken', role, priority, created_at, 0, '' FROM outbox"
        f" WHERE action = 'send' AND room = '{room}' LIMIT 1",
    )
    await bot.start()
    await project.answer(anna, room, await anna.say(room, "!hilfe"))
    await bot.logs(lambda line: line.get("event") == "row failed")
    assert await bot.stop() == 0
