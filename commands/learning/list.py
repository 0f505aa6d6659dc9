"""`!lernen`: what was learned, the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from bot.command import Arguments, Command, Filter, command
from bot.context import Context
from bot.domain.learnings import Learning, LearningKind
from bot.domain.record_types import LEARNINGS
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.records.listing import belongs_here, in_scope, page, speaks_for_all
from commands.learning.kind_words import AND, MARKET, ORGANISATION, TECHNICAL


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
    whole_project = args.project or speaks_for_all(ctx)
    found = await in_scope(ctx, LEARNINGS, whole_project=whole_project)
    wanted = [learning for learning in found if not args.kinds or learning.kind in args.kinds]
    shown = await page(ctx, LEARNINGS, _sorted(wanted), whole_project=whole_project, everything=args.all)
    return Reply("learning.list", kinds=args.kinds, **shown)


async def latest_first(ctx: Context, verb: Command) -> list[Learning]:
    """Those that can be meant by a verb without a number."""
    return _sorted(await in_scope(ctx, LEARNINGS, whole_project=speaks_for_all(ctx))) if belongs_here(ctx) else []


def _sorted(learnings: Iterable[Learning]) -> list[Learning]:
    return sorted(learnings, key=lambda learning: learning.number, reverse=True)
