"""A steering committee with four seats, and a session in sight."""

from __future__ import annotations

from collections.abc import Sequence

from tests.world import Room, World

SEATS = (("Gießen", "Ben"), ("Marburg", "Dana"), ("Wetzlar", "Emil"), ("Offenbach", "Fritz"))


async def seated(world: World) -> Sequence[Room]:
    """The usual project, whose steering committee has four seats and meets in three weeks; Cem and Gina are in its room, too."""
    team, pmo, steering = world.founded
    steering.joins("Ben", "Dana", "Emil", "Fritz", "Cem", "Gina")
    await steering.says("!treffen Steuerungskreis | wann: Mo 14.12. 10:00 | dauer: 90", by="Ada")
    for municipality, holder in SEATS:
        await steering.says(f"!vertretung sitz {municipality} @{holder}", by="Ada")
    for room in (team, pmo, steering):
        room.forget()
    return (team, pmo, steering)
