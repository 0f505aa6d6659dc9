"""`!retro absagen R2 [grund]`: it does not take place; with `alle` its series ends. What was handed in is kept."""

from __future__ import annotations

from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.meetings import DateChange
from bot.domain.retros import RetroState
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import RetroNumber, Text
from commands.meeting.changes import change_of
from commands.meeting.fields import whole_series
from commands.retro.changes import cancelled_on, changed, noted, told_team, without_date
from commands.retro.resolve import date_of, meant, session_of


class Args(Arguments):
    number: RetroNumber | None = None
    text: Text = ""


@command("retro cancel", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.CANCEL)
async def cancel(ctx: Context, args: Args) -> Reply:
    before = await meant(ctx, args.number, (RetroState.PLANNED,))
    await ctx.require_may_change(before.team)
    session, date = await session_of(ctx, before), await date_of(ctx, before)
    assert session is not None and date is not None, "a planned one has its date"
    whole, reason = whole_series(args.text)
    change: DateChange | None = None
    if session.is_series and not whole:
        change = cancelled_on(await change_of(ctx, date), reason)
        session = session.changed()
        await ctx.tx.sessions.set_change(change)
        retro = await without_date(ctx, before)
    else:
        session = session.cancelled()
        await ctx.tx.sessions.save(session)
        retro = await without_date(ctx, before)
    await noted(ctx, before, "retro cancel", reason)
    also = await changed(ctx, retro, session, change)
    params: dict[str, Any] = {
        "retro": retro,
        "old": date,
        "reason": reason,
        "count": len(await ctx.tx.retro_notes.of(retro.number)),
        "date": await date_of(ctx, retro),
        "whole": whole and session.is_series,
    }
    told = await told_team(ctx, retro, "retro.told-cancelled", **params)
    return Reply("retro.cancelled", subject=retro.number, also=(*told, *also), **params)
