"""What a command costs us alone, and whether that grows with the records in the database: without a homeserver, on a real database."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.measure import Bench, Measure, Sheet
from benchmarks.peers.lotse import lotse
from benchmarks.process import Running
from benchmarks.seed import OPEN, group, seed
from benchmarks.sizes import Sizes
from benchmarks.statistics import OURS, Figure, Goal, median
from tests.world import Room, World

FEW = "few"
"""In place of a peer: ours, with few records."""
GROUPS = 200
SAMPLES = 15
PATIENCE = 300.0


@dataclass(frozen=True)
class _Said:
    key: str
    text: str
    in_pmo: bool = False
    times: int = SAMPLES


_SAID = (
    _Said("add", "!blocker Freigabe Nummer {n} fehlt"),
    _Said("note", "!blocker notiz {last} Es ist die {n}. Bitte"),
    _Said("list", "!blocker liste"),
    _Said("list.all", "!blocker liste alle", times=3),
    _Said("list.project", "!blocker liste alle projekt", times=3),
    _Said("overview", "!überblick", times=5),
    _Said("overview.pmo", "!überblick", in_pmo=True, times=3),
)


def figures(sizes: Sizes) -> tuple[Figure, ...]:
    constant = (Goal(bound=1.2, against=FEW),)
    growing = "It reads every record that it counts."
    return (
        Figure(key="add", title="`!blocker …`", unit="ms", goals=constant, why="It looks up by keys only."),
        Figure(key="note", title="`!blocker notiz …`", unit="ms", goals=constant, why="It looks up by keys only."),
        Figure(
            key="list",
            title="`!blocker liste`",
            unit="ms",
            why="It reads the group's open ones, of which there are more with more records.",
        ),
        Figure(key="list.all", title="`!blocker liste alle`", unit="ms", why=growing),
        Figure(key="list.project", title="`!blocker liste alle projekt`", unit="ms", why=growing),
        Figure(key="overview", title="`!überblick`, as in the weekly digest of a group", unit="ms", why=growing),
        Figure(key="overview.pmo", title="`!überblick` in the PMO's room, as in its weekly digest", unit="ms", why=growing),
        Figure(key="export", title="`lotse export`, its start included", unit="s", why="Every record is written out."),
        Figure(
            key="bytes",
            title="Bytes of the database a record",
            unit="",
            why="A blocker with its message in the inbox, its card in the outbox and its history; with few, mostly empty pages.",
        ),
    )


async def run(bench: Bench, sheet: Sheet) -> None:
    small, large = bench.folder / FEW, bench.folder / OURS
    worlds = {FEW: await _Project.founded(small, bench.sizes.few), OURS: await _Project.founded(large, bench.sizes.records)}
    try:
        for number in range(bench.sizes.rounds):
            bench.say(f"  round {number + 1} of {bench.sizes.rounds}")
            for said in _SAID:
                for name, project in sorted(worlds.items(), reverse=number % 2 == 1):
                    sheet.note(said.key, name, median([await project.takes(said) for _ in range(said.times)]))
            for name, project in sorted(worlds.items(), reverse=number % 2 == 1):
                sheet.note("export", name, await project.exports())
    finally:
        for project in worlds.values():
            await project.world.stop()
    for name, folder, count in ((FEW, small, bench.sizes.few), (OURS, large, bench.sizes.records)):
        sheet.note("bytes", name, (folder / "data" / "lotse.db").stat().st_size / count)


class _Project:
    """A task force, its PMO and many other groups, with their records."""

    def __init__(self, world: World, team: Room, pmo: Room, folder: Path) -> None:
        self.world = world
        self._team = team
        self._pmo = pmo
        self._folder = folder
        self._count = 0
        self._last = ""

    @classmethod
    async def founded(cls, folder: Path, records: int) -> _Project:
        world = await World.start(folder / "data", settings={"weekly": "off", "lead": "off", "replies": "full"})
        team, pmo, _ = await world.project()
        now = world.clock.now()
        async with world.store.transaction() as tx:
            for number in range(GROUPS - 1):
                await tx.teams.add(group(number, f"!seeded{number}", "@anna:stadt.example", now - timedelta(days=1000)))
            teams = [each for each in await tx.teams.all() if not each.is_pmo and not each.is_steering]
        await seed(world.store, teams, records, now)
        return cls(world, team, pmo, folder)

    async def takes(self, said: _Said) -> float:
        """Milliseconds from the event in hand until the answer is sent and kept as sent, by a chat that costs nothing."""
        self._count += 1
        room = self._pmo if said.in_pmo else self._team
        text = said.text.format(n=self._count, last=self._last)
        room.forget()
        begun = time.perf_counter()
        await room.says(text)
        took = (time.perf_counter() - begun) * 1000
        card = re.search(r"B\d+", room.sees())
        if said.key == "add" and card is not None:
            self._last = card[0]
        return took

    async def exports(self) -> float:
        """Seconds that the command takes, from its start to its end."""
        config = self._folder / "config.toml"
        config.write_text(
            '[matrix]\nhomeserver = "http://127.0.0.1:1"\nuser_id = "@lotse:stadt.example"\npassword = "secret"\n'
            f'[storage]\nfolder = "{self._folder / "data"}"\n'
        )
        begun = time.perf_counter()
        running = await Running.start(lotse("export", config, "--output", str(self._folder / "export.json")), self._folder)
        async with asyncio.timeout(PATIENCE):
            await running.ended()
        return time.perf_counter() - begun


MEASURE = Measure(
    name="records",
    title="Many records",
    about=(
        "Our own part alone: real parser, texts and database, and a chat that takes messages at no cost. The records belong to "
        f"{GROUPS} groups, and one blocker of {OPEN} is open. Each has its message in the inbox, its card in the outbox and its history."
    ),
    figures=figures,
    run=run,
    limit=timedelta(minutes=20),
)
