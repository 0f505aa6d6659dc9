"""`!lernen zurückziehen L9`: it was not so."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import LearningNumber, Text
from commands.learning.record import KIND


class Args(Arguments):
    number: LearningNumber
    text: Text = ""


@command("learning withdraw", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.WITHDRAW)
async def withdraw(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    after = before.withdrawn(at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "withdraw", args.text)
    also += await KIND.told(ctx, after, "learning.told.withdrawn")
    return Reply("learning.withdrawn", subject=after.number, also=tuple(also), receipt="👌", learning=after)
