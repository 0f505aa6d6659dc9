"""Nothing can be written any more while the bot runs: does it say so, stop when asked to, and go on without losing or doubling?"""

from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.outbound.relay import MARKS_END_WITHIN_S, REQUESTS_END_WITHIN_S
from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, answers, project_at_work
from tests.matrix.bot_process import BotProcess

pytestmark = pytest.mark.thorough

STOP_WITHIN_S = 2 * (REQUESTS_END_WITHIN_S + MARKS_END_WITHIN_S)
"""Twice what the bot allows itself: a busy machine needs some of it. A service manager kills after far longer."""


@pytest_asyncio.fixture(loop_scope="session")
async def project(server: Homeserver, tmp_path: Path) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path) as running:
        yield running


def may_write(bot: BotProcess, allowed: bool) -> None:
    """Files may grow no further than where they begin: the limit of a process stands for a full disk, and needs no rights."""
    _, most = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (most if allowed else 0, most))


def complaints(bot: BotProcess) -> list[str]:
    return [line for line in bot.said if "not possible now" in line]


async def test_it_says_so_once_and_goes_on_when_there_is_room(project: Project, anna: Person) -> None:
    bot = project.bot
    room = await project.team(anna)

    may_write(bot, False)
    events = [await anna.say(room, f"!blocker Nummer {name}") for name in range(5)]
    await bot.logs(lambda line: line.get("event") == "not possible now, trying again")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(12):  # two more tries
            await bot.logs(lambda line: line.get("event") == "possible again")
    said = complaints(bot)
    assert 1 <= len(said) <= 4 and all("disk" in line for line in said), said

    may_write(bot, True)
    for event in events:
        await project.answer(anna, room, event)
    assert {answers(await project.said(anna, room))[event] for event in events} == {1}
    assert "Traceback" not in "\n".join(bot.said)


async def test_asked_to_stop_while_the_disk_is_full_it_goes_and_makes_up_for_it_later(project: Project, anna: Person) -> None:
    bot = project.bot
    room = await project.team(anna)

    may_write(bot, False)
    event = await anna.say(room, "!blocker Nummer 0")
    await bot.logs(lambda line: line.get("event") == "not possible now, trying again")
    async with asyncio.timeout(STOP_WITHIN_S):
        assert await bot.stop() == 0
    assert "Traceback" not in "\n".join(bot.said)

    await bot.start()
    await project.answer(anna, room, event)
    assert answers(await project.said(anna, room))[event] == 1
