"""The board of a running bot: a link in the direct chat, a preview before the person, the button, a power cut, the last room left."""

from __future__ import annotations

import re
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.bot_fixtures import SOON, Project, project_at_work, until
from tests.matrix.encrypted_person import EncryptedPerson
from tests.matrix.test_bot_retro import invited

PAGE = "/"


@dataclass
class Browser:
    url: str
    cookies: dict[str, str] = field(default_factory=dict)

    async def asks(self, method: str, path: str) -> tuple[int, str]:
        headers = {"Origin": self.url} if method == "POST" else {}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http,
            http.request(method, f"{self.url}{path}", headers=headers, allow_redirects=False) as answer,
        ):
            for morsel in SimpleCookie(answer.headers.get("Set-Cookie", "")).values():
                self.cookies[morsel.key] = morsel.value
            return answer.status, await answer.text()

    async def is_in(self) -> bool:
        """Whoever is outside is told to sign in."""
        status, _ = await self.asks("GET", PAGE)
        return status != 401


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    web = {"listen": f"127.0.0.1:{port}", "url": f"http://localhost:{port}"}
    async with project_at_work(server, tmp_path_factory.mktemp("bot"), more={"web": web}) as running:
        yield running


def browser_of(project: Project) -> Browser:
    return Browser(str(project.bot.more["web"]["url"]))


async def asked_for_link(project: Project, person: Person, room: str) -> tuple[str, str]:
    """The direct chat, and the path of the link there."""
    await person.say(room, "!tafel")
    direct = await invited(person)
    await person.join(direct)
    said = await project.sees(person, direct, "/an/")
    return direct, path_in(said.body)


def all_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def path_in(said: str) -> str:
    found = re.search(r"http://localhost:\d+(/an/[\w-]{43})", said)
    assert found is not None, said
    return found[1]


async def test_from_the_link_to_the_last_room_and_through_a_power_cut(project: Project, server: Homeserver) -> None:
    ben = await server.register("ben-board", "secret", "Ben")
    room = await project.team(ben)
    direct, path = await asked_for_link(project, ben, room)

    preview = browser_of(project)
    for method in ("HEAD", "GET", "GET"):
        assert (await preview.asks(method, path))[0] == 200
    assert not preview.cookies and not await preview.is_in()

    browser = browser_of(project)
    status, page = await browser.asks("GET", path)
    assert status == 200 and "Als Ben anmelden?" in page
    assert (await browser.asks("POST", path))[0] == 303 and await browser.is_in()
    assert (await preview.asks("POST", path))[0] == 410 and not await preview.is_in()

    # A link that waits when the power goes is a link afterwards.
    event = await ben.say(direct, "tafel")
    await project.bot.kill()
    await project.bot.start()
    assert await browser.is_in()
    said = await project.answer(ben, direct, event)
    second = browser_of(project)
    assert (await second.asks("POST", path_in(said.body)))[0] == 303 and await second.is_in()

    token, cookie = path.removeprefix("/an/"), browser.cookies["lotse"]
    kept = all_bytes(project.bot.data)
    assert token.encode() not in kept and cookie.encode() not in kept
    assert not any(secret in line for line in project.bot.said for secret in (token, cookie, "/an/"))

    await ben.leave(room)

    async def is_out() -> bool:
        return not await browser.is_in()

    await until(project.ada, is_out, SOON)
    assert not await second.is_in()
    with closing(sqlite3.connect(f"file:{project.bot.data / 'lotse.db'}?mode=ro", uri=True)) as opened:
        assert opened.execute("SELECT count(*) FROM sign_ins").fetchone() == (0,)


async def test_where_the_room_is_encrypted_the_link_comes_encrypted(project: Project, anna: Person, tmp_path: Path) -> None:
    secretive = await EncryptedPerson.of(anna, tmp_path)
    room = await project.ada.create_room("Geheim", [project.bot.user_id, anna.user_id], encrypted=True)
    try:
        await anna.join(room)
        await secretive.until(lambda: any(place == room for place, _ in secretive.read))
        (tmp_path / "ada").mkdir()
        admin = await EncryptedPerson.of(project.ada, tmp_path / "ada")
        try:
            await admin.say(room, "!team Geheim")
            await admin.until(lambda: any("Geheim" in text for place, text in admin.read if place == room))
        finally:
            await admin.close()
        await secretive.say(room, "!tafel")
        direct = await invited(anna)
        await anna.join(direct)
        assert (await anna.state(direct, "m.room.encryption"))["algorithm"] == "m.megolm.v1.aes-sha2"
        await secretive.until(lambda: any("/an/" in text for place, text in secretive.read if place == direct))
        path = path_in(next(text for place, text in secretive.read if place == direct and "/an/" in text))
        browser = browser_of(project)
        assert (await browser.asks("POST", path))[0] == 303 and await browser.is_in()
    finally:
        await secretive.close()
