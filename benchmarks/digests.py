"""Weekly digests to many rooms, all due at the same minute: how long they take, and what they cost.

    .venv/bin/python -m benchmarks.digests [ROOMS] [--limit]

Without a limit on messages, as the operator's page asks for; with `--limit` on a homeserver with Synapse's default one, where a red
blocker is reported in the middle, to see how long its alert takes past the digests that wait. Each room has its task force and a
blocker. The times are the homeserver's own.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from demo.homeserver import homeserver
from demo.person import Person

CONFIG = """
[matrix]
homeserver = "{url}"
user_id = "{bot}"
password = "secret"

[access]
admins = ["{admin}"]

[storage]
folder = "{folder}"

[digest]
weekly = "{weekly}"

[log]
level = "warning"
"""
ZONE = ZoneInfo("Europe/Berlin")
DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
AT_ONCE = 8
SYNC = "/_matrix/client/v3/sync"


async def main(rooms: int, *, limited: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        config = folder / "config.toml"
        async with homeserver(folder / "homeserver") as server:
            ada, lotse = await server.register("ada", "secret", "Ada"), await server.register("lotse", "secret", "Lotse")
            values = {"url": server.url, "bot": lotse.user_id, "admin": ada.user_id, "folder": folder / "data"}
            config.write_text(CONFIG.format(**values, weekly="off"))
            async with bot("run", "--config", str(config)), listening(ada, lotse.user_id) as ear:
                pmo, teams = await _found(ada, ear, lotse.user_id, rooms)
            if limited:
                await server.stop()
                _limit(folder / "homeserver" / "homeserver.json")
                await server.start()
            config.write_text(CONFIG.format(**values, weekly="Mo 08:00"))
            await _time_plan(config)
            due = (datetime.now(ZONE) + timedelta(seconds=15 + rooms / 50)).replace(second=0, microsecond=0) + timedelta(minutes=1)
            config.write_text(CONFIG.format(**values, weekly=f"{DAYS[due.weekday()]} {due:%H:%M}"))
            async with bot("run", "--config", str(config)) as process, listening(ada, lotse.user_id) as ear:
                await _measure(ada, ear, pmo, teams, due, process, limited=limited)


class Ear:
    """What the bot says: for each room the texts, with the homeserver's time in seconds."""

    def __init__(self) -> None:
        self.said: dict[str, list[tuple[str, float]]] = {}
        self.news = asyncio.Condition()

    def heard(self, room: str, text: str) -> float | None:
        return next((sent_at for body, sent_at in self.said.get(room, ()) if text in body), None)

    async def hears(self, room: str, text: str) -> float:
        async with self.news:
            await self.news.wait_for(lambda: self.heard(room, text) is not None)
        sent_at = self.heard(room, text)
        assert sent_at is not None
        return sent_at


@asynccontextmanager
async def listening(person: Person, bot_id: str) -> AsyncIterator[Ear]:
    """From now on."""
    timeline = {"senders": [bot_id], "types": ["m.room.message"], "limit": 50}
    only = {"room": {"timeline": timeline, "state": {"types": []}, "ephemeral": {"types": []}}, "presence": {"types": []}}
    query = {"filter": json.dumps(only), "timeout": "0"}
    query["since"] = (await person.request("GET", SYNC, query=query))["next_batch"]
    ear = Ear()

    async def listen() -> None:
        while True:
            answer = await person.request("GET", SYNC, query=query | {"timeout": "30000"})
            query["since"] = answer["next_batch"]
            async with ear.news:
                for room, about in answer.get("rooms", {}).get("join", {}).items():
                    events = [(event["content"].get("body", ""), event["origin_server_ts"] / 1000) for event in about["timeline"]["events"]]
                    ear.said.setdefault(room, []).extend(events)
                ear.news.notify_all()

    task = asyncio.create_task(listen())
    try:
        yield ear
    finally:
        task.cancel()


async def _found(ada: Person, ear: Ear, lotse: str, rooms: int) -> tuple[str, list[str]]:
    """The PMO's room, and the task forces', each with a blocker."""
    pmo = await ada.create_room("PMO", invite=[lotse])
    await ear.hears(pmo, "Lotse")
    await ada.say(pmo, "!team PMO | art: pmo")
    await ear.hears(pmo, "Raum des PMO")
    gate = asyncio.Semaphore(AT_ONCE)

    async def found(number: int) -> str:
        async with gate:
            room = await ada.create_room(f"Task Force {number}", invite=[lotse])
            await ear.hears(room, "Lotse")
            await ada.say(room, f"!team Task Force {number}")
            await ada.say(room, "!blocker Freigabe fehlt")
            await ear.hears(room, "Freigabe fehlt")
            return room

    return pmo, list(await asyncio.gather(*(found(number) for number in range(rooms))))


async def _measure(ada: Person, ear: Ear, pmo: str, teams: list[str], due: datetime, process: Process, *, limited: bool) -> None:
    digests = [asyncio.create_task(ear.hears(room, "Blocker:")) for room in teams]
    if limited:
        await asyncio.wait(digests, return_when=asyncio.FIRST_COMPLETED)
        reported = time.time()
        await ada.say(teams[0], "!blocker Server aus | ampel: rot")
        print(f"alert reported in the middle: in the PMO's room after {await ear.hears(pmo, 'Server aus') - reported:.1f} s")
    late = sorted(sent_at - due.timestamp() for sent_at in await asyncio.gather(*digests))
    print(f"{len(teams)} digests: first {late[0]:.1f} s after the minute, median {late[len(late) // 2]:.1f} s, last {late[-1]:.1f} s")
    print(f"memory of the bot: {_memory(process.pid, 'VmRSS')} MB now, {_memory(process.pid, 'VmHWM')} MB at most")


async def _time_plan(config: Path) -> None:
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "plan", "--days", "8", "--config", str(config)), stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    print(f"plan of 8 days: {len(output.splitlines())} lines in {time.perf_counter() - begun:.1f} s")


@asynccontextmanager
async def bot(*args: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", *args)
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()


def _limit(path: Path) -> None:
    """Puts Synapse's default limit on messages back."""
    config = json.loads(path.read_text())
    del config["rc_message"]
    path.write_text(json.dumps(config))


def _memory(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:"))) // 1024


if __name__ == "__main__":
    numbers = [int(arg) for arg in sys.argv[1:] if arg.isdigit()]
    asyncio.run(main(numbers[0] if numbers else 1000, limited="--limit" in sys.argv))
