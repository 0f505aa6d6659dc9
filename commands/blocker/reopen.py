"""`!blocker öffnen B12`: it is back."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import BlockerNumber, Text
from commands.blocker import cards
from commands.blocker.changes import changed, found, told_team


class Args(Arguments):
    number: BlockerNumber
    text: Text = ""


@command("blocker reopen", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.REOPEN)
async def reopen(ctx: Context, args: Args) -> Reply:
    blocker = await found(ctx.tx, args.number)
    await ctx.require_may_change(blocker.team)
    if blocker.is_open:
        raise UserError("blocker.still-open", blocker=blocker)
    if not blocker.text:
        raise UserError("blocker.erased", number=str(args.number))
    opened = blocker.reopened(at=ctx.written_at)
    team = await ctx.team(opened.team)
    # One word to the team, which says also that the PMO is called again.
    also = await changed(ctx, blocker, opened, "blocker reopen", args.text, said_in=team.room)
    card = {name: value for name, value in (await cards.shown(ctx, opened, team.room)).items() if name not in ("blocker", "now")}
    also += await told_team(ctx, opened, "blocker.told.reopened", by=ctx.sender, reason=args.text, **card)
    return Reply("blocker.reopened", subject=opened.number, also=tuple(also), **await cards.shown(ctx, opened, ctx.room))
