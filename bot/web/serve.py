"""When the board, health and metrics are served, where that is configured: while the bot runs, and while it stands by for another that
leads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.clock import SystemClock, pause
from bot.config import Config
from bot.monitoring import CannotListen
from bot.monitoring.counters import Tally
from bot.monitoring.health import Readiness
from bot.ports import Readable
from storage.connection.database import open_readonly
from storage.connection.errors import StorageError

if TYPE_CHECKING:
    from bot.web.board import Board
    from bot.web.site import Site

log = structlog.get_logger(__name__)

RETRY_INTERVAL = timedelta(seconds=5)


@dataclass
class Opening:
    """Where the board goes once it is built: until then its pages say that the bot is starting."""

    site: Site | None = None

    def open(self, board: Board) -> None:
        if self.site is not None:
            self.site.board = board


@asynccontextmanager
async def served(config: Config, store: Readable, readiness: Readiness, tally: Tally) -> AsyncIterator[Opening]:
    """Serves health, metrics and, where it has an address (`[web] url`), the board. Raises CannotListen."""
    if config.web.listen is None:
        yield Opening()
        return
    # Imported late: it takes megabytes.
    from bot.web.gate import Gate  # noqa: PLC0415
    from bot.web.proxies import Proxies  # noqa: PLC0415
    from bot.web.server import Probes, serving  # noqa: PLC0415
    from bot.web.site import Site  # noqa: PLC0415

    clock, project, web = SystemClock(), config.project, config.web
    gate = Gate(Proxies(web.trusted_proxies, web.user_header), clock)
    site = Site(tally.faults, project.timezone, project.language, project.prefix, gate) if web.url else None
    async with serving(config.web.listen, Probes(store, readiness, tally, clock), site):
        yield Opening(site)


@asynccontextmanager
async def standing_by(config: Config) -> AsyncIterator[None]:
    """Serves health and metrics of a standby in the background; a failure does not end the standby."""
    if config.web.listen is None:
        yield
        return
    probes = asyncio.create_task(_served(config))
    try:
        yield
    finally:
        probes.cancel()
        await asyncio.wait([probes])


async def _served(config: Config) -> None:
    """Serves until cancelled. Retries until the address is free, which the leader may have, and the database can be read."""
    said = ""
    while True:
        try:
            onlooker = await open_readonly(config.storage.url.get_secret_value(), config.storage.folder)
            try:
                async with served(config, onlooker, Readiness(leads=lambda: False), Tally()):
                    await asyncio.Event().wait()
            finally:
                await onlooker.close()
        except (StorageError, CannotListen) as error:
            if str(error) != said:
                log.warning("probes are not answered while standing by", reason=str(error))
            said = str(error)
        await pause(RETRY_INTERVAL)
