"""`!aufgabe`: the open ones, what is due first comes first."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Filter, command
from bot.context import Context
from bot.domain.actions import order
from bot.domain.record_types import ACTIONS
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.records.listing import in_scope, page, speaks_for_all


class Args(Arguments):
    all: Annotated[bool, Filter("alle", "all")] = False
    project: Annotated[bool, Filter("projekt", "project")] = False


@command("action list", args=Args, who=Who.MEMBERS, aliases=verb_words.LIST)
async def listed(ctx: Context, args: Args) -> Reply:
    whole_project = args.project or speaks_for_all(ctx)
    found = await in_scope(ctx, ACTIONS, whole_project=whole_project, closed=args.all)
    actions = sorted(found, key=lambda action: (not action.is_open, *order(action)))
    shown = await page(ctx, ACTIONS, actions, whole_project=whole_project, everything=args.all)
    return Reply("action.list", closed=args.all, **shown)
