"""Founding a group in its room, and its coming back there, with the records that were its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.teams import Team, TeamState
from bot.messages import Outgoing, Reply, Say
from commands.team.dissolve import DISSOLVED
from commands.team.profile_history import added, saved
from commands.team.proposals import became_active, proposal, wake


async def founded(ctx: Context, team: Team) -> Reply:
    """A room without a group gets one. The same name in the same room again is the group that it had."""
    former = await ctx.tx.teams.former(ctx.room, team.name)
    if former is not None:
        return await back(ctx, former, team)
    state = TeamState.ACTIVE if ctx.is_admin or ctx.is_pmo else TeamState.PROPOSED
    return await _welcomed(ctx, await added(ctx, replace(team, state=state)))


async def back(ctx: Context, former: Team, team: Team) -> Reply:
    """The `former` group of this room has it again, with the profile of `team`. Whom the PMO had confirmed it need not confirm again."""
    steps = await ctx.tx.history.of(Number("G", former.id))
    had_counted = bool(steps) and (steps[-1].what, steps[-1].detail) == (DISSOLVED, TeamState.ACTIVE)
    state = TeamState.ACTIVE if had_counted or ctx.is_admin or ctx.is_pmo else TeamState.PROPOSED
    team = replace(team, id=former.id, state=state)
    await saved(ctx, former, team)
    pmo = await ctx.pmo()
    told: list[Outgoing] = []
    if had_counted and pmo is not None and pmo.room != ctx.room:
        params = {"team": team, "by": ctx.sender}
        told.append(Say(room=pmo.room, text="team.told.back", params=params, once=f"back:{ctx.event}", unasked=True))
    return await _welcomed(ctx, team, told)


async def _welcomed(ctx: Context, team: Team, told: Sequence[Outgoing] = ()) -> Reply:
    if team.counts:
        await wake(ctx, team)
        return Reply("team.founded", also=(*told, *await became_active(ctx, team)), team=team)
    asked: list[Outgoing] = await proposal(ctx, team)
    return Reply("team.proposed", also=(*told, *asked), has_pmo=bool(asked), team=team)
