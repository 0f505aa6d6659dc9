"""The leader election: of all bots on one database only the one that holds the lease may speak; the others stand by.

Two things ensure it: the database commits no transaction of a bot whose number (fencing token) is not the latest, and a bot sends
nothing unless it has renewed its lease a short time ago, by a clock that runs on while the process is suspended.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import timedelta

import structlog

from bot.clock import pause, uptime
from bot.config import Config
from bot.matrix.crypto.key_store import take_over_keys
from bot.matrix.errors import Unreachable
from bot.ports import Deposed, Interrupted
from storage.connection.lease import Lease, Taken

log = structlog.get_logger(__name__)

LEASE_TRUSTED_FOR = timedelta(seconds=10)
"""How long after a renewal was requested the leader trusts its lease: shorter than `EXPIRES_AFTER_S`, after which another may take it."""
RENEW_INTERVAL = timedelta(seconds=3)
STANDBY_INTERVAL = timedelta(seconds=1)
"""How often a standby checks whether the lease is free."""


class Leadership:
    """The leadership of this process, under `number`; None on SQLite, where it always leads."""

    def __init__(self, lease: Lease | None, number: int | None, asked_at: timedelta, now: Callable[[], timedelta]) -> None:
        """`asked_at` is when the lease was requested, by the clock `now`, which runs on while the process is suspended."""
        self._lease = lease
        self.number = number
        self._renewed_at = asked_at
        self._now = now

    @property
    def leads(self) -> bool:
        """Whether this process certainly leads now."""
        return self.number is None or self._now() - self._renewed_at < LEASE_TRUSTED_FOR

    def require(self) -> None:
        """Raises Unreachable where it may not lead, as for a homeserver that is away, so that requests wait."""
        if not self.leads:
            raise Unreachable("this bot is not sure to lead, and sends nothing")

    async def keep(self) -> None:
        """Renews the lease until cancelled. Raises Deposed where another has taken it."""
        if self._lease is None or self.number is None:
            return
        while True:
            await pause(RENEW_INTERVAL)
            asked_at = self._now()
            try:
                await self._lease.renew(self.number)
            except Deposed:
                raise
            except Interrupted as error:
                log.warning("the lease could not be renewed", again_in=RENEW_INTERVAL.total_seconds(), reason=str(error))
            else:
                self._renewed_at = asked_at


@asynccontextmanager
async def leading(config: Config, standing_by: Callable[[], AbstractAsyncContextManager[None]]) -> AsyncIterator[Leadership]:
    """Enters when this bot leads, and gives the lease back at the end. While it waits it is in `standing_by`. Raises StorageError."""
    folder = config.storage.folder
    lease = await Lease.at(config.storage.url.get_secret_value(), folder)
    if lease is None:
        yield Leadership(None, None, uptime(), uptime)
        return
    try:
        taken, leadership = await _taken(lease, standing_by)
        try:
            async with _kept(leadership):
                if not taken.was_given_back:
                    await asyncio.to_thread(take_over_keys, folder, taken.number)
                log.info("leading", number=taken.number)
                yield leadership
        finally:
            with suppress(Interrupted):
                await lease.give_back(taken.number)
    finally:
        await lease.close()


@asynccontextmanager
async def _kept(leadership: Leadership) -> AsyncIterator[None]:
    """Renews the lease during the block. Where another bot has taken it, the block is cancelled and Deposed raised."""
    task = asyncio.current_task()
    assert task is not None
    keeping = asyncio.create_task(leadership.keep())

    def end(_: asyncio.Task[None]) -> None:
        task.cancel()

    keeping.add_done_callback(end)
    try:
        yield
    except asyncio.CancelledError:
        if not keeping.done():
            raise
        task.uncancel()
        keeping.result()
    finally:
        keeping.remove_done_callback(end)
        keeping.cancel()


async def _taken(lease: Lease, standing_by: Callable[[], AbstractAsyncContextManager[None]]) -> tuple[Taken, Leadership]:
    """Waits until the lease is free, and takes it."""
    at_once = await _tried(lease)
    if at_once is not None:
        return at_once
    log.info("standby", reason="another bot leads, or has led until a moment ago")
    found = None
    try:
        async with standing_by():
            while found is None:
                await pause(STANDBY_INTERVAL)
                found = await _tried(lease)
    except BaseException:
        if found is not None:
            with suppress(Interrupted):
                await lease.give_back(found[0].number)
        raise
    return found


async def _tried(lease: Lease) -> tuple[Taken, Leadership] | None:
    asked_at = uptime()
    try:
        taken = await lease.take()
    except Interrupted as error:
        log.warning("the lease could not be looked at", reason=str(error))
        return None
    return None if taken is None else (taken, Leadership(lease, taken.number, asked_at, uptime))
