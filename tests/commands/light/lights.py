"""What the stories of traffic lights begin with: what was reported, as it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.lights.report import Report
from tests.world import World

BOTH = "!ampel inhalt gelb ressourcen rot Stelle ist seit Juni unbesetzt"


async def reports(world: World, name: str = "Dateninventur") -> Sequence[Report]:
    """All rows of a group, those taken back too."""
    async with world.store.reading() as tx:
        team = next(each for each in await tx.teams.all() if each.name == name)
        return await tx.lights.of(team.id)


async def colours(world: World, name: str = "Dateninventur") -> list[tuple[str, str, str]]:
    """What stands: which light, how it was said, and its colour."""
    return [(each.aspect.value, each.kind.value, each.colour.value) for each in await reports(world, name) if each.withdrawn_at is None]
