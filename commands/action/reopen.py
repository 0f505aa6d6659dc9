"""`!aufgabe öffnen A5`: it is to be done after all."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import ActionNumber, Text
from commands.action.record import KIND


class Args(Arguments):
    number: ActionNumber
    text: Text = ""


@command("action reopen", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.REOPEN)
async def reopen(ctx: Context, args: Args) -> Reply:
    before = await KIND.changeable(ctx, args.number)
    if before.is_open:
        raise UserError("action.still-open", action=before)
    if not before.text:
        raise UserError("action.erased", number=str(args.number))
    after = before.reopened()
    also = await KIND.change(ctx, before, after, "reopen", args.text)
    also += await KIND.told(ctx, after, "action.told.reopened")
    return Reply("action.reopened", subject=after.number, also=tuple(also), receipt="👌", **await KIND.card(ctx, after, ctx.room))
