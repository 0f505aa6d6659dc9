"""`!aufgabe erledigt A5`: it is done."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import ActionNumber, Text
from commands.action.record import KIND


class Args(Arguments):
    number: ActionNumber
    text: Text = ""


@command("action done", args=Args, who=Who.TEAM | Who.PMO, aliases=(*verb_words.DONE, "gelöst", "solved"), button="✅")
async def done(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    after = before.done(by=ctx.sender, at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "done", args.text)
    also += await KIND.told(ctx, after, "action.told.done")
    return Reply("action.done", subject=after.number, also=tuple(also), receipt="✅", action=after)
