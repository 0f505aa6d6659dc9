"""`!überblick`: what the week's digest would say, at once."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Filter, command
from bot.context import Context
from bot.domain.teams import Team
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from commands.meeting.digest.schedule import Coming, coming_dates, rhythm_of
from commands.overview.group_status import overview


class Args(Arguments):
    all: Annotated[bool, Filter("alle", "all")] = False


@command("overview show", args=Args, who=Who.MEMBERS, aliases=(*verb_words.SHOW, *verb_words.LIST))
async def show(ctx: Context, args: Args) -> Reply:
    teams = ctx.groups if ctx.direct else [ctx.own_group()]
    parts = [await overview(ctx, team, await _soon(ctx, team), whole=args.all, asked_for=True) for team in teams]
    return Reply("overview.shown", parts=parts)


async def _soon(ctx: Context, team: Team) -> list[Coming]:
    """The dates whose digest is due today or was before: what it says belongs to the overview."""
    rhythm = await rhythm_of(ctx, team)
    today = ctx.calendar.day_of(ctx.now)
    found = [each for session in await ctx.tx.sessions.of_team(team.id) for each in await coming_dates(ctx, session, rhythm)]
    return sorted((each for each in found if ctx.calendar.day_of(each.due) <= today), key=lambda each: each.date.start)
