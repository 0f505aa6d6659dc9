"""Kills the bot again and again while people speak to it, and counts what was lost and what was done twice.

    make soak KILLS=1000 [ENGINE=postgresql] [SEED=7]

A real Synapse that slows the bot down, the real bot as a process, one of the rooms encrypted. Each life ends at a moment that chance
chooses, most of them by SIGKILL; some begin with a while of standing still (SIGSTOP), and now and then the homeserver is killed too.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from demo.world.homeserver import homeserver
from tests.faults.accounting import Reckoning, settled
from tests.faults.scenario import Town, lift_limit, slowed, town
from tests.postgres import OWNER, programs, running

PER_SECOND, BURST = 5.0, 20
"""What the homeserver lets the bot say."""
WORDS = (0, 0, 1, 1, 2, 2, 3, 3, 4, 12)
"""How many commands are given in a life, one of these by chance."""
LONGEST_START = 1.8
LONGEST_LIFE = 1.5
"""Seconds after the bot has caught up."""


@dataclass
class Soak:
    """One run; `tally` counts what was done to the bot."""

    kills: int
    seed: int
    database: str = ""
    say: Callable[[str], None] = print
    tally: Counter[str] = field(default_factory=Counter)

    async def run(self, folder: Path) -> Reckoning:
        chance = random.Random(self.seed)
        begun = time.monotonic()
        async with homeserver(folder / "homeserver") as server:
            boss = await server.register("boss", "secret", admin=True)
            async with town(server, folder, chance, self.database) as here:
                for person in (here.ada, here.clara.person, *here.rooms.values()):
                    await lift_limit(boss, person.user_id)
                await here.bot.kill()
                await server.stop()
                slowed(server.folder, PER_SECOND, BURST)
                await server.start()
                await self._lives(here, chance)
                await here.bot.start()
                found = await settled(here)
                stopped = await here.bot.stop()
        if stopped:
            found.lost.append(f"a clean end: the exit code is {stopped}")
        self._tell(here, found, time.monotonic() - begun)
        return found

    async def _lives(self, here: Town, chance: random.Random) -> None:
        while self.tally["SIGKILL"] < self.kills:
            speaking = asyncio.create_task(here.speak(chance.choice(WORDS)))
            await here.bot.launch()
            if chance.random() < 0.4:
                await asyncio.sleep(chance.uniform(0, LONGEST_START))
            else:
                await here.bot.logs(lambda line: line.get("event") == "ready")
                await asyncio.sleep(chance.uniform(0, LONGEST_LIFE))
            if chance.random() < 0.05:
                await self._stands_still(here, chance)
            await speaking
            if chance.random() < 0.01:
                await self._homeserver_dies(here)
            await self._ends(here, chance)
            if self.tally["SIGKILL"] % 50 == 0 and self.tally["SIGKILL"]:
                self.say(f"{self.tally['SIGKILL']} kills, {len(here.spoken.answers)} commands")

    async def _stands_still(self, here: Town, chance: random.Random) -> None:
        self.tally["SIGSTOP"] += 1
        here.bot.send(signal.SIGSTOP)
        await asyncio.sleep(chance.uniform(0.2, 3))
        here.bot.send(signal.SIGCONT)
        await asyncio.sleep(chance.uniform(0, 0.3))

    async def _homeserver_dies(self, here: Town) -> None:
        """Its clients try again by themselves; ours, which speak for people, wait until it is back."""
        self.tally["homeserver killed"] += 1
        await here.server.stop(kill=True)
        await here.server.start()

    async def _ends(self, here: Town, chance: random.Random) -> None:
        if chance.random() < 0.05:
            self.tally["SIGTERM"] += 1
            here.bot.send(signal.SIGTERM)
            await here.bot.ended()
        else:
            self.tally["SIGKILL"] += 1
            await here.bot.kill()

    def _tell(self, here: Town, found: Reckoning, seconds: float) -> None:
        done = ", ".join(f"{count} {what}" for what, count in sorted(self.tally.items()))
        self.say(f"seed {self.seed}, {self.database.partition(':')[0] or 'sqlite'}: {done}, in {seconds / 60:.1f} min")
        sealed = sum(room == here.sealed for room in here.spoken.answers.values())
        said = f"{len(here.spoken.answers)} commands, {sealed} of them encrypted"
        self.say(f"{said}, {found.messages} messages of the bot, {found.records} records")
        for entry in (*found.lost[:10], *found.doubled[:10]):
            self.say(f"  {entry}")
        self.say(f"{len(found.lost)} lost, {len(found.doubled)} doubled")


def _soaked(kills: int, seed: int, database: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(Soak(kills, seed, database).run(Path(folder)))
    return 0 if found.is_clean else 1


def on_engine(engine: str, run: Callable[[str], int]) -> int:
    """What `run` returns for the URL of a database; an empty one stands for a file of the bot's own."""
    if engine == "sqlite":
        return run("")
    found = programs()
    if found is None:
        sys.exit("PostgreSQL's own programs (initdb, postgres) are not installed: nothing was tried")
    with running(found) as server:
        asyncio.run(server.execute(f"CREATE DATABASE soak OWNER {OWNER}"))
        return run(server.url("soak"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    given = parser.parse_args()
    sys.exit(on_engine(given.engine, lambda database: _soaked(given.kills, given.seed, database)))
