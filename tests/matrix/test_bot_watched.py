"""Whoever watches the bot as a process sees how it is: over HTTP, and in the end by its exit code."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work
from tests.matrix.bot_process import BotProcess


@pytest_asyncio.fixture(loop_scope="session")
async def project(server: Homeserver, tmp_path: Path) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path, more={"web": {"listen": "127.0.0.1:0"}}) as running:
        yield running


async def asked(bot: BotProcess, path: str) -> tuple[int, str]:
    line = await bot.logs(lambda line: line.get("event") == "serving health and metrics")
    async with aiohttp.ClientSession() as http, http.get(f"http://{line['address']}{path}") as answer:
        return answer.status, await answer.text()


async def test_the_running_bot_tells_how_it_is_and_what_it_did(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    await project.answer(anna, room, await anna.say(room, "!blocker Freigabe fehlt"))

    status, health = await asked(project.bot, "/health")
    assert status == 200 and '"ready": true' in health

    _, metrics = await asked(project.bot, "/metrics")
    assert 'lotse_commands_total{command="blocker add",result="done"} 1.0' in metrics
    assert "process_resident_memory_bytes" in metrics
    assert anna.user_id not in metrics and room not in metrics

    assert await project.bot.stop() == 0


async def test_where_somebody_listens_already_it_does_not_start_and_says_why(server: Homeserver, tmp_path: Path) -> None:
    account = await server.register("lotse-two", "secret", "Lotse")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        bot = BotProcess(server.url, account, tmp_path, more={"web": {"listen": listen}})
        await bot.launch()
        assert await bot.ended() == 1
    assert bot.said == [f'[web] listen = "{listen}": another program listens there already; choose another address, or "" for none']
