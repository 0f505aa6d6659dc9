"""`!retro absagen R2 [grund]`: it does not take place; with `alle` its series ends. What was handed in is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.retros import RetroState
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import RetroNumber, Text
from commands.meeting.calendar_file import invitation
from commands.meeting.dates import change_of
from commands.meeting.fields import whole_series
from commands.retro.dates import date_of, session_of, without_date
from commands.retro.record import KIND
from commands.retro.resolve import meant


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
    if session.is_series and not whole:
        session = session.changed()
        await ctx.tx.sessions.set_change(replace(await change_of(ctx, date), cancelled=True, reason=reason))
    else:
        session = session.cancelled()
    await ctx.tx.sessions.save(session)
    retro = await without_date(ctx, before)
    also = [*await invitation(ctx, session), *await KIND.change(ctx, before, retro, "cancel", reason)]
    params: dict[str, Any] = {
        "retro": retro,
        "old": date,
        "reason": reason,
        "count": len(await ctx.tx.retro_notes.of(retro.number)),
        "date": await date_of(ctx, retro),
        "whole": whole and session.is_series,
    }
    told = await KIND.told(ctx, retro, "retro.told-cancelled", **params)
    return Reply("retro.cancelled", subject=retro.number, also=(*told, *also), **params)
