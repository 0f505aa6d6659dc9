"""`!blocker öffnen B12`: it is back."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import BlockerNumber, Text
from commands.blocker.record import KIND


class Args(Arguments):
    number: BlockerNumber
    text: Text = ""


@command("blocker reopen", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.REOPEN)
async def reopen(ctx: Context, args: Args) -> Reply:
    before = await KIND.changeable(ctx, args.number)
    if before.is_open:
        raise UserError("blocker.still-open", blocker=before)
    if not before.text:
        raise UserError("blocker.erased", number=str(args.number))
    after = before.reopened(at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "reopen", args.text)
    # One word to the team, which says also that the PMO is called again.
    team = await ctx.team(after.team)
    also += await KIND.told(ctx, after, "blocker.told.reopened", reason=args.text, **await KIND.card(ctx, after, team.room))
    return Reply("blocker.reopened", subject=after.number, also=tuple(also), **await KIND.card(ctx, after, ctx.room))
