"""From a command until its answer is with the person who asked, one command after the other, in plain and in encrypted rooms."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from benchmarks.measure import Bench, Measure, Sheet
from benchmarks.scene import Bot, Stage, stage
from benchmarks.sizes import Sizes
from benchmarks.statistics import BARE, FAR, FLOOR, OURS, Figure, Goal, median, p95
from tests.matrix.encrypted_person import EncryptedPerson

PATIENCE = 30.0
WARMING_UP = 3
"""Commands before the first round that do not count."""

Ask = Callable[[str, str], Awaitable[object]]


def figures(sizes: Sizes) -> tuple[Figure, ...]:
    two_kinds = (
        (
            "plain",
            "a plain room",
            1.08,
            "Most of it is the homeserver's work. What is ours is shown under “Where the time goes”; and our answer is a card in HTML that "
            "replies to the command, for which Synapse takes some milliseconds more than for a bare line.",
        ),
        (
            "encrypted",
            "an encrypted room",
            1.05,
            "As in a plain room, and both ends encrypt. The floor does not: it is the one in its plain room.",
        ),
    )
    found: list[Figure] = []
    for kind, where, bound, why in two_kinds:
        goals = (Goal(bound=bound, against=BARE),)
        found.append(Figure(key=f"{kind}.median", title=f"Answer in {where}, median", unit="ms", goals=goals, why=why))
        found.append(Figure(key=f"{kind}.p95", title=f"Answer in {where}, 95th percentile", unit="ms", why=why))
    why = (
        "Ours reads, decides, renders and keeps on the disk for each command; an echo does none of that. And it makes three requests, for "
        "the card and for each of its two buttons, where the echo makes one."
    )
    title = "Processor time for 1,000 commands, one after the other"
    return (*found, Figure(key="cpu", title=title, unit="s", goals=(Goal(bound=1.6, against=BARE),), why=why))


async def run(bench: Bench, sheet: Sheet) -> None:
    async with stage(bench, sheet) as scene:
        await scene.start_all()
        plain = {name: _Asked(scene, room, scene.anna.say) for name, room in (await scene.rooms(scene.bots)).items()}
        await _compare(bench, sheet, scene.bots, plain, "plain")
        sealed = [bot for bot in scene.bots if bot.peer.encrypts]
        person = await EncryptedPerson.of(scene.berta, bench.folder / "berta")
        try:
            rooms = await _encrypted_rooms(scene, sheet, sealed, person)
            floor = {bot.name: plain[bot.name] for bot in scene.bots if bot.name == FLOOR and bot.name in plain}
            await _compare(bench, sheet, scene.bots, floor | rooms, "encrypted")
        finally:
            await person.close()


@dataclass
class _Asked:
    """A bot's room, and how one speaks there."""

    scene: Stage
    room: str
    say: Ask
    took: list[float] = field(default_factory=list)
    """Milliseconds, in this round."""

    async def once(self, number: str) -> float:
        mark = self.scene.ear.count(self.room)
        begun = time.perf_counter()
        await self.say(self.room, f"!blocker Nummer {number} fehlt")
        return ((await self.scene.ear.next(self.room, mark, PATIENCE)).at - begun) * 1000


async def _compare(bench: Bench, sheet: Sheet, bots: Sequence[Bot], asked: Mapping[str, _Asked], kind: str) -> None:
    taking_part = [bot for bot in bots if bot.name in asked]
    for bot in taking_part:
        async with sheet.tolerating(bot.name):
            for number in range(WARMING_UP):
                await asked[bot.name].once(f"w{number}")
    for number in range(bench.sizes.rounds):
        bench.say(f"  {kind} rooms, round {number + 1} of {bench.sizes.rounds}")
        before: dict[str, float] = {}
        for bot in taking_part:
            asked[bot.name].took = []
            async with sheet.tolerating(bot.name):
                before[bot.name] = bot.process.cpu()
        # One command of each in turn, so that whatever else the machine does at that moment meets all of them.
        for sample in range(bench.sizes.samples):
            for place in range(len(taking_part)):
                bot = taking_part[(sample + place) % len(taking_part)]
                if bot.name not in sheet.failed:
                    async with sheet.tolerating(bot.name):
                        asked[bot.name].took.append(await asked[bot.name].once(f"{number}-{sample}"))
        for bot in taking_part:
            if bot.name not in sheet.failed:
                sheet.note(f"{kind}.median", bot.name, median(asked[bot.name].took))
                sheet.note(f"{kind}.p95", bot.name, p95(asked[bot.name].took))
                if kind == "plain":
                    async with sheet.tolerating(bot.name):
                        sheet.note("cpu", bot.name, (bot.process.cpu() - before[bot.name]) / bench.sizes.samples * 1000)


async def _encrypted_rooms(scene: Stage, sheet: Sheet, bots: Sequence[Bot], person: EncryptedPerson) -> dict[str, _Asked]:
    """One a bot, with Berta in it who can encrypt and Anna who listens; the bot has answered there once, and could be read."""
    found: dict[str, _Asked] = {}
    for bot in bots:
        if bot.name in sheet.failed:
            continue
        async with sheet.tolerating(bot.name):
            room = await scene.room(bot, by=scene.berta, encrypted=True, others=[scene.anna])
            if bot.name in (OURS, FAR):
                await person.sees(room, "Lotse")
                await person.asks(room, "!team Task Force verschlüsselt")
            await person.say(room, "!blocker Probe fehlt")
            await person.until(partial(_was_answered, person, room, "Probe fehlt"))
            found[bot.name] = _Asked(scene, room, person.say_at_once)
    return found


def _was_answered(person: EncryptedPerson, room: str, text: str) -> bool:
    """Whether somebody has said it there again, in a message that could be opened."""
    return any(where == room and text in said and not said.startswith("!") for where, said in person.read)


MEASURE = Measure(
    name="answer",
    title="From command to answer",
    about=(
        "One command after the other, each peer in turn, until the answer has reached the sync of the person who asked. The homeserver "
        "sends and delivers both; the floor shows what that costs alone."
    ),
    figures=figures,
    run=run,
    limit=timedelta(minutes=15),
)
