"""`!lernen`: what was learned, the latest first."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from bot.command import Arguments, Filter, command
from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.learnings import Learning, LearningKind
from bot.domain.record_types import LEARNINGS
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from commands.learning.kind_words import AND, MARKET, ORGANISATION, TECHNICAL

SCREEN = 8
"""Learnings on a phone screen; whoever wants more of them asks for all."""
MOST = 100


class Args(Arguments):
    technical: Annotated[bool, Filter(*TECHNICAL)] = False
    organisation: Annotated[bool, Filter(*ORGANISATION)] = False
    market: Annotated[bool, Filter(*MARKET)] = False
    both: Annotated[bool, Filter(*AND)] = False
    """Stands between two of them, or in `Organisation und Prozess`."""
    all: Annotated[bool, Filter("alle", "all")] = False
    project: Annotated[bool, Filter("projekt", "project")] = False

    @property
    def kinds(self) -> list[LearningKind]:
        """Those asked for; none where it does not matter."""
        return [kind for kind in LearningKind if getattr(self, kind)]


@command("learning list", args=Args, who=Who.MEMBERS, aliases=verb_words.LIST)
async def listed(ctx: Context, args: Args) -> Reply:
    here = ctx.here
    whole_project = args.project or speaks_for_all(ctx)
    learnings = await of_interest(ctx, whole_project=whole_project, kinds=args.kinds)
    first, more = cut(learnings, MOST if args.all else SCREEN)
    return Reply(
        "learning.list",
        learnings=first,
        more=more,
        all=args.all,
        kinds=args.kinds,
        teams={team: (await ctx.team(team)).name for team in {learning.team for learning in first}},
        several=whole_project or (ctx.direct and len(ctx.groups) > 1),
        whole_project=whole_project,
        group=here.name if here and not whole_project else "",
    )


def speaks_for_all(ctx: Context) -> bool:
    """Whether the room is the PMO's or the steering committee's, who see the whole project."""
    return ctx.here is not None and (ctx.here.is_pmo or ctx.here.is_steering)


async def of_interest(ctx: Context, *, whole_project: bool, kinds: Collection[LearningKind] = ()) -> list[Learning]:
    """Those of this room's group, of the speaker's groups in a direct chat, or of everybody; the latest first."""
    if whole_project:
        found = list(await ctx.tx.records(LEARNINGS).listed())
    else:
        groups = ctx.groups if ctx.direct else [ctx.own_group()]
        found = [learning for group in groups for learning in await ctx.tx.records(LEARNINGS).listed(group.id)]
    wanted = [learning for learning in found if not kinds or learning.kind in kinds]
    return sorted(wanted, key=lambda learning: learning.number, reverse=True)
