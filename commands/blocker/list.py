"""`!blocker`: the open ones, red first, then the oldest."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Filter, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who

SCREEN = 8
"""Blockers on a phone screen; whoever wants all of them asks for all."""
MOST = 100


class Args(Arguments):
    all: Annotated[bool, Filter("alle", "all")] = False
    project: Annotated[bool, Filter("projekt", "project")] = False
    open: Annotated[bool, Filter("offen", "offene", "open")] = False
    """What is shown anyway; people say it all the same."""


@command("blocker list", args=Args, who=Who.MEMBERS, aliases=verb_words.LIST)
async def listed(ctx: Context, args: Args) -> Reply:
    here = ctx.here
    whole_project = args.project or (here is not None and (here.is_pmo or here.is_steering))
    asked = None if whole_project else [group.id for group in (ctx.groups if ctx.direct else [ctx.own_group()])]
    most = MOST if args.all else SCREEN
    found, count = await ctx.tx.blockers.first(most + 1, asked, closed=args.all)
    blockers = found if count <= most + 1 else found[:most]  # one more is shown rather than said to be left out
    several = whole_project or (ctx.direct and len(ctx.groups) > 1)
    teams = {team: (await ctx.team(team)).name for team in {blocker.team for blocker in blockers}}
    return Reply(
        "blocker.list",
        blockers=blockers,
        more=count - len(blockers),
        teams=teams,
        several=several,
        whole_project=whole_project,
        closed=args.all,
        now=ctx.now,
        group=here.name if here and not whole_project else "",
    )
