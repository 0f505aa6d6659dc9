"""A browser before the board of a project, over HTTP, signed in or not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import aiohttp
import pytest

from bot.config.types import Listen
from bot.context import Moment
from bot.domain.ids import UserId
from bot.domain.public_parts import Part
from bot.monitoring.health import Readiness
from bot.web.asked import Asked
from bot.web.board import Board
from bot.web.server import Probes, serving
from bot.web.site import Site
from commands.board.outside import OUTSIDE
from commands.board.pages import PAGES
from tests.world import BERLIN, World

HERE = "127.0.0.1"


@dataclass
class SignedIn:
    """Whoever `user` names is reading; the sign-in has tests of its own."""

    user: UserId | None = None

    async def reader(self, moment: Moment, asked: Asked) -> UserId | None:
        return self.user


@dataclass
class Browser:
    address: str
    site: Site
    access: SignedIn
    headers: dict[str, str] = field(default_factory=dict)

    def publishes(self, *parts: Part) -> None:
        """These parts are for everybody, and nobody has signed in."""
        assert self.site.board is not None
        self.site.board = replace(self.site.board, public=frozenset(parts))
        self.access.user = None

    async def opens(self, path: str, *, status: int = 200, method: str = "GET") -> str:
        """The HTML of a page."""
        answer, text = await self.asks(path, method)
        assert answer.status == status, f"{answer.status} {text}"
        return text

    async def asks(self, path: str, method: str = "GET") -> tuple[aiohttp.ClientResponse, str]:
        async with (
            aiohttp.ClientSession() as http,
            http.request(method, f"{self.address}{path}", headers=self.headers, allow_redirects=False) as answer,
        ):
            return answer, await answer.text()


@pytest.fixture
async def browser(world: World) -> AsyncIterator[Browser]:
    """Of a member of the project."""
    access = SignedIn(UserId("@anna:stadt.example"))
    site = Site(world.tally.faults, BERLIN, "de", "!")
    site.board = Board(world.store, world.machine.contexts, PAGES, access, outside=OUTSIDE)
    async with serving(Listen(HERE, 0), Probes(world.store, Readiness(caught_up=True), world.tally, world.clock), site) as port:
        yield Browser(f"http://{HERE}:{port}", site, access)
