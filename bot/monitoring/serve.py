"""When health and metrics are served, where that is configured: while the bot runs, and while it stands by for another that leads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import timedelta

import structlog

from bot.clock import SystemClock, pause
from bot.config import Config
from bot.monitoring import CannotListen
from bot.monitoring.counters import Tally
from bot.monitoring.health import Readiness
from bot.ports import Readable
from storage.connection.database import open_readonly
from storage.connection.errors import StorageError

log = structlog.get_logger(__name__)

RETRY_INTERVAL = timedelta(seconds=5)


def watched(config: Config, store: Readable, readiness: Readiness, tally: Tally) -> AbstractAsyncContextManager[object]:
    """Serves health and metrics. Raises CannotListen."""
    if config.web.listen is None:
        return nullcontext()
    from bot.monitoring.server import Pages, serving  # noqa: PLC0415  # takes megabytes, so only where it is configured

    return serving(config.web.listen, Pages(store, readiness, tally, SystemClock()))


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
                async with watched(config, onlooker, Readiness(leads=lambda: False), Tally()):
                    await asyncio.Event().wait()
            finally:
                await onlooker.close()
        except (StorageError, CannotListen) as error:
            if str(error) != said:
                log.warning("probes are not answered while standing by", reason=str(error))
            said = str(error)
        await pause(RETRY_INTERVAL)
