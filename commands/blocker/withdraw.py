"""`!blocker zurückziehen B12`: closed as a mistake."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import BlockerNumber, Text
from commands.blocker.record import KIND


class Args(Arguments):
    number: BlockerNumber
    text: Text = ""


@command(
    "blocker withdraw",
    args=Args,
    who=Who.REPORTER | Who.PMO,
    aliases=verb_words.WITHDRAW,
)
async def withdraw(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    after = before.withdrawn(by=ctx.sender, at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "withdraw", args.text)
    also += await KIND.told(ctx, after, "blocker.told.withdrawn")
    return Reply("blocker.withdrawn", subject=after.number, also=tuple(also), receipt="👌", blocker=after)
