"""How long does the bot take to start in many encrypted rooms, and what does it cost in memory?

    .venv/bin/python -m benchmarks.encrypted_rooms [ROOMS]

Ten people with one signed device each share the rooms, five to a room.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from demo.world.homeserver import Homeserver, homeserver
from demo.world.person import Person
from tests.matrix.bot_process import BotProcess
from tests.matrix.encrypted_person import EncryptedPerson

PEOPLE = 10


async def main(rooms: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        async with homeserver(folder / "homeserver") as server:
            account = await server.register("lotse", "secret", "Lotse")
            device, places = await _rooms(server, account, folder, rooms)
            bot = BotProcess(server.url, account, folder / "bot")
            bot.configure()

            async def greeted() -> None:
                await device.until(lambda: {heard.room for heard in device.heard} >= set(places), patience=600)

            async def answered() -> None:
                await device.asks(places[0], "!hilfe team")

            await _life(f"first start, until it has entered and greeted {rooms} rooms", bot, greeted)
            await _life("restart, until a command is answered", bot, answered)
            await device.close()


async def _rooms(server: Homeserver, bot: Person, folder: Path, count: int) -> tuple[EncryptedPerson, list[str]]:
    """The device of somebody who is in all of them, and the rooms."""
    people = [await server.register(f"person{number}", "secret") for number in range(PEOPLE)]
    devices = [await EncryptedPerson.of(person, folder / f"device{number}") for number, person in enumerate(people)]
    places = []
    for number in range(count):
        others = [people[1 + (number + step) % (PEOPLE - 1)] for step in range(4)]
        places.append(await people[0].create_room(f"Raum {number}", [bot.user_id, *(each.user_id for each in others)], encrypted=True))
        for each in others:
            await each.join(places[-1])
    for device in devices[1:]:
        await device.close()
    return devices[0], places


async def _life(what: str, bot: BotProcess, done: Callable[[], Awaitable[Any]]) -> None:
    begun = time.perf_counter()
    await bot.start()
    ready = time.perf_counter() - begun
    await done()
    took = time.perf_counter() - begun
    # It goes on handing out keys to the other rooms.
    await asyncio.sleep(30)
    print(f"{what}: ready after {ready:.1f} s, done after {took:.1f} s, {_memory(bot)} MB resident 30 s later")
    await bot.stop()


def _memory(bot: BotProcess) -> int:
    assert bot._process is not None
    status = Path(f"/proc/{bot._process.pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) // 1024


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
