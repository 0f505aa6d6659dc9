"""`!agenda vorlage T7 https://…`: what everybody should have read before."""

from __future__ import annotations

from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import Link, TopicNumber
from commands.agenda import cards
from commands.agenda.changes import about, changed, found, require_may_change
from commands.agenda.paper_deadlines import MISSING


class Args(Arguments):
    number: TopicNumber
    text: Link = ""


@command("agenda paper", args=Args, who=Who.TEAM | Who.PMO, aliases=("vorlage", "paper"))
async def paper(ctx: Context, args: Args) -> Reply:
    if not args.text:
        raise UserError("link.missing")
    before = await found(ctx.tx, args.number)
    await require_may_change(ctx, before, proposer=True)
    if not (before.is_open or before.is_proposed):
        raise UserError("agenda.closed", topic=before)
    after = replace(before, paper=args.text)
    if after == before:
        return Reply("agenda.same", subject=before.number, topic=before)
    also = await changed(ctx, before, after, "agenda paper")
    if not before.paper:
        also += await _told_pmo(ctx, after.number)
    return Reply("agenda.paper-noted", subject=after.number, also=tuple(also), **await cards.shown(ctx, after))


async def _told_pmo(ctx: Context, number: TopicNumber) -> list[Outgoing]:
    """The PMO, where it heard that the paper is missing, hears that it is there now."""
    pmo = await ctx.pmo()
    topic = await found(ctx.tx, number)
    heard = any(change.what == MISSING for change in await ctx.tx.history.of(number))
    if pmo is None or not heard or pmo.room == ctx.room:
        return []
    return [about(topic, pmo.room, "agenda.told.paper", once=f"told:{ctx.event}:paper", by=ctx.sender)]
