"""`!blocker zurückziehen B12`: closed as a mistake."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import BlockerNumber, Text
from commands.blocker.changes import changed, found, told_team


class Args(Arguments):
    number: BlockerNumber
    text: Text = ""


@command(
    "blocker withdraw",
    args=Args,
    who=Who.REPORTER | Who.PMO,
    aliases=("zurückziehen", "zurückgezogen", *verb_words.GONE, "streichen", "withdraw", "withdrawn", "drop"),
)
async def withdraw(ctx: Context, args: Args) -> Reply:
    blocker = await found(ctx.tx, args.number)
    await ctx.require_may_change(blocker.team, blocker.reporter)
    if not blocker.is_open:
        raise UserError("blocker.closed", blocker=blocker)
    withdrawn = blocker.withdrawn(by=ctx.sender, at=ctx.written_at)
    also = await changed(ctx, blocker, withdrawn, "blocker withdraw", args.text)
    also += await told_team(ctx, withdrawn, "blocker.told.withdrawn", by=ctx.sender)
    return Reply("blocker.withdrawn", subject=withdrawn.number, also=tuple(also), receipt="👌", blocker=withdrawn)
