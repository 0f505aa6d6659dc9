"""Saving a group, with a row of its profile as it is from now on."""

from __future__ import annotations

from bot.context import Context
from bot.domain.team_profiles import is_changed, profile_of
from bot.domain.teams import Team


async def added(ctx: Context, team: Team) -> Team:
    """Adds a group; with its id."""
    new = await ctx.tx.teams.add(team)
    await ctx.tx.team_profiles.add(profile_of(new, new.created_at))
    return new


async def saved(ctx: Context, before: Team, team: Team) -> None:
    await ctx.tx.teams.save(team)
    if not is_changed(before, team):
        return
    if not await ctx.tx.team_profiles.of_team(team.id):
        # Founded before profiles were kept: what stood there until now has stood there from the beginning, as far as anybody knows.
        await ctx.tx.team_profiles.add(profile_of(before, before.created_at))
    await ctx.tx.team_profiles.add(profile_of(team, ctx.written_at))
