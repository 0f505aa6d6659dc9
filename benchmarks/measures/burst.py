"""Many commands in one room at once: how many of them are answered, how soon, and what that costs."""

from __future__ import annotations

import time
from datetime import timedelta

from benchmarks.measure import Bench, Measure, Sheet
from benchmarks.scene import Bot, Stage, stage
from benchmarks.sizes import Sizes
from benchmarks.statistics import Better, Figure, Goal

FIRST = 20.0
"""Seconds without any answer after which none is expected."""

_WHY = "A sync brings at most the latest events of a room, ten by default. Who does not page back to where it was never sees the rest."

_TIME = (
    "Compared only with those who answered as many: fewer answers take less time. Ours gives the answers to one person one after the "
    "other, in the order of the commands, and the buttons of the cards after them; maubot has a task for each, and no order. Ours is a "
    "card in HTML that replies to the command, for which Synapse needs about 1.4 times the processor time of maubot's bare line."
)


def figures(sizes: Sizes) -> tuple[Figure, ...]:
    count = sizes.burst
    return (
        Figure(
            key="answered",
            title=f"Answered of {count} commands sent at once",
            unit="",
            better=Better.HIGHER,
            goals=(Goal(bound=count),),
            why=_WHY,
            of_whole=count,
        ),
        Figure(
            key="seconds",
            title="Until the last of those answers",
            unit="s",
            goals=(Goal(bound=1.0, against="maubot"),),
            given="answered",
            why=_TIME,
        ),
        Figure(key="cpu", title="Processor time for 1,000 commands of the burst", unit="s", why="A sync brings many at once here."),
        Figure(key="memory", title="Memory after the burst", unit="MB", why="Mostly libraries."),
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
    texts = [f"Nummer {number}-{each} fehlt" for each in range(bench.sizes.burst)]
    mark, cpu, begun = scene.ear.count(room), bot.process.cpu(), time.perf_counter()
    await scene.say_all(room, [f"!blocker {text}" for text in texts])
    answered, last = await scene.answered(room, mark, texts, first=FIRST, quiet=bench.sizes.rest)
    sheet.note("answered", bot.name, answered)
    sheet.note("memory", bot.name, bot.process.memory())
    if answered:
        sheet.note("seconds", bot.name, last - begun)
        sheet.note("cpu", bot.name, (bot.process.cpu() - cpu) / answered * 1000)


MEASURE = Measure(
    name="burst",
    title="A burst in one room",
    about="The commands are sent by sixteen requests at a time. Who has not answered for some seconds has answered what it will.",
    figures=figures,
    run=run,
    limit=timedelta(minutes=20),
)
