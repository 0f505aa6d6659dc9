"""`!treffen`: the next dates of this room, four weeks ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from bot.command import Arguments, Filter, command
from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.meetings import Occurrence, Session, next_held, occurrences
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from commands.meeting.retro_numbers import by_their_numbers

AHEAD = timedelta(weeks=4)
SCREEN = 10
"""Dates on a phone screen; whoever wants all of them asks for all."""
MOST = 100


class Args(Arguments):
    all: Annotated[bool, Filter("alle", "all")] = False
    project: Annotated[bool, Filter("projekt", "project")] = False


@command("meeting list", args=Args, who=Who.MEMBERS, aliases=verb_words.LIST)
async def listed(ctx: Context, args: Args) -> Reply:
    here = ctx.here
    whole_project = args.project or (here is not None and here.is_pmo)
    sessions = await _asked_for(ctx, whole_project=whole_project)
    dates: list[Occurrence] = []
    for session in sessions:
        changes = await ctx.tx.sessions.changes(session.number)
        dates += occurrences(session, changes, ctx.settings.zone, after=ctx.now, before=ctx.now + AHEAD)
    dates.sort(key=lambda each: (each.start, each.session))
    first, more = cut(dates, MOST if args.all else SCREEN)
    return Reply(
        "meeting.list",
        dates=await by_their_numbers(ctx, first),
        more=more,
        later=None if dates else await _first_later(ctx, sessions),
        teams={team: (await ctx.team(team)).name for team in {session.team for session in sessions}},
        several=whole_project or (ctx.direct and len(ctx.groups) > 1),
        whole_project=whole_project,
        group=here.name if here and not whole_project else "",
    )


async def _asked_for(ctx: Context, *, whole_project: bool) -> list[Session]:
    if whole_project:
        return list(await ctx.tx.sessions.all(retros=True))
    groups = ctx.groups if ctx.direct else [ctx.own_group()]
    return [session for group in groups for session in await ctx.tx.sessions.of_team(group.id, retros=True)]


async def _first_later(ctx: Context, sessions: list[Session]) -> Occurrence | None:
    """The next date beyond the four weeks."""
    found = [next_held(each, await ctx.tx.sessions.changes(each.number), ctx.settings.zone, now=ctx.now) for each in sessions]
    first = sorted((each for each in found if each is not None), key=lambda each: each.start)[:1]
    return next(iter(await by_their_numbers(ctx, first)), None)
