"""`!retro`: which retrospectives are to come, and which there were."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from bot.command import Arguments, Filter, command
from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence
from bot.domain.retros import Retro, RetroState
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from commands.retro.dates import date_of

SCREEN = 5
"""Past ones on a phone screen."""


class Args(Arguments):
    all: Annotated[bool, Filter("alle", "all")] = False
    project: Annotated[bool, Filter("projekt", "project")] = False


@command("retro list", args=Args, who=Who.MEMBERS, aliases=verb_words.LIST)
async def listed(ctx: Context, args: Args) -> Reply:
    here = ctx.here
    whole = args.project or (here is not None and (here.is_pmo or here.is_steering))
    groups = [team for team in await ctx.tx.teams.all() if team.counts] if whole else ctx.groups if ctx.direct else [ctx.own_group()]
    retros = [retro for group in groups for retro in await ctx.tx.retros.of_team(group.id)]
    past = sorted((each for each in retros if each.state is RetroState.ENDED), key=lambda each: each.number, reverse=True)
    first, more = cut(past, len(past) if args.all else SCREEN)
    return Reply(
        "retro.list",
        coming=sorted([(each, *await _about(ctx, each)) for each in retros if each.is_open], key=_soonest),
        past=[(each, *await _about(ctx, each)) for each in first],
        more=more,
        teams={group.id: group.name for group in groups},
        several=len(groups) > 1,
    )


def _soonest(coming: tuple[Retro, Occurrence | None, int]) -> tuple[bool, datetime, Number]:
    """What has no date comes last."""
    retro, date, _ = coming
    return date is None, date.start if date else retro.created_at, retro.number


async def _about(ctx: Context, retro: Retro) -> tuple[Occurrence | None, int]:
    """When it is or was, and how many notes there are."""
    return await date_of(ctx, retro), len(await ctx.tx.retro_notes.of(retro.number))
