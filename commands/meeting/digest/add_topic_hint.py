"""➕ under a digest without topics: how one gets onto the agenda."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply, Role
from bot.permissions import Who
from bot.values import SessionNumber
from commands.agenda.proposals import way_onto
from commands.meeting.record import KIND


class Args(Arguments):
    number: SessionNumber


@command("meeting suggest", args=Args, who=Who.MEMBERS, aliases=("vorschlagen", "suggest"), button="➕", on=(Role.QUESTION,))
async def suggest(ctx: Context, args: Args) -> Reply:
    session = await KIND.find(ctx.tx, args.number)
    team = await ctx.team(session.team)
    return Reply("meeting.suggested", session=session, way=way_onto(ctx, team), team=team.name)
