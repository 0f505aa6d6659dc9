"""A retrospective with notes, as it is once it has begun, for stories about what comes out of it."""

from __future__ import annotations

from bot.domain.ids import Number
from bot.domain.retros import Retro, RetroNote, RetroState
from tests.world import Room


async def held(room: Room, count: int, *, notes: int = 0, ended: bool = False) -> None:
    """The group of this room has held the retrospective of this number, with so many notes."""
    number, now = Number("R", count), room.world.clock.now()
    async with room.world.store.transaction() as tx:
        team = await tx.teams.of_room(room.id)
        assert team is not None
        retro = Retro(number=number, team=team.id, state=RetroState.RUNNING, created_at=now, room=room.id)
        await tx.retros.add(retro.ended(now) if ended else retro)
        for place in range(1, notes + 1):
            key = f"{number}-{place}"
            await tx.retro_notes.add(RetroNote(key=key, retro=number, column="stop", text=key, source=None, place=place))
