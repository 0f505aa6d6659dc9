"""A browser before the door of the board: it keeps the cookie itself, since clients keep no secure one without TLS."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie

import aiohttp
from yarl import URL

from bot.app import build_board
from bot.config import Web
from bot.config.types import Listen
from bot.monitoring.health import Readiness
from bot.web.gate import Gate
from bot.web.proxies import Proxies
from bot.web.server import Probes, serving
from bot.web.site import Site
from tests.world import BERLIN, Room, World

HERE = "127.0.0.1"
MEMBERS_ONLY = "/blocker"


@dataclass
class Phone:
    address: str
    origin: str
    cookie: str = ""

    async def asks(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, *, data: bytes | None = None
    ) -> aiohttp.ClientResponse:
        """The answer, read to its end."""
        sent = ({"Cookie": self.cookie} if self.cookie else {}) | dict(headers or {})
        url = URL(f"{self.address}{path}", encoded=True)
        async with (
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http,
            http.request(method, url, headers=sent, data=data, allow_redirects=False) as answer,
        ):
            await answer.read()
        for morsel in SimpleCookie(answer.headers.get("Set-Cookie", "")).values():
            self.cookie = f"{morsel.key}={morsel.value}" if morsel.value else ""
        return answer

    async def opens(self, path: str, *, status: int = 200) -> str:
        answer = await self.asks("GET", path)
        text = await answer.text()
        assert answer.status == status, f"{answer.status} {text}"
        return text

    async def presses(self, path: str, headers: Mapping[str, str] | None = None, *, status: int = 303) -> str:
        """The one button of a page, as a browser of today sends it."""
        answer = await self.asks("POST", path, {"Origin": self.origin, "Sec-Fetch-Site": "same-origin"} | dict(headers or {}))
        text = await answer.text()
        assert answer.status == status, f"{answer.status} {text}"
        return text


@asynccontextmanager
async def door(world: World, web: Web, port: int = 0) -> AsyncIterator[Phone]:
    """The board of the world as it is served, with its gate; at any free port, where none is given."""
    gate = Gate(Proxies(web.trusted_proxies, web.user_header), world.clock)
    site = Site(world.tally.faults, BERLIN, "de", "!", gate)
    site.board = build_board(world.store, world.machine, web)
    async with serving(Listen(HERE, port), Probes(world.store, Readiness(caught_up=True), world.tally, world.clock), site) as served_at:
        yield Phone(f"http://{HERE}:{served_at}", web.url)


async def link(team: Room, world: World, person: str = "Ben") -> str:
    """The path of the link that the bot sends somebody who asks in the room."""
    opened = len(world.chat.opened)
    before = {seen.event for seen in world.chat.timeline}
    await team.says("!tafel", by=person)
    if len(world.chat.opened) > opened:
        await world.opened_direct()
    said = "\n".join(seen.body for seen in world.chat.timeline if seen.event not in before)
    found = re.search(r"https?://[\w.:]+(/an/[\w-]{43})", said)
    assert found is not None, said
    return found[1]
