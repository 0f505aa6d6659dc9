"""`!meilenstein M4`: beside the record with its notes and history, what hangs on it, what delays it, and why it comes later."""

from __future__ import annotations

from typing import Any

from bot.context import Context
from bot.domain.blockers import order as blocker_order
from bot.domain.milestones.dependencies import too_early_for
from bot.domain.milestones.forecasts import last_forecast
from bot.domain.milestones.milestone import Milestone
from bot.records.verbs import show_command
from commands.milestone.delay import hanging
from commands.milestone.record import KIND, needed


async def _more(ctx: Context, milestone: Milestone) -> dict[str, Any]:
    blockers = [each for each in await ctx.tx.blockers.linked("milestone", milestone.number) if each.is_open]
    entry = last_forecast(await ctx.tx.milestone_log.of(milestone.number))
    is_moved = milestone.forecast != milestone.plan
    return {
        **await hanging(ctx, milestone),
        "blockers": sorted(blockers, key=blocker_order),
        "reason": entry.reason if is_moved and entry is not None else "",
        "about": entry.about if is_moved and entry is not None else None,
        "too_early": too_early_for(milestone, await needed(ctx, milestone)),
        "now": ctx.now,
        "several": False,
    }


show = show_command(KIND, more=_more)
