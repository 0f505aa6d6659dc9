"""The group of a new task: the speaker's own; the PMO gives one to any group that it names."""

from __future__ import annotations

from bot.context import Context
from bot.domain.teams import Team
from bot.messages import UserError
from bot.records.assignee import find_doer
from bot.words import fold


async def receiving_group(ctx: Context, named: str, who: str, said: str) -> Team:
    """Raises UserError where that is not plain; where the person is of one other group, the PMO is asked whether that is meant.

    `said` is the whole command, for what is suggested.
    """
    if not ctx.is_pmo:
        return await ctx.acting_group(named)
    teams = [team for team in await ctx.tx.teams.all() if team.counts]
    if named:
        found = next((team for team in teams if fold(team.name) == fold(named)), None)
        if found is None:
            raise UserError("action.no-such-group", said=named, teams=[team.name for team in teams])
        return found
    if not who:
        return await ctx.acting_group("")
    try:
        own = await ctx.acting_group("")
        find_doer(ctx, who, own.room)
    except UserError as unknown:
        theirs = [team for team in teams if _is_in(ctx, who, team)]
        if not theirs:
            raise
        if len(theirs) > 1:
            raise UserError("team.which", teams=[team.name for team in theirs]) from unknown
        raise UserError("action.for-group", said=who, team=theirs[0].name, suggest=f"{said} | team: {theirs[0].name}") from unknown
    return own


def _is_in(ctx: Context, who: str, team: Team) -> bool:
    try:
        return find_doer(ctx, who, team.room) is not None
    except UserError:
        return False
