"""A real homeserver behind a proxy that answers in its place: nothing stops more than itself, and nothing is lost."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import ONCE, Project, found_group
from tests.matrix.bot_process import BotProcess, lotse
from tests.matrix.proxy import Proxy, proxy_before
from tests.sampling import sampled

SLOWLY = 60.0
"""Seconds, on a busy machine."""


@dataclass(frozen=True)
class Behind:
    project: Project
    proxy: Proxy
    room: str

    async def answers(self, person: Person, text: str) -> str:
        event = await person.say(self.room, text)
        key = f"answer:{event}"
        return (await person.sees(self.room, lambda line: line.content.get(ONCE) == key, SLOWLY)).body


@pytest_asyncio.fixture(loop_scope="session")
async def behind(server: Homeserver, anna: Person, tmp_path: Path) -> AsyncIterator[Behind]:
    ada = await server.register(f"ada-{secrets.token_hex(3)}", "secret", "Ada Amt")
    account = await server.register(f"lotse-{secrets.token_hex(3)}", "secret", "Lotse")
    async with proxy_before(server.url) as proxy, BotProcess(proxy.url, account, tmp_path, admins=(ada.user_id,)) as bot:
        pmo = await ada.create_room("PMO", [bot.user_id])
        await found_group(bot, ada, pmo, "PMO | art: pmo")
        project = Project(server, bot, ada, pmo)
        yield Behind(project, proxy, await project.team(anna))


async def test_without_a_media_repository_everything_but_files_goes_on(behind: Behind, anna: Person) -> None:
    behind.proxy.answers_with("POST /_matrix/media", 404, "<html>404 page not found</html>")
    assert "S1" in await behind.answers(anna, "!treffen Jour fixe | wann: jeden Dienstag 10:00")
    assert "B1" in await behind.answers(anna, "!blocker Raum fehlt")
    assert behind.proxy.given > 0
    behind.proxy.answers.clear()
    await anna.sees(behind.room, lambda line: line.content.get("filename") == "S1.ics", SLOWLY)


@pytest.mark.parametrize(
    ("status", "body"),
    sampled([(200, "{}"), (404, '{"errcode": "M_UNRECOGNIZED", "error": "x"}'), (403, '{"errcode": "M_FORBIDDEN", "error": "x"}')], 3),
    ids=["nothing in it", "not recognized", "forbidden"],
)
async def test_a_sync_that_is_refused_for_a_while_ends_nothing(behind: Behind, anna: Person, status: int, body: str) -> None:
    behind.proxy.answers_with("/sync", status, body, times=4)
    assert "B1" in await behind.answers(anna, "!blocker Raum fehlt")
    assert behind.project.bot.is_running
    lines = [line for line in behind.project.bot.said if "asking again until that is over" in line]
    assert len(lines) <= 1


@pytest.mark.thorough
async def test_a_message_that_is_refused_once_for_no_reason_arrives(behind: Behind, anna: Person) -> None:
    behind.proxy.answers_with("PUT .*/send/m.room.message", 404, '{"errcode": "M_UNRECOGNIZED", "error": "x"}', times=1)
    assert "B1" in await behind.answers(anna, "!blocker Raum fehlt")
    assert behind.proxy.given == 1


@pytest.mark.thorough
@pytest.mark.parametrize("while_away", [True, False], ids=["at the start", "while it runs"])
async def test_a_position_that_is_not_known_any_more_costs_nothing(behind: Behind, anna: Person, while_away: bool) -> None:
    bot = behind.project.bot
    assert "B1" in await behind.answers(anna, "!blocker Vorher")
    if while_away:
        await bot.stop()
    behind.proxy.answers_with("/sync.*since=", 400, '{"errcode": "M_UNKNOWN", "error": "Invalid stream token"}', times=3)
    event = await anna.say(behind.room, "!blocker Meanwhile")
    if while_away:
        await bot.start()
    await anna.sees(behind.room, lambda line: line.content.get(ONCE) == f"answer:{event}", SLOWLY)
    assert "B3" in await behind.answers(anna, "!blocker Nachher")
    said = [str(line.content.get(ONCE)) for line in await behind.project.said(anna, behind.room)]
    assert len(said) == len(set(said))
    assert "position: not known" in (await lotse("status", "--config", str(bot.config))).text
