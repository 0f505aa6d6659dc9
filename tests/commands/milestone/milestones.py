"""What the stories of milestones begin with."""

from __future__ import annotations

from bot.domain.ids import Number
from bot.domain.milestones.forecasts import LogEntry
from bot.domain.milestones.milestone import Milestone
from bot.domain.record_types import MILESTONES
from tests.world import World

CATALOGUE = "!meilenstein Datenkatalog online | bis: 30.9.2027"


async def kept(world: World, count: int = 1) -> Milestone:
    async with world.store.reading() as tx:
        milestone = await tx.records(MILESTONES).get(Number("M", count))
    assert milestone is not None
    return milestone


async def log(world: World, count: int = 1) -> list[LogEntry]:
    async with world.store.reading() as tx:
        return list(await tx.milestone_log.of(Number("M", count)))
