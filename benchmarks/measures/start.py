"""How long until a bot that is started answers, and what does it take of memory, by the number of its rooms?"""

from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import timedelta

from benchmarks.measure import Bench, Measure, Sheet
from benchmarks.scene import Bot, Stage, stage
from benchmarks.sizes import Sizes
from benchmarks.statistics import Figure, Goal

PATIENCE = 120.0
AGAIN = 0.3
"""Seconds after which the command is given once more: some bots pass over what was said before they were there."""
_AT_ONCE = 8
_READY_S = {1: 1.2, 100: 2.0}
"""By the number of rooms."""
_MEMORY = (
    "What importing each adds, in MB: our own code 17, SQLAlchemy 13, nio with its cryptography and schemas 12, pydantic with its settings "
    "9, Python itself 9, aiohttp 6, TLS 4, logging 4, comparing words 3. With what is smaller these are 105. The first command adds ten: "
    "names of days and months, public holidays, compiled texts and statements. Rooms with their members add to that. The libraries that "
    "know something for us stay on purpose (ADR 109)."
)


def figures(sizes: Sizes) -> tuple[Figure, ...]:
    fewest = sizes.rooms[0]
    found: list[Figure] = []
    for count in sizes.rooms:
        ready = (Goal(bound=_READY_S[count]),) if count in _READY_S else ()
        slim = (Goal(bound=95),) if count == fewest else (Goal(bound=1.5, figure=f"memory.{fewest}"),)
        rooms = "1 room" if count == 1 else f"{count:,} rooms"
        found += [
            Figure(
                key=f"ready.{count}",
                title=f"From the start until it answers, {rooms}",
                unit="s",
                goals=ready,
                why=(
                    "With few rooms nine tenths of the processor time are imports, two fifths of these our own code; with many, most of "
                    "the time is the first sync with the members of all rooms."
                ),
            ),
            Figure(
                key=f"memory.{count}",
                title=f"Memory at rest, {rooms}",
                unit="MB",
                goals=slim,
                why=_MEMORY,
            ),
        ]
    return tuple(found)


async def run(bench: Bench, sheet: Sheet) -> None:
    async with stage(bench, sheet) as scene:
        own: dict[str, str] = {}
        for bot in scene.bots:
            async with sheet.tolerating(bot.name):
                await bot.start()
                own[bot.name] = await scene.room(bot)
                await bot.stop()
        there = 1
        for count in bench.sizes.rooms:
            bench.say(f"  {count} rooms")
            await _more_rooms(scene, count - there)
            there = max(there, count)
            for bot in scene.bots:
                if bot.name not in sheet.failed:
                    async with sheet.tolerating(bot.name):
                        await _gets_to_know(scene, bot, own[bot.name], bench.sizes.rest)
            for number, peer in bench.turns(sheet):
                bench.say(f"  {peer.name}, round {number + 1} of {bench.sizes.rounds}")
                async with sheet.tolerating(peer.name):
                    bot = scene.of(peer)
                    sheet.note(f"ready.{count}", peer.name, await _until_it_answers(scene, bot, own[peer.name]))
                    await asyncio.sleep(bench.sizes.rest)
                    sheet.note(f"memory.{count}", peer.name, bot.process.memory())
                    await bot.stop()


async def _more_rooms(scene: Stage, count: int) -> None:
    """With all of the bots in them, so that they are the same for all."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def make(number: int) -> None:
        async with gate:
            room = await scene.anna.create_room(f"Raum {number}", invite=[bot.user_id for bot in scene.bots])
            for bot in scene.bots:
                await bot.seat.account.join(room)

    await asyncio.gather(*(make(number) for number in range(count)))


async def _gets_to_know(scene: Stage, bot: Bot, room: str, rest: float) -> None:
    """Its first start with new rooms does not count: it may greet them, or ask for their members."""
    await _until_it_answers(scene, bot, room)
    await scene.ear.until_quiet(lambda: False, lambda: sum(map(len, scene.ear.said.values())), rest)
    await bot.stop()


async def _until_it_answers(scene: Stage, bot: Bot, room: str) -> float:
    """Starts it; the seconds until its first answer. Raises TimeoutError."""
    mark, begun = scene.ear.count(room), time.perf_counter()
    await bot.start()
    while scene.ear.count(room) == mark:
        if time.perf_counter() - begun > PATIENCE:
            raise TimeoutError(f"no answer {PATIENCE:.0f} s after its start; {bot.process.last_words()}")
        await scene.anna.say(room, "!blocker Raum fehlt")
        with contextlib.suppress(TimeoutError):
            await scene.ear.next(room, mark, AGAIN)
    return scene.ear.said[room][mark].at - begun


MEASURE = Measure(
    name="start",
    title="Start and memory",
    about=(
        f"A command is given in the moment of the start, and again every {AGAIN} s until it is answered: some bots pass over what was said "
        f"before. Memory is what is resident some seconds after that. One bot runs at a time; all of them are in the same rooms."
    ),
    figures=figures,
    run=run,
    limit=timedelta(minutes=45),
)
