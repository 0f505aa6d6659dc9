"""Commands that were sent while the bot was stopped: how many of them are answered, and how soon after it is started again."""

from __future__ import annotations

import time
from datetime import timedelta

from benchmarks.measure import Bench, Measure, Sheet
from benchmarks.scene import Bot, Stage, stage
from benchmarks.sizes import Sizes
from benchmarks.statistics import Better, Figure, Goal

FIRST = 25.0
"""Seconds after the start without any answer, after which none is expected."""


def figures(sizes: Sizes) -> tuple[Figure, ...]:
    count = sizes.away
    return (
        Figure(
            key="answered",
            title=f"Answered of {count} commands sent while it was away",
            unit="",
            better=Better.HIGHER,
            goals=(Goal(bound=count),),
            why=(
                "Some bots mean to pass over what was said before their start; others see the latest events only. For work that people "
                "report once, both mean that it is lost."
            ),
            of_whole=count,
        ),
        Figure(
            key="seconds",
            title="From the start until the last of those answers",
            unit="s",
            goals=(Goal(bound=6.0),),
            given="answered",
            why=(
                "Compared only with those who answered as many: fewer answers take less time. The answers to one person go one after the "
                "other, in the order of the commands; what the homeserver takes for each (“Where the time goes”) is most of it, and the "
                "start of the bot, which is a measure of its own, the rest."
            ),
        ),
    )


async def run(bench: Bench, sheet: Sheet) -> None:
    async with stage(bench, sheet) as scene:
        await scene.start_all()
        for number, peer in bench.turns(sheet):
            bench.say(f"  {peer.name}, round {number + 1} of {bench.sizes.rounds}")
            async with sheet.tolerating(peer.name):
                await _one(bench, sheet, scene, scene.of(peer), number)


async def _one(bench: Bench, sheet: Sheet, scene: Stage, bot: Bot, number: int) -> None:
    # A new room each time: a group takes no more than a thousand open blockers.
    room = await scene.room(bot, name=f"Task Force {number}")
    texts = [f"Nummer {number}-{each} fehlt" for each in range(bench.sizes.away)]
    await bot.stop()
    mark = scene.ear.count(room)
    await scene.say_all(room, [f"!blocker {text}" for text in texts])
    begun = time.perf_counter()
    await bot.start()
    answered, last = await scene.answered(room, mark, texts, first=FIRST, quiet=bench.sizes.rest)
    bot.process.memory()
    sheet.note("answered", bot.name, answered)
    if answered:
        sheet.note("seconds", bot.name, last - begun)


MEASURE = Measure(
    name="away",
    title="What was sent while it was away",
    about=(
        "The bot is stopped, the commands are sent into one room, and it is started again. Each peer is set to go on where it was, "
        "where it can be."
    ),
    figures=figures,
    run=run,
    limit=timedelta(minutes=20),
)
