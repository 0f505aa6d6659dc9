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


async def main(rooms: int, *, limited: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        config = folder / "config.toml"
        async with homeserver(folder / "homeserver") as server:
            ada, lotse = await server.register("ada", "secret", "Ada"), await server.register("lotse", "secret", "Lotse")
            values = {"url": server.url, "bot": lotse.user_id, "admin": ada.user_id, "folder": folder / "data"}
            config.write_text(CONFIG.format(**values, weekly="off"))
            async with bot("run", "--config", str(config)):
                pmo, teams = await _found(ada, lotse.user_id, rooms)
            if limited:
                await server.stop()
                _limit(folder / "homeserver" / "homeserver.json")
                await server.start()
            due = (datetime.now(ZONE) + timedelta(seconds=30 + rooms / 20)).replace(second=0, microsecond=0) + timedelta(minutes=1)
            config.write_text(CONFIG.format(**values, weekly=f"{DAYS[due.weekday()]} {due:%H:%M}"))
            await _time_plan(config)
            async with bot("run", "--config", str(config)) as process:
                await _measure(ada, lotse.user_id, pmo, teams, due, process, limited=limited)


async def _found(ada: Person, lotse: str, rooms: int) -> tuple[str, list[str]]:
    """The PMO's room, and the task forces', each with a blocker."""
    pmo = await ada.create_room("PMO", invite=[lotse])
    await ada.sees(pmo, "Lotse", timeout=60)
    await ada.say(pmo, "!team PMO | art: pmo")
    await ada.sees(pmo, "Raum des PMO", timeout=60)
    gate = asyncio.Semaphore(AT_ONCE)

    async def found(number: int) -> str:
        async with gate:
            room = await ada.create_room(f"Task Force {number}", invite=[lotse])
            await ada.sees(room, "Lotse", timeout=60)
            await ada.say(room, f"!team Task Force {number}")
            await ada.say(room, "!blocker Freigabe fehlt")
            return room

    teams = list(await asyncio.gather(*(found(number) for number in range(rooms))))
    for room in teams:
        await ada.sees(room, "B\\d+.* Freigabe", timeout=300)
    return pmo, teams


async def _measure(ada: Person, lotse: str, pmo: str, teams: list[str], due: datetime, process: Process, *, limited: bool) -> None:
    seen: dict[str, float] = {}
    waiting = set(teams)
    reported, alerted = 0.0, 0.0
    async for room, body, sent_at in _said(ada, lotse):
        if room in waiting and "Blocker:" in body:
            seen[room] = sent_at
            waiting.remove(room)
        if limited and not reported and len(seen) >= 2:
            reported = time.time()
            await ada.say(teams[0], "!blocker Server aus | ampel: rot")
        if room == pmo and "Server aus" in body and reported and not alerted:
            alerted = sent_at
        if not waiting:
            break
    late = sorted(moment - due.timestamp() for moment in seen.values())
    print(f"{len(teams)} digests: first {late[0]:.1f} s after the minute, median {late[len(late) // 2]:.1f} s, last {late[-1]:.1f} s")
    if limited:
        print(f"alert reported in the middle: in the PMO's room after {alerted - reported:.1f} s")
    print(f"memory of the bot: {_memory(process.pid, 'VmRSS')} MB now, {_memory(process.pid, 'VmHWM')} MB at most")


async def _said(ada: Person, lotse: str) -> AsyncIterator[tuple[str, str, float]]:
    """What the bot says from now on: room, text, and the homeserver's time in seconds."""
    timeline = {"senders": [lotse], "types": ["m.room.message"], "limit": 20}
    only = {"room": {"timeline": timeline, "state": {"types": []}, "ephemeral": {"types": []}}, "presence": {"types": []}}
    query = {"filter": json.dumps(only), "timeout": "0"}
    while True:
        answer = await ada.request("GET", "/_matrix/client/v3/sync", query=query)
        if "since" in query:
            for room, about in answer.get("rooms", {}).get("join", {}).items():
                for event in about["timeline"]["events"]:
                    yield room, event["content"].get("body", ""), event["origin_server_ts"] / 1000
        query |= {"since": answer["next_batch"], "timeout": "30000"}


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
