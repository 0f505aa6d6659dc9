"""A plain reply to something about a retrospective: kept as a remark on it."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.records import Note
from bot.messages import Reply
from bot.permissions import Who
from bot.values import RetroNumber, Title
from commands.retro.resolve import found


class Args(Arguments):
    number: RetroNumber
    text: Title


@command("retro remark", args=Args, who=Who.TEAM | Who.PMO, aliases=("anmerkung", "bemerkung", "remark", "comment"))
async def remark(ctx: Context, args: Args) -> Reply:
    retro = await found(ctx.tx, args.number)
    await ctx.require_may_change(retro.team)
    await ctx.tx.notes.add(Note(id=0, subject=retro.number, author=ctx.sender, at=ctx.written_at, text=args.text, event=ctx.event))
    return Reply("retro.remarked", subject=retro.number, receipt="📝", retro=retro)
