"""`!blocker B12`: beside the record with its notes and history, whom it concerns and where it is to be discussed."""

from __future__ import annotations

from typing import Any

from bot.context import Context
from bot.domain.blockers import Blocker
from bot.records.linked_records import chain_of_blocker
from bot.records.verbs import show_command
from commands.blocker.escalation.ladder import named
from commands.blocker.record import KIND


async def _more(ctx: Context, blocker: Blocker) -> dict[str, Any]:
    rungs = await ctx.tx.ladder.rungs(blocker.number)
    on_its_way = {(named(rung.step), rung.queued_at) for rung in rungs if rung.is_awaited}
    topics = await ctx.tx.topics.of_blocker(blocker.number)
    return {
        "awaited": {change.id for change in await ctx.tx.history.of(blocker.number) if (change.what, change.at) in on_its_way},
        "concerned": [(await ctx.team(team)).name for team in await ctx.tx.blockers.concerned(blocker.number)],
        "chain": await chain_of_blocker(ctx, blocker.number),
        "topics": [topic for topic in topics if topic.is_open or topic.is_proposed],
    }


show = show_command(KIND, more=_more)
