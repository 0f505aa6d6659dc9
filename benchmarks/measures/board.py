"""The board with many records: how fast its pages come, and whether whoever writes in the chat notices that others are reading."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import aiohttp

from benchmarks.measure import Bench, Measure, Sheet
from benchmarks.peers.lotse import configure, data, lotse
from benchmarks.peers.peer import Seat
from benchmarks.scene import Stage, stage
from benchmarks.seed import seed
from benchmarks.sizes import Sizes
from benchmarks.statistics import OURS, Better, Figure, Goal, median, p95
from bot.domain.ids import UserId
from bot.domain.sign_in import mark_of, new_token
from bot.web.access import cookie_name
from demo.world.homeserver import free_port
from storage.connection.database import Database

PAGES = ("/", "/blocker", "/gruppen", "/B2", "/meilensteine", "/ampeln", "/beschluesse", "/sitzungen")
READ_FOR_S = 10.0
"""How long pages are read one after the other, each round."""
VISITS_PER_S = 2.0
"""Pages that are asked for while people write: of some twenty who read."""
PATIENCE_S = 30.0


def figures(sizes: Sizes) -> tuple[Figure, ...]:
    why = "A page is made in the event loop that handles commands too, so an answer may wait for one; and each reads what it counts."
    return (
        Figure(key="pages", title="Pages a second, one after the other", unit="", better=Better.HIGHER, why=why),
        Figure(key="p95", title="A page, 95th percentile", unit="ms", why=why),
        Figure(key="answer.alone", title="Answer in the chat while nobody reads", unit="ms"),
        Figure(
            key="answer.read",
            title=f"Answer in the chat while {VISITS_PER_S:.0f} pages a second are read",
            unit="ms",
            goals=(Goal(bound=1.1, figure="answer.alone"),),
            why=why,
        ),
        Figure(key="memory", title="Memory with the board, after reading", unit="MB"),
    )


async def run(bench: Bench, sheet: Sheet) -> None:
    async with stage(bench, sheet, [peer for peer in bench.peers if peer.name == OURS]) as scene:
        for bot in scene.bots:
            async with sheet.tolerating(bot.name):
                port = free_port()
                address = f"http://localhost:{port}"
                web = f'\n[web]\nlisten = "127.0.0.1:{port}"\nurl = "{address}"\ntrusted_proxies = ["127.0.0.1"]\n'
                command = lotse("run", configure(bot.seat, more=web))
                await bot.start(command)
                room = await scene.room(bot)
                await bot.stop()
                token = await _filled(bot.seat, bench.sizes.records, UserId(scene.anna.user_id))
                await bot.start(command)
                await _answered(scene, room, "w")
                for number in range(bench.sizes.rounds):
                    bench.say(f"  round {number + 1} of {bench.sizes.rounds}")
                    async with _reading(address, token) as reader:
                        took = await reader.reads_for(READ_FOR_S)
                        sheet.note("pages", bot.name, len(took) / READ_FOR_S)
                        sheet.note("p95", bot.name, p95(took))
                        alone = [await _answered(scene, room, f"{number}-{each}") for each in range(bench.sizes.samples)]
                        sheet.note("answer.alone", bot.name, median(alone))
                        readers = asyncio.create_task(reader.visits(VISITS_PER_S))
                        try:
                            read = [await _answered(scene, room, f"{number}-r{each}") for each in range(bench.sizes.samples)]
                        finally:
                            readers.cancel()
                            await asyncio.wait([readers])
                        sheet.note("answer.read", bot.name, median(read))
                    sheet.note("memory", bot.name, bot.process.memory())


class _Reader:
    """Asks for the pages in turn, each time from another address, since one address may ask only so often."""

    def __init__(self, http: aiohttp.ClientSession, address: str) -> None:
        self._http = http
        self._address = address
        self._paths = itertools.cycle(PAGES)
        self._from = itertools.count(1)

    async def reads(self) -> float:
        """Milliseconds until the next page is here. Raises RuntimeError where it is none."""
        number, path = next(self._from), next(self._paths)
        begun = time.perf_counter()
        headers = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
        async with self._http.get(f"{self._address}{path}", headers=headers) as answer:
            text = await answer.text()
        if answer.status != 200 or "</html>" not in text:
            raise RuntimeError(f"{path} answers {answer.status}")
        return (time.perf_counter() - begun) * 1000

    async def reads_for(self, seconds: float) -> Sequence[float]:
        took: list[float] = []
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            took.append(await self.reads())
        return took

    async def visits(self, per_second: float) -> None:
        """Until cancelled, whether the pages before have come or not."""
        async with asyncio.TaskGroup() as group:
            while True:
                group.create_task(self.reads())
                await asyncio.sleep(1 / per_second)


@asynccontextmanager
async def _reading(address: str, token: str) -> AsyncIterator[_Reader]:
    timeout = aiohttp.ClientTimeout(total=PATIENCE_S)
    cookies = {cookie_name(address): token}
    async with aiohttp.ClientSession(timeout=timeout, cookies=cookies, cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        yield _Reader(http, address)


async def _answered(scene: Stage, room: str, number: str) -> float:
    """Milliseconds from a command until its answer is with the person who gave it."""
    mark = scene.ear.count(room)
    begun = time.perf_counter()
    await scene.anna.say(room, f"!blocker Nummer {number} fehlt")
    return ((await scene.ear.next(room, mark, PATIENCE_S)).at - begun) * 1000


async def _filled(seat: Seat, records: int, person: UserId) -> str:
    """Puts records into the database of a bot that is stopped, and signs somebody in; the token of that."""
    token, now = new_token(random.SystemRandom()), datetime.now(UTC)
    store = await Database.open("", data(seat))
    try:
        async with store.transaction() as tx:
            teams = await tx.teams.all()
            await tx.sign_ins.begin(mark_of(token), person, now)
        await seed(store, teams, records, now)
    finally:
        await store.close()
    return token


MEASURE = Measure(
    name="board",
    title="The board beside the chat",
    about=(
        "One group with many records. Somebody who has signed in reads its pages, one after the other; then commands are given in chat, "
        "first while nobody reads, then while pages are asked for at a fixed rate, whether the ones before have come or not."
    ),
    figures=figures,
    run=run,
    limit=timedelta(minutes=20),
)
