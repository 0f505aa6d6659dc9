"""`!aufgabe öffnen A5`: it is to be done after all."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import ActionNumber, Text
from commands.action import cards
from commands.action.changes import changed, found, told_team


class Args(Arguments):
    number: ActionNumber
    text: Text = ""


@command("action reopen", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.REOPEN)
async def reopen(ctx: Context, args: Args) -> Reply:
    action = await found(ctx.tx, args.number)
    await ctx.require_may_change(action.team)
    if action.is_open:
        raise UserError("action.still-open", action=action)
    if not action.text:
        raise UserError("action.erased", number=str(args.number))
    after = action.reopened()
    also = await changed(ctx, action, after, "action reopen", args.text)
    also += await told_team(ctx, after, "action.told.reopened", by=ctx.sender)
    return Reply("action.reopened", subject=after.number, also=tuple(also), receipt="👌", **await cards.shown(ctx, after))
