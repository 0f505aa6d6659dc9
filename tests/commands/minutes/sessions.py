"""A session with three topics that begins: what the stories about minutes start from."""

from __future__ import annotations

from tests.commands.agenda.planned_sessions import berlin, plan
from tests.world import Room, World

TOPICS = ("Hosting", "Vergabe", "Haushalt")


async def begun(room: Room, *, minutes: int = 60, by: str = "Anna", start: str = "!protokoll start") -> Room:
    """Tuesday at ten: T1 Hosting (10 min), T2 Vergabe and T3 Haushalt, and the minutes have begun."""
    await planned(room, minutes=minutes)
    await room.clock.until(berlin(24, 10))
    room.forget()
    await room.says(start, by=by)
    return room


async def planned(room: Room, *, minutes: int = 60) -> None:
    await plan(room, minutes=minutes)
    for topic in TOPICS:
        await room.says(f"!agenda {topic}")


async def at(world: World, hour: int, minute: int = 0) -> None:
    """The clock on the wall on that Tuesday."""
    await world.until(berlin(24, hour, minute))
