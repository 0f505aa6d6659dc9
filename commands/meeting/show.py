"""`!treffen S3`: the session with its next dates and the agenda of the first."""

from __future__ import annotations

from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.meetings import Occurrence, Session, next_held, occurrences
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.records import notes
from bot.records.listing import SCREEN
from bot.values import SessionNumber
from commands.agenda.proposals import way_onto
from commands.agenda.rendered import agenda
from commands.meeting import cards
from commands.meeting.changes import found


class Args(Arguments):
    number: SessionNumber


@command("meeting show", args=Args, who=Who.MEMBERS, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Args) -> Reply:
    session = await found(ctx.tx, args.number)
    return Reply(
        "meeting.shown",
        way=way_onto(ctx, await ctx.team(session.team)),
        **await notes.latest(ctx, session.number),
        **await _agenda(ctx, session),
        **await cards.shown(ctx, session, ctx.room),
    )


async def _agenda(ctx: Context, session: Session) -> dict[str, Any]:
    """Of the date that is going on, or else the next one; without a date it is empty."""
    date = await _at_hand(ctx, session)
    if date is None:
        return {"date": None, "lines": [], "more": 0}
    parts = await agenda(ctx, date)
    lines, more = cut(parts["lines"], SCREEN)
    return {**parts, "lines": lines, "more": more}


async def _at_hand(ctx: Context, session: Session) -> Occurrence | None:
    changes = await ctx.tx.sessions.changes(session.number)
    going_on = occurrences(session, changes, ctx.settings.zone, after=ctx.now, before=ctx.now)
    held = next((each for each in going_on if not each.cancelled), None)
    return held or next_held(session, changes, ctx.settings.zone, now=ctx.now)
