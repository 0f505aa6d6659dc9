"""One life of the bot's process: the real one, over a folder of its own, until it is stopped or dies.

Real are `bot.process`, everything that it wires together, the database, and `bot/matrix` down to where a request leaves nio.
"""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import aiohttp
from nio import AsyncClientConfig

from bot.config import Access, Config, Matrix, Project, Storage
from bot.config.sections import Decisions
from bot.domain.ids import UserId
from bot.matrix.account import Session
from bot.matrix.client import Connection
from bot.matrix.crypto.client import KeyedClient
from bot.monitoring.counters import Tally
from bot.monitoring.health import Readiness
from bot.outbound.made_files import FileMakers
from bot.process import Process
from bot.web.serve import Opening
from tests.faults.clock import LabClock
from tests.faults.crash_points import WatchedStore
from tests.faults.homeserver import Homeserver
from tests.faults.room_log import Answer
from tests.faults.threadless_sqlite import InStep
from tests.world import BOT, user

DEVICE, SERVER = "DEVICE", "http://homeserver.example"


class Death(Enum):
    POWER = "the power is cut: what is on the disk stays, and nothing else happens any more"
    FAULT = "something that nobody catches is thrown: the process unwinds"
    CANCELLED = "it is asked to stop (SIGTERM)"


class Died(BaseException):
    """Nothing of ours catches it."""


class Life:
    """`on_step` hears each step of this life by its name, and may let it `die` there."""

    def __init__(self, folder: Path, server: Homeserver, clock: LabClock, on_step: Callable[[str], None]) -> None:
        self.folder = folder
        self.ended = False
        """Nothing that it still does reaches anybody."""
        self.remains = folder
        """Where its successor goes on."""
        self._server = server
        self._clock = clock
        self._on_step = on_step
        self._under_way: set[asyncio.Task[Answer]] = set()

    async def begin(self) -> None:
        self.store = await WatchedStore.open("", self.folder, new_install=lambda: "lab", threads=InStep)
        assert isinstance(self.store, WatchedStore)
        self.store.on_step = self._step
        self._connection = self._connected()
        config, rand = _config(self.folder), random.Random(1)
        makers = FileMakers(odt=self._written, picture=self._drawn)
        process = Process(config, self.store, self._connection, Readiness(), Tally(), self._clock, rand, makers, Opening())
        self.task = asyncio.create_task(process.turn())

    def die(self, manner: Death) -> None:
        """To be called in a step."""
        if manner is Death.POWER:
            # The disk as it is now goes to the next life. This one unwinds over the old one, where nobody looks.
            self.remains = self.folder.with_name(f"{self.folder.name}-later")
            shutil.copytree(self.folder, self.remains, ignore=shutil.ignore_patterns("*.lock", "*-shm"))
        self.ended = True
        if manner is Death.CANCELLED:
            self.task.cancel()
        if manner is Death.FAULT:
            raise Died

    async def end(self) -> None:
        """Stops it in order, or clears away what is left of it. Raises what it has died of, unless it was let die."""
        was_well = not self.task.done()
        self.ended = True
        for request in self._under_way:
            request.cancel()
        self.task.cancel()
        outcome, *_ = await asyncio.gather(self.task, return_exceptions=True)
        await self._connection.close()
        await self.store.close()
        if isinstance(outcome, Exception) and not was_well:
            raise outcome

    def _step(self, name: str) -> None:
        if not self.ended:
            self._on_step(name)

    async def _written(self, document: bytes) -> bytes:
        """In place of the child process, for whose end nobody in the lab waits."""
        self._step("before odt")
        return document

    async def _drawn(self, picture: bytes) -> bytes:
        self._step("before picture")
        return b"\x89PNG\r\n\x1a\n" + bytes(8) + (1080).to_bytes(4) + (600).to_bytes(4) + picture

    def _connected(self) -> Connection:
        folder = self.folder / "encryption"
        folder.mkdir(exist_ok=True)
        config = AsyncClientConfig(store_sync_tokens=False, max_limit_exceeded=0, max_timeouts=0, encryption_enabled=True, pickle_key="lab")
        nio = _Wire(SERVER, BOT, DEVICE, store_path=str(folder), config=config)
        nio.reach = self._reach
        nio.restore_login(BOT, DEVICE, "token")
        return Connection(SERVER, Session(user_id=BOT, device_id=DEVICE, access_token="token"), nio)

    async def _reach(self, method: str, target: str, data: Any, timeout: float) -> Answer:
        kind = self._server.kind(method, target)
        self._step(f"before request {kind}")
        if self.ended:
            raise aiohttp.ClientConnectionError("the process is gone")
        request = asyncio.ensure_future(self._server.serve(UserId(BOT), DEVICE, method, target, data, timeout))
        self._under_way.add(request)
        try:
            await asyncio.wait([request])
        finally:
            self._under_way.discard(request)
            request.cancel()
        if request.cancelled():
            raise aiohttp.ClientConnectionError("the process is gone")
        answer = request.result()
        self._step(f"after request {kind}")
        return answer


class _Wire(KeyedClient):
    """nio's client; what it would send to the network goes to `reach`."""

    reach: Callable[..., Any]

    async def send(
        self,
        method: str,
        path: str,
        data: Any = None,
        headers: Any = None,
        trace_context: Any = None,
        timeout: float | None = None,
    ) -> Answer:
        answer: Answer = await self.reach(method, path, data, timeout or 60)
        return answer


def _config(folder: Path) -> Config:
    """It works day and night, so that working time passes like any other and can be counted with the fingers; deadlines are a day."""
    return Config(
        matrix=Matrix(homeserver=SERVER, user_id=BOT),
        access=Access(admins=(user("Ada"),), invite_from=("stadt.example",)),
        storage=Storage(folder=folder),
        project=Project.model_validate(
            {"name": "Open Smart City", "working_days": "Mo-So", "working_hours": "00:00-24:00", "holidays": "", "closed_days": []}
        ),
        decisions=Decisions(minutes_days=1, circular_days=1, circular_min_days=1),
    )
