"""`!blocker`: the open ones, red first, then the oldest."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Command, Filter, command
from bot.context import Context
from bot.domain.blockers import Blocker, order
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.records.listing import MAX_LISTED, MAX_ON_SCREEN, speaks_for_all


class Args(Arguments):
    all: Annotated[bool, Filter("alle", "all")] = False
    project: Annotated[bool, Filter("projekt", "project")] = False
    open: Annotated[bool, Filter("offen", "offene", "open")] = False
    """What is shown anyway; people say it all the same."""


@command("blocker list", args=Args, who=Who.MEMBERS, aliases=verb_words.LIST)
async def listed(ctx: Context, args: Args) -> Reply:
    whole_project = args.project or speaks_for_all(ctx)
    asked = None if whole_project else [group.id for group in (ctx.groups if ctx.direct else [ctx.own_group()])]
    most = MAX_LISTED if args.all else MAX_ON_SCREEN
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
        group=ctx.here.name if ctx.here and not whole_project else "",
    )


async def can_be_meant(ctx: Context, verb: Command) -> list[Blocker]:
    """Those that a verb without a number can be about, also those of others that concern us; closed ones for the verb that opens again."""
    closed = verb.verb == "reopen"
    if speaks_for_all(ctx):
        everything = await ctx.tx.blockers.listed(closed=closed)
    else:
        groups = ctx.groups if ctx.direct else [group for group in ctx.groups if ctx.here and group.id == ctx.here.id]
        everything = [blocker for group in groups for blocker in await ctx.tx.blockers.listed(group.id, closed=closed)]
    found = {blocker.number: blocker for blocker in everything if blocker.is_open is not closed and blocker.text}
    return sorted(found.values(), key=order)
