"""`!aufgabe meine`: the speaker's own, of every group, wherever it is asked."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Filter, command
from bot.context import Context
from bot.domain.actions import order
from bot.domain.record_types import ACTIONS
from bot.messages import Reply
from bot.permissions import Who
from bot.records.listing import MAX_LISTED


class Args(Arguments):
    all: Annotated[bool, Filter("alle", "all")] = False


@command("action mine", args=Args, who=Who.MEMBERS, aliases=("meine", "mein", "meins", "my"))
async def mine(ctx: Context, args: Args) -> Reply:
    found = [action for action in await ctx.tx.records(ACTIONS).listed(closed=args.all) if action.who == ctx.sender]
    actions = sorted(found, key=lambda action: (not action.is_open, *order(action)))
    return Reply(
        "action.mine",
        actions=actions[:MAX_LISTED],
        more=max(len(actions) - MAX_LISTED, 0),
        teams={team: (await ctx.team(team)).name for team in {action.team for action in actions}},
        several=len({action.team for action in actions}) > 1 or ctx.direct,
        closed=args.all,
        today=ctx.calendar.day_of(ctx.now),
    )
