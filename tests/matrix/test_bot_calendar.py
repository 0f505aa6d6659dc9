"""Somebody subscribes to the calendar of a group: what a program reads there follows what becomes of the meeting in the room."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.bot.ics.readers import shown
from tests.matrix.bot_fixtures import Project, project_at_work
from tests.matrix.test_bot_retro import invited

ADDRESS = re.compile(r"https://tafel\.stadt\.example(/kalender/\S+?\.ics)")
FAR = datetime(2031, 1, 1, tzinfo=UTC)
WEB = {"listen": "127.0.0.1:0", "url": "https://tafel.stadt.example"}


@pytest_asyncio.fixture(loop_scope="session")
async def project(server: Homeserver, tmp_path: Path) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path, more={"web": WEB}) as running:
        yield running


async def reads(project: Project, path: str, etag: str = "") -> tuple[int, bytes, str]:
    """As a calendar program: without cookies, and with what it knows already."""
    line = await project.bot.logs(lambda line: line.get("event") == "serving the board, health and metrics")
    headers = {"If-None-Match": etag} if etag else {}
    async with aiohttp.ClientSession() as http, http.get(f"http://{line['address']}{path}", headers=headers) as answer:
        return answer.status, await answer.read(), answer.headers.get("ETag", "")


async def test_a_program_reads_what_the_room_has_planned_moved_and_renewed(project: Project, anna: Person) -> None:
    room = await project.team(anna, name="Wärmenetz")
    await project.answer(anna, room, await anna.say(room, "!treffen Jour fixe | wann: 3.12.2030 10 Uhr"))

    asked = await anna.say(room, "!treffen abo")
    assert "Direktchat" in (await project.answer(anna, room, asked)).body
    direct = await invited(anna)
    await anna.join(direct)
    told = await project.sees(anna, direct, "zum Abonnieren")
    (path,) = ADDRESS.findall(told.body)

    status, data, etag = await reads(project, path)
    (first,) = shown(data, until=FAR)
    assert status == 200 and f"{first[0]:%d.%m.%Y %H:%M} {first[2]}" == "03.12.2030 09:00 Wärmenetz: Jour fixe"
    assert (await reads(project, path, etag))[:2] == (304, b"")

    await project.answer(anna, room, await anna.say(room, "!treffen verschieben S1 | auf: 4.12.2030 14:30"))
    status, data, changed = await reads(project, path, etag)
    (moved,) = shown(data, until=FAR)
    assert status == 200 and changed != etag and f"{moved[0]:%d.%m.%Y %H:%M}" == "04.12.2030 13:30"

    await anna.say(direct, "treffen abo neu")
    (new,) = ADDRESS.findall((await project.sees(anna, direct, "zum Abonnieren", after=told.event_id)).body)
    await project.sees(anna, room, "Der Kalender hat eine neue Adresse")
    assert (await reads(project, path))[0] == 404 and (await reads(project, new))[0] == 200


async def test_the_address_holds_through_a_restart_and_is_in_no_log(project: Project, anna: Person) -> None:
    room = await project.team(anna)
    await anna.say(room, "!treffen abo")
    direct = await invited(anna)
    await anna.join(direct)
    path = ADDRESS.findall((await project.sees(anna, direct, "zum Abonnieren")).body)[0]
    assert await project.bot.stop() == 0
    await project.bot.start()
    assert (await reads(project, path))[0] == 200
    assert not [line for line in project.bot.said if path.split("/")[-1] in line]
