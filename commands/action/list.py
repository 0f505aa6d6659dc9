"""`!aufgabe`: the open ones, what is due first comes first."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Filter, command
from bot.context import Context
from bot.domain.actions import Action, order
from bot.domain.cut_list import cut
from bot.domain.record_types import ACTIONS
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who

SCREEN = 8
"""Actions on a phone screen; whoever wants all of them asks for all."""
MOST = 100


class Args(Arguments):
    all: Annotated[bool, Filter("alle", "all")] = False
    project: Annotated[bool, Filter("projekt", "project")] = False


@command("action list", args=Args, who=Who.MEMBERS, aliases=verb_words.LIST)
async def listed(ctx: Context, args: Args) -> Reply:
    here = ctx.here
    whole_project = args.project or speaks_for_all(ctx)
    actions = await of_interest(ctx, whole_project=whole_project, closed=args.all)
    first, more = cut(actions, MOST if args.all else SCREEN)
    return Reply(
        "action.list",
        actions=first,
        more=more,
        teams={team: (await ctx.team(team)).name for team in {action.team for action in first}},
        several=whole_project or (ctx.direct and len(ctx.groups) > 1),
        whole_project=whole_project,
        closed=args.all,
        today=ctx.calendar.day_of(ctx.now),
        group=here.name if here and not whole_project else "",
    )


def speaks_for_all(ctx: Context) -> bool:
    """Whether the room is the PMO's or the steering committee's, who see the whole project."""
    return ctx.here is not None and (ctx.here.is_pmo or ctx.here.is_steering)


async def of_interest(ctx: Context, *, whole_project: bool, closed: bool = False) -> list[Action]:
    """The actions of this room's group, of the speaker's groups in a direct chat, or of everybody; closed ones last."""
    if whole_project:
        found = list(await ctx.tx.records(ACTIONS).listed(closed=closed))
    else:
        groups = ctx.groups if ctx.direct else [ctx.own_group()]
        found = [action for group in groups for action in await ctx.tx.records(ACTIONS).listed(group.id, closed=closed)]
    return sorted(found, key=lambda action: (not action.is_open, *order(action)))
