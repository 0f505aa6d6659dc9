"""`!team auflösen`: ends the tie between the group and this room; the records stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from bot.command import Arguments, Filter, command
from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.ids import Number
from bot.domain.meetings import next_held
from bot.domain.record_types import ACTIONS
from bot.domain.teams import Team, TeamState, team_subject
from bot.messages import Outgoing, Reply, Say, UserError
from bot.permissions import Who
from bot.records.history import remember
from commands.light.red import ladder as red_lights
from commands.team.profile_history import saved
from commands.team.proposals import redrawn

DISSOLVED = "team dissolve"
"""What the history calls it; its detail is the state that the group had."""
NAMED = 5
"""Of the blockers that are still open: the number and the title of each."""


class Args(Arguments):
    sure: Annotated[bool, Filter("ja", "wirklich", "yes", "really")] = False


@command("team dissolve", args=Args, who=Who.MODERATOR | Who.ADMIN, aliases=("auflösen", "dissolve"))
async def dissolve(ctx: Context, args: Args) -> Reply:
    if ctx.direct:
        raise UserError("team.direct")
    team = ctx.here
    if team is None:
        raise UserError("team.none-here")
    if (team.is_pmo or team.is_steering) and not ctx.is_admin:
        raise UserError("right.admin-role")
    left = await _left_behind(ctx, team)
    if not args.sure:
        words = "team dissolve yes" if ctx.settings.language == "en" else "team auflösen ja"
        raise UserError("team.dissolve-meant", suggest=f"{ctx.project.prefix}{words}", team=team, **left)
    dissolved = replace(team, state=TeamState.DISSOLVED)
    await saved(ctx, team, dissolved)
    await remember(ctx, Number("G", team.id), DISSOLVED, team.state)
    cards = await redrawn(ctx, dissolved) if team.state is TeamState.PROPOSED else []
    cards += await red_lights.all_refreshed(ctx, dissolved)
    also = (*cards, *await _told_pmo(ctx, team, left), *await _told_without_pmo(ctx, team))
    return Reply("team.dissolved", also=also, team=team, **left)


async def _left_behind(ctx: Context, team: Team) -> dict[str, Any]:
    """What of the group is still to come or to be done: nobody is reminded of it then."""
    blockers, more = cut([blocker for blocker in await ctx.tx.blockers.listed(team.id) if blocker.team == team.id], NAMED)
    sessions = await ctx.tx.sessions.of_team(team.id, retros=True)
    held = [next_held(each, await ctx.tx.sessions.changes(each.number), ctx.settings.zone, now=ctx.now) for each in sessions]
    return {
        "blockers": blockers,
        "more": more,
        "actions": len([action for action in await ctx.tx.records(ACTIONS).listed(team.id) if action.is_open]),
        "sessions": len([date for date in held if date is not None]),
    }


async def _told_pmo(ctx: Context, team: Team, left: dict[str, Any]) -> list[Outgoing]:
    pmo = await ctx.pmo()
    if pmo is None or pmo.room == ctx.room or not team.counts:
        return []
    params = {"team": team, "by": ctx.sender, **left}
    once, subject = f"dissolved:{ctx.event}", team_subject(team.id)
    return [Say(room=pmo.room, text="team.told.dissolved", params=params, once=once, subject=subject, notify=bool(left["blockers"]))]


async def _told_without_pmo(ctx: Context, dissolved: Team) -> list[Outgoing]:
    """A word to every group whose open blockers nobody hears of any more."""
    if not dissolved.is_pmo:
        return []
    waiting = {blocker.team for blocker in await ctx.tx.blockers.listed()}
    rooms = [team.room for team in await ctx.tx.teams.all() if team.counts and team.id in waiting]
    return [Say(room=room, text="team.without-pmo", once=f"without-pmo:{ctx.event}:{room}", unasked=True) for room in rooms]
