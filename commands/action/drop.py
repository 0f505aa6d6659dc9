"""`!aufgabe streichen A5`: nobody has to do it any more."""

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


@command("action drop", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.first("streichen", verb_words.WITHDRAW))
async def drop(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    after = before.dropped(by=ctx.sender, at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "drop", args.text)
    also += await KIND.told(ctx, after, "action.told.dropped")
    return Reply("action.dropped", subject=after.number, also=tuple(also), receipt="👌", action=after)
