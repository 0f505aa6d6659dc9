"""The group that something is reported for: the speaker's own, or, said by the PMO, any that it names."""

from __future__ import annotations

from typing import Any

from bot.context import Context
from bot.domain.ids import EventId
from bot.domain.reports.overview import reporting
from bot.domain.teams import Kind, Team
from bot.messages import Outgoing, Rewrite, Role, Say, UserError
from bot.words import fold


async def reporting_group(ctx: Context, named: str, *, by_pmo: bool) -> Team:
    """Raises UserError where it is not plain, or is none that reports are about. `by_pmo` is whether the PMO may name any."""
    if by_pmo and named and ctx.is_pmo:
        team = await _named(ctx, named)
    else:
        team = await ctx.acting_group(named)
    if Kind.TASK_FORCE not in team.kinds:
        teams = [each.name for each in reporting(await ctx.tx.teams.all())]
        raise UserError("report.which-group", team=team.name, teams=teams, may_name=by_pmo and ctx.is_pmo)
    return team


async def _named(ctx: Context, named: str) -> Team:
    teams = reporting(await ctx.tx.teams.all())
    found = next((team for team in teams if fold(team.name) == fold(named)), None)
    if found is None:
        raise UserError("report.no-such-group", said=named, teams=[team.name for team in teams])
    return found


def told(ctx: Context, team: Team, text: str, /, **params: Any) -> list[Outgoing]:
    """A word in the group's room, where it was said elsewhere."""
    if ctx.room == team.room:
        return []
    return [Say(room=team.room, text=text, params={"by": ctx.sender, **params}, once=f"{text}:{ctx.event}:{ctx.now.isoformat()}")]


async def said_again(ctx: Context, cause: EventId, text: str, /, **params: Any) -> list[Outgoing]:
    """The answer to a message as it should read now that this was edited or deleted; a new one where there was none, or only to a tap."""
    rows = [row for row in await ctx.tx.outbox.by_cause(cause) if row.room == ctx.room and row.action == "send" and row.role is Role.ANSWER]
    if not rows:
        return [Say(room=ctx.room, text=text, params=params, once=f"{text}:{cause}:{ctx.now.isoformat()}")]
    return [Rewrite(of=row.once, text=text, params=params) for row in rows]
