"""The scene of a measure: a homeserver of its own, a person who asks, and the bots at their seats, each with its own rooms."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from benchmarks.listener import Ear, listening
from benchmarks.measure import Bench, Sheet
from benchmarks.peers.peer import Peer, Seat
from benchmarks.process import Running
from demo.world.homeserver import Homeserver, homeserver
from demo.world.person import Person

ENTERING = 60.0
"""Seconds that a bot may take until it has entered a room that it was invited to."""
_AGAIN = 12.0
"""Seconds after which it is invited once more."""
SENDING_AT_ONCE = 16
PASSWORD = "secret"


class Bot:
    """A peer at its seat. Started again it goes on in the same rooms."""

    def __init__(self, peer: Peer, seat: Seat) -> None:
        self.peer = peer
        self.seat = seat
        self.user_id = seat.account.user_id
        self.running: Running | None = None

    @property
    def name(self) -> str:
        return self.peer.name

    @property
    def process(self) -> Running:
        """Raises RuntimeError where it does not run, with its last words."""
        if self.running is None:
            raise RuntimeError("it was not started")
        if self.running.has_ended:
            raise RuntimeError(f"it has ended: {self.running.last_words()}")
        return self.running

    async def start(self, command: Sequence[str] = ()) -> None:
        """As the peer says, or with another `command`."""
        self.running = await Running.start(command or self.peer.command(self.seat), self.seat.folder)

    async def stop(self) -> None:
        if self.running is not None:
            await self.running.stop()
            self.running = None


class Stage:
    def __init__(self, server: Homeserver, anna: Person, berta: Person, ear: Ear, bots: Sequence[Bot], sheet: Sheet) -> None:
        self.server = server
        self.anna = anna
        """Who asks and listens, in the clear."""
        self.berta = berta
        """Who may encrypt."""
        self.ear = ear
        self.bots = bots
        self._sheet = sheet

    def of(self, peer: Peer) -> Bot:
        return next(bot for bot in self.bots if bot.peer is peer)

    async def start_all(self) -> None:
        """Those that cannot be started have failed."""
        for bot in self.bots:
            async with self._sheet.tolerating(bot.name):
                await bot.start()

    async def room(
        self, bot: Bot, *, name: str = "Task Force", by: Person | None = None, encrypted: bool = False, others: Iterable[Person] = ()
    ) -> str:
        """One of Anna's, or made `by` somebody else, which the bot, which runs, has entered; the `others` are in it too.

        In plain ones it answers; in an encrypted one it may still want to be told which group that is. Raises TimeoutError.
        """
        maker = by or self.anna
        room = await maker.create_room(name, invite=[bot.user_id, *(each.user_id for each in others)], encrypted=encrypted)
        for each in others:
            await each.join(room)
        async with asyncio.timeout(ENTERING):
            invited = time.monotonic()
            while bot.user_id not in await maker.joined(room):
                bot.process  # noqa: B018  # raises where it has ended
                if time.monotonic() - invited > _AGAIN:
                    # Some pass over an invitation that was there before their first sync.
                    await bot.seat.account.leave(room)
                    await maker.invite(room, bot.user_id)
                    invited = time.monotonic()
                await asyncio.sleep(0.1)
        if not encrypted:
            await bot.peer.at_home(self.anna, self.ear, room, name)
        return room

    async def rooms(self, bots: Sequence[Bot], *, name: str = "Task Force") -> dict[str, str]:
        """One a bot, by its name; a bot that does not come has failed."""
        found: dict[str, str] = {}
        for bot in bots:
            async with self._sheet.tolerating(bot.name):
                found[bot.name] = await self.room(bot, name=name)
        return found

    async def say_all(self, room: str, texts: Sequence[str]) -> None:
        """As fast as the homeserver takes them."""
        gate = asyncio.Semaphore(SENDING_AT_ONCE)

        async def say(text: str) -> None:
            async with gate:
                await self.anna.say(room, text)

        await asyncio.gather(*(say(text) for text in texts))

    async def answered(self, room: str, mark: int, texts: Sequence[str], *, first: float, quiet: float) -> tuple[int, float]:
        """How many of these were answered after the first `mark` words of the bot there, and when the last answer came.

        Waits until all are, or nothing has come for `first` seconds, or nothing more for `quiet` seconds. Each text has to be one that
        stands in no other.
        """

        def found() -> dict[str, float]:
            times: dict[str, float] = {}
            for heard in self.ear.since(room, mark):
                for text in texts:
                    if text in heard.body:
                        times.setdefault(text, heard.at)
            return times

        def count() -> int:
            return self.ear.count(room)

        with contextlib.suppress(TimeoutError):
            await self.ear.until(lambda: count() > mark, first)
        await self.ear.until_quiet(lambda: count() - mark >= len(texts) and len(found()) == len(texts), count, quiet)
        times = found()
        return len(times), max(times.values(), default=0.0)


@asynccontextmanager
async def stage(bench: Bench, sheet: Sheet, peers: Sequence[Peer] | None = None) -> AsyncIterator[Stage]:
    """Bots that are invited but not started yet, and everything stopped at the end."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(homeserver(bench.folder / "homeserver"))
        anna = await server.register("anna", PASSWORD, "Anna")
        berta = await server.register("berta", PASSWORD, "Berta")
        bots = [await _seated(server, peer, bench.folder, (anna, berta)) for peer in (bench.peers if peers is None else peers)]
        ear = await stack.enter_async_context(listening(anna, [bot.user_id for bot in bots]))
        for bot in bots:
            stack.push_async_callback(bot.stop)
        yield Stage(server, anna, berta, ear, bots, sheet)


async def _seated(server: Homeserver, peer: Peer, folder: Path, admins: Sequence[Person]) -> Bot:
    place = folder / peer.name
    place.mkdir(parents=True)
    account = await server.register(f"bot-{peer.name}", PASSWORD, peer.title)
    return Bot(peer, Seat(account, place, tuple(each.user_id for each in admins)))
