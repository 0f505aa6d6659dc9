"""`!team auflösen`: ends the tie between the group and this room; the records stay."""

from __future__ import annotations

from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.teams import Team, TeamState
from bot.messages import Outgoing, Reply, Say, UserError
from bot.permissions import Who
from commands.team.proposals import redrawn


class Args(Arguments):
    pass


@command("team dissolve", args=Args, who=Who.MODERATOR | Who.ADMIN, aliases=("auflösen", "dissolve"))
async def dissolve(ctx: Context, args: Args) -> Reply:
    if ctx.direct:
        raise UserError("team.direct")
    team = ctx.here
    if team is None:
        raise UserError("team.none-here")
    if (team.is_pmo or team.is_steering) and not ctx.is_admin:
        raise UserError("right.admin-role")
    dissolved = replace(team, state=TeamState.DISSOLVED)
    await ctx.tx.teams.save(dissolved)
    never_counted = await redrawn(ctx, dissolved) if team.state is TeamState.PROPOSED else []
    still_open = [blocker.number for blocker in await ctx.tx.blockers.listed(team.id) if blocker.team == team.id]
    return Reply("team.dissolved", also=(*never_counted, *await _told_without_pmo(ctx, team)), team=team, still_open=still_open)


async def _told_without_pmo(ctx: Context, dissolved: Team) -> list[Outgoing]:
    """A word to every group whose open blockers nobody hears of any more."""
    if not dissolved.is_pmo:
        return []
    waiting = {blocker.team for blocker in await ctx.tx.blockers.listed()}
    rooms = [team.room for team in await ctx.tx.teams.all() if team.counts and team.id in waiting]
    return [Say(room=room, text="team.without-pmo", once=f"without-pmo:{ctx.event}:{room}", unasked=True) for room in rooms]
