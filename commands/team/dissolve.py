"""`!team auflösen`: ends the tie between the group and this room; the records stay."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel

from bot.command import command
from bot.context import Context
from bot.domain.teams import TeamState
from bot.messages import Reply, UserError
from bot.permissions import Who


class Args(BaseModel):
    pass


@command("team dissolve", args=Args, who=Who.MODERATOR | Who.ADMIN, aliases=("auflösen", "dissolve"))
async def dissolve(ctx: Context, args: Args) -> Reply:
    team = ctx.here
    if team is None:
        raise UserError("team.none-here")
    if (team.is_pmo or team.is_steering) and not ctx.is_admin:
        raise UserError("right.admin-role")
    await ctx.tx.teams.save(replace(team, state=TeamState.DISSOLVED))
    return Reply("team.dissolved", team=team)
