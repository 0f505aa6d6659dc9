"""On a real homeserver: the number on a card leads to its page, also once the card is edited, and the page is served there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import Project, project_at_work

BOARD = "https://tafel.stadt.example"


@pytest_asyncio.fixture(loop_scope="session")
async def project(server: Homeserver, tmp_path: Path) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path, more={"web": {"listen": "127.0.0.1:0", "url": BOARD}}) as running:
        yield running


async def test_the_number_on_a_card_leads_to_its_page(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    card = await project.answer(anna, room, await anna.say(room, "!blocker Freigabe fehlt, siehe B1"))
    assert (card.html or "").count(f'<a href="{BOARD}/B1">B1</a>') == 1
    assert BOARD not in card.body

    await anna.say(room, "!blocker gelöst B1")
    solved = await project.sees(anna, room, "gelöst · B1")
    assert f'<a href="{BOARD}/B1">B1</a>' in (solved.html or "")

    line = await project.bot.logs(lambda line: line.get("event") == "serving the board, health and metrics")
    async with aiohttp.ClientSession() as http, http.get(f"http://{line['address']}/B1") as answer:
        assert answer.status == 401 and "Freigabe" not in await answer.text()
