"""`!bericht übersicht`: of each task force its goal, period, funds, municipalities, what is to be clarified, and its link."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.cut_list import cut
from bot.messages import Reply
from bot.permissions import Who
from commands.report.overview.table import files, rows_of

GROUPS = 8
"""Blocks in the message; the files have all."""


class Args(Arguments):
    pass


@command("report overview", args=Args, who=Who.MEMBERS, aliases=("übersicht", "überblick", "tabelle", "table"))
async def overview(ctx: Context, args: Args) -> Reply:
    today = ctx.calendar.day_of(ctx.now)
    rows = await rows_of(ctx, today)
    own = {team.name for team in ctx.groups if not (team.is_pmo or team.is_steering)}
    first, more = cut(sorted(rows, key=lambda row: row.name not in own), GROUPS)
    also = await files(ctx, rows, ctx.room, today, once=f"overview:{ctx.event}") if rows else []
    return Reply("report.overview", also=tuple(also), rows=first, more=more)
