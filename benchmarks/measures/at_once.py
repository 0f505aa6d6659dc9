"""One command in each of many rooms at the same moment: how long until all are answered."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

from benchmarks.measure import Bench, Measure, Sheet
from benchmarks.scene import Bot, Stage, stage
from benchmarks.sizes import Sizes
from benchmarks.statistics import Better, Figure, Goal

QUIET = 10.0


def figures(sizes: Sizes) -> tuple[Figure, ...]:
    count = sizes.at_once
    return (
        Figure(
            key="answered",
            title=f"Answered of one command in each of {count} rooms",
            unit="",
            better=Better.HIGHER,
            goals=(Goal(bound=count),),
            of_whole=count,
        ),
        Figure(
            key="seconds",
            title=f"Until all {count} rooms are answered",
            unit="s",
            why="Ours and maubot send into several rooms at once, the loops one after the other; the homeserver works it off one by one.",
        ),
    )


async def run(bench: Bench, sheet: Sheet) -> None:
    async with stage(bench, sheet) as scene:
        await scene.start_all()
        rooms: dict[str, list[str]] = {}
        for bot in scene.bots:
            bench.say(f"  rooms for {bot.name}")
            async with sheet.tolerating(bot.name):
                rooms[bot.name] = [await scene.room(bot, name=f"Task Force {each}") for each in range(bench.sizes.at_once)]
        for number, peer in bench.turns(sheet):
            bench.say(f"  {peer.name}, round {number + 1} of {bench.sizes.rounds}")
            async with sheet.tolerating(peer.name):
                await _one(sheet, scene, scene.of(peer), rooms[peer.name], number)


async def _one(sheet: Sheet, scene: Stage, bot: Bot, rooms: list[str], number: int) -> None:
    text = f"Nummer {number} fehlt"
    marks = {room: scene.ear.count(room) for room in rooms}

    def times() -> list[float]:
        first = (next((heard.at for heard in scene.ear.since(room, mark) if text in heard.body), None) for room, mark in marks.items())
        return [at for at in first if at is not None]

    begun = time.perf_counter()
    await asyncio.gather(*(scene.anna.say(room, f"!blocker {text}") for room in rooms))
    await scene.ear.until_quiet(lambda: len(times()) == len(rooms), lambda: len(times()), QUIET)
    bot.process.cpu()
    sheet.note("answered", bot.name, len(times()))
    if times():
        sheet.note("seconds", bot.name, max(times()) - begun)


MEASURE = Measure(
    name="at_once",
    title="Many rooms at the same moment",
    about="Each room has its own group. The commands are sent all at once; what counts is when the last answer is there.",
    figures=figures,
    run=run,
    limit=timedelta(minutes=15),
)
