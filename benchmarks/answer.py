"""From command to answer, ours beside a bare nio loop on the same homeserver, one sample of each in turn.

    .venv/bin/python -m benchmarks.answer [SAMPLES]

Ours records the command and its answer durably before the answer goes out; the bare loop keeps nothing.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

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

[log]
level = "warning"
"""


async def main(samples: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        async with homeserver(folder / "homeserver") as server:
            anna = await server.register("anna", "secret", "Anna")
            ours, bare = await server.register("lotse", "secret", "Lotse"), await server.register("echo", "secret", "Echo")
            config = folder / "config.toml"
            config.write_text(CONFIG.format(url=server.url, bot=ours.user_id, admin=anna.user_id, folder=folder / "data"))
            processes = [
                await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", "--config", str(config)),
                await asyncio.create_subprocess_exec(sys.executable, "-m", "benchmarks.echo", server.url, bare.user_id, "secret"),
            ]
            try:
                await _measure(anna, ours.user_id, bare.user_id, samples)
            finally:
                for process in processes:
                    process.terminate()
                for process in processes:
                    await process.wait()


async def _measure(anna: Person, ours: str, bare: str, samples: int) -> None:
    rooms = {"ours": await anna.create_room("Ours", invite=[ours]), "bare": await anna.create_room("Bare", invite=[bare])}
    await anna.sees(rooms["ours"], "Lotse", timeout=30)
    await anna.say(rooms["ours"], "!team Task Force")
    await anna.sees(rooms["ours"], "Task Force", timeout=30)
    await _until_joined(anna, rooms["bare"], bare)
    times: dict[str, list[float]] = {"ours": [], "bare": []}
    for sample in range(samples + 5):
        for name, room in rooms.items():
            took = await _one(anna, room, sample)
            if sample >= 5:
                times[name].append(took * 1000)
    for name, took_ms in times.items():
        quantiles = statistics.quantiles(took_ms, n=20)
        print(f"{name}: median {statistics.median(took_ms):.1f} ms, p95 {quantiles[18]:.1f} ms, fastest {min(took_ms):.1f} ms")
    ratios = [one / other for one, other in zip(times["ours"], times["bare"], strict=True)]
    print(f"ratio ours/bare: median of pairs {statistics.median(ratios):.2f}, ", end="")
    print(f"of medians {statistics.median(times['ours']) / statistics.median(times['bare']):.2f}")


async def _one(anna: Person, room: str, sample: int) -> float:
    """Seconds from sending a command until the answer reaches its author's own sync."""
    position = (await anna.request("GET", "/_matrix/client/v3/sync", query={"timeout": "0", "filter": _only(room)}))["next_batch"]
    begun = time.perf_counter()
    await anna.say(room, f"!blocker Nummer {sample} fehlt")
    while True:
        answer = await anna.request("GET", "/_matrix/client/v3/sync", query={"since": position, "timeout": "10000", "filter": _only(room)})
        position = answer["next_batch"]
        events = answer.get("rooms", {}).get("join", {}).get(room, {}).get("timeline", {}).get("events", [])
        if any(event["content"].get("msgtype") == "m.notice" for event in events):
            return time.perf_counter() - begun


def _only(room: str) -> str:
    return '{"room":{"rooms":["' + room + '"],"ephemeral":{"not_types":["*"]}},"presence":{"not_types":["*"]}}'


async def _until_joined(anna: Person, room: str, user: str) -> None:
    for _ in range(300):
        if user in await anna.joined(room):
            return
        await asyncio.sleep(0.1)
    raise TimeoutError(f"{user} has not joined")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
