"""Much was said in a room while the bot was stopped: how long until it has read it, and how much of that does the homeserver take?"""

from __future__ import annotations

import json
import time
from datetime import timedelta
from urllib.parse import quote

from benchmarks.measure import Bench, Measure, Sheet
from benchmarks.peers.lotse import Lotse, configure, data
from benchmarks.profiled_bot import profiled, spans
from benchmarks.scene import Bot, stage
from benchmarks.sizes import Sizes
from benchmarks.statistics import FLOOR, OURS, Better, Figure, Goal
from bot.inbound.intake import POSITION_KEY
from demo.world.person import Person
from storage.connection.database import Database

PATIENCE = 300.0
_CLIENT = "/_matrix/client/v3"


def figures(sizes: Sizes) -> tuple[Figure, ...]:
    return (
        Figure(
            key="seconds",
            title=f"Reading {sizes.events:,} events of a gap",
            unit="s",
            why=(
                "Ours from its first sync until it has caught up. The pages come from the homeserver one after the other, since each names "
                "the next; the floor asks for the same pages and throws them away."
            ),
        ),
        Figure(
            key="share",
            title="Of that the homeserver, telling its pages",
            unit="%",
            better=Better.HIGHER,
            goals=(Goal(bound=85),),
            why="The rest is the sync itself, reading what came, and keeping it.",
        ),
        Figure(key="rate", title="Events read in a second", unit="", better=Better.HIGHER),
    )


async def run(bench: Bench, sheet: Sheet) -> None:
    ours = [peer for peer in bench.peers if peer.name == OURS]
    async with stage(bench, sheet, ours) as scene:
        for bot in scene.bots:
            await bot.start()
            room = await scene.room(bot)
            await bot.stop()
            position = await _position(bot)
            bench.say(f"  saying {bench.sizes.events} things")
            await scene.say_all(room, [f"Wir sprachen über Punkt {each} der Liste." for each in range(bench.sizes.events)])
            await _walk(bot.seat.account, room, position)
            for number in range(bench.sizes.rounds):
                bench.say(f"  round {number + 1} of {bench.sizes.rounds}")
                await _set_position(bot, position)
                took, told = await _catches_up(bot)
                sheet.note("seconds", OURS, took)
                sheet.note("share", OURS, told / took * 100)
                sheet.note("rate", OURS, bench.sizes.events / took)
                sheet.note("seconds", FLOOR, await _walk(bot.seat.account, room, position))


async def _catches_up(bot: Bot) -> tuple[float, float]:
    """Seconds from its first sync until it has caught up, and those of them in which the homeserver told its pages."""
    output = bot.seat.folder / "spans.json"
    await bot.start(profiled(configure(bot.seat), output))
    ready = await bot.process.logs(Lotse.ready, PATIENCE)
    await bot.stop()
    found = spans(output)
    begun = min(start for name, start, _ in found if name == "sync")
    return ready - begun, sum(end - start for name, start, end in found if name == "messages")


async def _walk(account: Person, room: str, position: str) -> float:
    """Seconds that the pages between the end of the room and `position` take, asked for as ours does and thrown away."""
    only = json.dumps({"room": {"rooms": [room], "timeline": {"limit": 100}}})
    answer = await account.request("GET", f"{_CLIENT}/sync", query={"since": position, "timeout": "0", "filter": only})
    token = answer["rooms"]["join"][room]["timeline"]["prev_batch"]
    begun = time.perf_counter()
    while token:
        query = {"dir": "b", "from": token, "to": position, "limit": "500"}
        page = await account.request("GET", f"{_CLIENT}/rooms/{quote(room, safe='')}/messages", query=query)
        token = page.get("end", "") if page["chunk"] else ""
    return time.perf_counter() - begun


async def _position(bot: Bot) -> str:
    store = await Database.open("", data(bot.seat))
    try:
        async with store.reading() as tx:
            return await tx.get_meta(POSITION_KEY) or ""
    finally:
        await store.close()


async def _set_position(bot: Bot, position: str) -> None:
    """As if it had heard nothing since."""
    store = await Database.open("", data(bot.seat))
    try:
        async with store.transaction() as tx:
            await tx.set_meta(POSITION_KEY, position)
    finally:
        await store.close()


MEASURE = Measure(
    name="catching_up",
    title="Catching up",
    about="People talk among themselves while the bot is stopped. It has to look through all of it, for the commands that may be in there.",
    figures=figures,
    run=run,
    limit=timedelta(minutes=25),
)
