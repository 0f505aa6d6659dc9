"""A session with three topics that begins: what the stories about minutes start from."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

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


async def begun_session(world: World) -> Sequence[Room]:
    await begun(world.founded[0])
    return world.founded


async def planned_session(world: World) -> Sequence[Room]:
    await planned(world.founded[0])
    return world.founded


after_begun = pytest.mark.goes_on_from(story=begun_session)
after_planned = pytest.mark.goes_on_from(story=planned_session)
