"""`!treffen S3` shows beside the session the agenda of its next date, and how a topic gets onto it."""

from __future__ import annotations

from typing import Any

from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.meetings import Occurrence, Session, next_held, occurrences
from bot.records.listing import MAX_ON_SCREEN
from bot.records.verbs import show_command
from commands.agenda.proposals import way_onto
from commands.agenda.rendered import agenda
from commands.meeting.record import KIND


async def _agenda(ctx: Context, session: Session) -> dict[str, Any]:
    """Of the date that is going on, or else the next one; without a date it is empty."""
    way = way_onto(ctx, await ctx.team(session.team))
    date = await _at_hand(ctx, session)
    if date is None:
        return {"way": way, "date": None, "lines": [], "more": 0}
    parts = await agenda(ctx, date)
    lines, more = cut(parts["lines"], MAX_ON_SCREEN)
    return {**parts, "way": way, "lines": lines, "more": more}


async def _at_hand(ctx: Context, session: Session) -> Occurrence | None:
    changes = await ctx.tx.sessions.changes(session.number)
    going_on = occurrences(session, changes, ctx.settings.zone, after=ctx.now, before=ctx.now)
    held = next((each for each in going_on if not each.cancelled), None)
    return held or next_held(session, changes, ctx.settings.zone, now=ctx.now)


show = show_command(KIND, more=_agenda)
