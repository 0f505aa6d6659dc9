"""The weekly digest of many groups, all due at the same moment: how long until the last one is in its room?"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete

from benchmarks.measure import Bench, Measure, Sheet
from benchmarks.peers.lotse import Lotse, configure, data, lotse
from benchmarks.scene import Bot, Stage, stage
from benchmarks.seed import group, open_blocker
from benchmarks.sizes import Sizes
from benchmarks.statistics import FLOOR, OURS, Figure
from bot.domain.teams import team_subject
from commands.overview.weekly import TIMER
from demo.world.person import Person
from storage import tables
from storage.connection.database import Database

PATIENCE = 600.0
AT_ONCE = 16
"""Rooms that both ours and the floor send to at the same time."""
_DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_ZONE = ZoneInfo("Europe/Berlin")
_EVERY_DAY = '\n[project]\nworking_days = "Mo-So"\nholidays = ""\n'


def figures(sizes: Sizes) -> tuple[Figure, ...]:
    count = sizes.digests
    return (
        Figure(
            key="seconds",
            title=f"Weekly digests to {count:,} rooms",
            unit="s",
            why=(
                "The homeserver works off one message after the other; the floor sends as many of the same length, sixteen at a time. "
                "Ours reads the records of each group, writes its digest, keeps it, sends it and keeps that it was sent."
            ),
        ),
        Figure(key="peak", title=f"Most memory during {count:,} digests", unit="MB"),
    )


async def run(bench: Bench, sheet: Sheet) -> None:
    ours = [peer for peer in bench.peers if peer.name == OURS]
    async with stage(bench, sheet, ours) as scene:
        for bot in scene.bots:
            bench.say(f"  {bench.sizes.digests} rooms")
            await bot.start()
            await bot.process.logs(Lotse.ready, PATIENCE)
            rooms = await _rooms(scene, bot, bench.sizes.digests)
            await scene.ear.until_quiet(lambda: False, lambda: sum(map(len, scene.ear.said.values())), bench.sizes.rest + 2)
            await bot.stop()
            await _found_groups(bot, rooms)
            for number in range(bench.sizes.rounds):
                bench.say(f"  round {number + 1} of {bench.sizes.rounds}")
                sheet.note("seconds", OURS, await _digests(scene, bot, rooms))
                sheet.note("peak", OURS, bot.process.peak())
                await bot.stop()
                text = scene.ear.said[rooms[0]][-1].body
                sheet.note("seconds", FLOOR, await _bare(scene, bot.seat.account, rooms, text))


async def _rooms(scene: Stage, bot: Bot, count: int) -> list[str]:
    gate = asyncio.Semaphore(8)

    async def make(number: int) -> str:
        async with gate:
            room = await scene.anna.create_room(f"Task Force {number}", invite=[bot.user_id])
            await bot.seat.account.join(room)
            return room

    return list(await asyncio.gather(*(make(number) for number in range(count))))


async def _found_groups(bot: Bot, rooms: list[str]) -> None:
    """Each with a blocker, as if they had been founded three days ago."""
    then = datetime.now(UTC) - timedelta(days=3)
    store = await Database.open("", data(bot.seat))
    try:
        async with store.transaction() as tx:
            for number, room in enumerate(rooms):
                team = await tx.teams.add(group(number, room, bot.seat.admins[0], then))
                await tx.blockers.add(open_blocker(await tx.next_number("B"), team, then))
    finally:
        await store.close()


async def _digests(scene: Stage, bot: Bot, rooms: list[str]) -> float:
    """Seconds from the moment when it has caught up until the last digest has been heard. The bot goes on running."""
    due = datetime.now(UTC) - timedelta(minutes=2)
    local = due.astimezone(_ZONE)
    config = configure(bot.seat, weekly=f"{_DAYS[local.weekday()]} {local:%H:%M}", more=_EVERY_DAY)
    await _let_them_be_due(bot, due)
    marks = {room: scene.ear.count(room) for room in rooms}

    def missing() -> int:
        return sum(scene.ear.count(room) == mark for room, mark in marks.items())

    await bot.start(lotse("run", config))
    begun = await bot.process.logs(Lotse.ready, PATIENCE)
    await scene.ear.until(lambda: missing() == 0, PATIENCE)
    return max(scene.ear.said[room][mark].at for room, mark in marks.items()) - begun


async def _let_them_be_due(bot: Bot, due: datetime) -> None:
    """Forgets that they were sent before."""
    store = await Database.open("", data(bot.seat))
    try:
        async with store.transaction() as tx:
            await tx.connection.execute(delete(tables.outbox).where(tables.outbox.c.once.like("weekly:%")))
            await tx.connection.execute(delete(tables.timers))
            for team in await tx.teams.all():
                await tx.timers.set(TIMER, team_subject(team.id), due)
    finally:
        await store.close()


async def _bare(scene: Stage, account: Person, rooms: list[str], text: str) -> float:
    """Seconds that as many messages of the same length take, sent by plain HTTP, until the last one has been heard."""
    marks = {room: scene.ear.count(room) for room in rooms}
    gate = asyncio.Semaphore(AT_ONCE)

    async def send(room: str) -> None:
        async with gate:
            await account.send(room, "m.room.message", {"msgtype": "m.notice", "body": text})

    begun = time.perf_counter()
    await asyncio.gather(*(send(room) for room in rooms))
    await scene.ear.until(lambda: all(scene.ear.count(room) > mark for room, mark in marks.items()), PATIENCE)
    return max(scene.ear.said[room][mark].at for room, mark in marks.items()) - begun


MEASURE = Measure(
    name="digest",
    title="Digests to all rooms",
    about=(
        "The homeserver's limit on messages is lifted, as the operator's page asks for. The time runs from the moment when the bot has "
        "caught up."
    ),
    figures=figures,
    run=run,
    limit=timedelta(minutes=40),
)
