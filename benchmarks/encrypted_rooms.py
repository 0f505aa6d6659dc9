"""How long does the bot take to start in many encrypted rooms, how soon has everybody its keys, and what does it cost in memory?

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

from benchmarks.answer import CONFIG
from demo.homeserver import homeserver
from tests.matrix.encrypted_person import EncryptedPerson


async def main(rooms: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        async with homeserver(folder / "homeserver") as server:
            people = [await server.register(f"person{count}", "secret") for count in range(10)]
            devices = [await EncryptedPerson.of(person, folder / person.user_id.strip("@").partition(":")[0]) for person in people]
            bot = await server.register("lotse", "secret", "Lotse")
            config = folder / "config.toml"
            config.write_text(CONFIG.format(url=server.url, bot=bot.user_id, admin=people[0].user_id, folder=folder / "data"))
            for count in range(rooms):
                members = [people[(count + step) % 10] for step in range(5)]
                room = await members[0].create_room(f"Raum {count}", [bot.user_id, *(each.user_id for each in members[1:])], encrypted=True)
                for each in members[1:]:
                    await each.join(room)
                if count == 0:
                    first = room
            _admit(bot.user_id, people[0].user_id, config)
            await _life("first start: joins, greets and hands out keys", config, devices[0], lambda: _all_greeted(bot, rooms))
            answered = devices[0].asks(first, "!hilfe team")
            await _life("restart: until a command said meanwhile is answered", config, devices[0], lambda: answered)
            for device in devices:
                await device.close()


def _admit(bot: str, admin: str, config: Path) -> None:
    server = bot.partition(":")[2]
    config.write_text(config.read_text().replace(f'admins = ["{admin}"]', f'admins = ["{admin}"]\ninvite_from = ["{server}"]'))


async def _all_greeted(bot: object, rooms: int) -> None:
    """Its own account sees what it has sent."""
    person = bot
    for _ in range(3000):
        joined = await person.rooms()  # type: ignore[attr-defined]
        if len(joined) >= rooms:
            return
        await asyncio.sleep(0.1)
    raise TimeoutError("it has not joined all rooms")


async def _life(what: str, config: Path, _device: EncryptedPerson, done: Callable[[], Awaitable[object]]) -> None:
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", "--config", str(config))
    try:
        await done()
        took = time.perf_counter() - begun
        await asyncio.sleep(20)
        print(f"{what}: {took:.1f} s, {_memory(process.pid)} MB resident 20 s later")
    finally:
        process.terminate()
        await process.wait()


def _memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) // 1024


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
