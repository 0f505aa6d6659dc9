"""Does the bot stay as small as it was, when it lives long and nobody kills it?

    make endurance MINUTES=30 [ENGINE=postgresql]

The rooms of the soak, where people speak all the time, and one life of the bot. Its memory is read again and again; at the end
it is counted, as in the soak, what was lost and what was done twice.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from demo.world.homeserver import homeserver
from tests.faults.accounting import Reckoning, settled
from tests.faults.scenario import Town, lift_limit, town
from tests.faults.soak import on_engine

AT_ONCE, BREATH = 6, 1.0
"""Commands over all rooms, and the seconds until the next at the earliest: in half an hour no group reaches its limit of records."""
LOOKS = 60
"""How often its memory is read, evenly over the time."""
GROWTH = 1.1
"""How much larger it may be in its last quarter than in its second one; the first fills what is kept at hand."""


@dataclass(frozen=True)
class Look:
    commands: int
    """Given so far."""
    memory: float
    """Resident, in MB."""


@dataclass(frozen=True)
class Endured:
    looks: Sequence[Look]
    found: Reckoning

    @property
    def growth(self) -> float:
        """The median of the last quarter, as a multiple of that of the second."""
        quarter = len(self.looks) // 4
        before, after = self.looks[quarter : 2 * quarter], self.looks[-quarter:]
        return statistics.median(look.memory for look in after) / statistics.median(look.memory for look in before)

    @property
    def is_fine(self) -> bool:
        return self.found.is_clean and self.growth <= GROWTH


async def endure(folder: Path, minutes: float, database: str = "", say: Callable[[str], None] = print) -> Endured:
    """One life. `database` is its URL, empty for a file of its own."""
    async with homeserver(folder / "homeserver") as server:
        boss = await server.register("boss", "secret", admin=True)
        async with town(server, folder, random.Random(7), database) as here:
            for person in (here.ada, here.clara.person, *here.rooms.values()):
                await lift_limit(boss, person.user_id)
            looks = await _watched(here, minutes, say)
            found = await settled(here)
    return Endured(looks, found)


async def _watched(here: Town, minutes: float, say: Callable[[str], None]) -> list[Look]:
    begun, looks = time.monotonic(), list[Look]()
    for number in range(1, LOOKS + 1):
        while time.monotonic() < begun + minutes * 60 * number / LOOKS:
            await asyncio.gather(_breath(here), asyncio.sleep(BREATH))
        looks.append(Look(len(here.spoken.answers), _resident(here.bot.pid)))
        say(f"{looks[-1].commands} commands, {looks[-1].memory:.1f} MB")
    return looks


async def _breath(here: Town) -> None:
    await here.speak(AT_ONCE)
    await here.clara.catch_up()


def _resident(pid: int) -> float:
    """MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _endured(minutes: float, database: str, say: Callable[[str], None] = print) -> int:
    with tempfile.TemporaryDirectory() as folder:
        endured = asyncio.run(endure(Path(folder), minutes, database, say))
    found = endured.found
    for entry in (*found.lost[:10], *found.doubled[:10]):
        say(f"  {entry}")
    say(f"{endured.looks[-1].commands} commands, {found.messages} messages of the bot, {found.records} records")
    say(f"{len(found.lost)} lost, {len(found.doubled)} doubled; memory grew to {endured.growth:.2f} times")
    return 0 if endured.is_fine else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    given = parser.parse_args()
    sys.exit(on_engine(given.engine, lambda database: _endured(given.minutes, database)))
