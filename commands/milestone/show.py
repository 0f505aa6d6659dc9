"""`!meilenstein M4`: beside the record with its notes and history, what hangs on it, what delays it, and why it comes later."""

from __future__ import annotations

from typing import Any

from bot.context import Context
from bot.domain.blockers import order as blocker_order
from bot.domain.dependencies import hanging_on, too_early_for
from bot.domain.milestones import Milestone
from bot.domain.record_types import MILESTONES
from bot.records.verbs import show_command
from commands.milestone.record import KIND, last_forecast, needed

MOST = 6


async def _more(ctx: Context, milestone: Milestone) -> dict[str, Any]:
    hanging = hanging_on(milestone, await ctx.tx.records(MILESTONES).listed()) if milestone.is_open else []
    blockers = [each for each in await ctx.tx.blockers.linked("milestone", milestone.number) if each.is_open]
    entry = last_forecast(await ctx.tx.milestone_log.of(milestone.number))
    owners = {each.team for each in await needed(ctx, milestone)} | {each.milestone.team for each in hanging}
    return {
        "hanging": hanging[:MOST],
        "hanging_more": max(len(hanging) - MOST, 0),
        "blockers": sorted(blockers, key=blocker_order),
        "reason": entry.reason if entry is not None and milestone.forecast != milestone.plan else "",
        "too_early": too_early_for(milestone, await needed(ctx, milestone)),
        "teams": {team: (await ctx.team(team)).name for team in owners},
        "now": ctx.now,
        "several": False,
    }


show = show_command(KIND, more=_more)
