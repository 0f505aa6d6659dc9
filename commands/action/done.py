"""`!aufgabe erledigt A5`: it is done."""

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


@command("action done", args=Args, who=Who.TEAM | Who.PMO, aliases=(*verb_words.DONE, "gelöst", "solved"), button="✅")
async def done(ctx: Context, args: Args) -> Reply:
    action = await found(ctx.tx, args.number)
    await ctx.require_may_change(action.team)
    if not action.is_open:
        raise UserError("action.closed", action=action)
    after = action.done(by=ctx.sender, at=ctx.written_at)
    also = await changed(ctx, action, after, "action done", args.text)
    also += await told_team(ctx, after, "action.told.done")
    return Reply("action.done", subject=after.number, also=tuple(also), receipt="✅", action=after)
