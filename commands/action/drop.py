"""`!aufgabe streichen A5`: nobody has to do it any more."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import ActionNumber, Text
from commands.action.changes import changed, found, told_team


class Args(Arguments):
    number: ActionNumber
    text: Text = ""


@command("action drop", args=Args, who=Who.TEAM | Who.PMO, aliases=("streichen", "streiche", *verb_words.GONE, "zurückziehen", "withdraw"))
async def drop(ctx: Context, args: Args) -> Reply:
    action = await found(ctx.tx, args.number)
    await ctx.require_may_change(action.team)
    if not action.is_open:
        raise UserError("action.closed", action=action)
    after = action.dropped(by=ctx.sender, at=ctx.written_at)
    also = await changed(ctx, action, after, "action drop", args.text)
    also += await told_team(ctx, after, "action.told.dropped")
    return Reply("action.dropped", subject=after.number, also=tuple(also), receipt="👌", action=after)
