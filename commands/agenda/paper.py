"""`!agenda vorlage T7 https://…`: what everybody should have read before."""

from __future__ import annotations

from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.agenda import Topic
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import Link, TopicNumber
from commands.agenda.paper_deadlines import MISSING
from commands.agenda.record import KIND, require_may_add


class Args(Arguments):
    number: TopicNumber
    text: Link = ""


@command("agenda paper", args=Args, who=Who.TEAM | Who.PMO, aliases=("vorlage", "paper"))
async def paper(ctx: Context, args: Args) -> Reply:
    if not args.text:
        raise UserError("link.missing")
    before = await KIND.find(ctx.tx, args.number)
    await require_may_add(ctx, before)
    if not KIND.is_open(before):
        raise UserError("agenda.closed", topic=before)
    after = replace(before, paper=args.text)
    if after == before:
        return Reply("agenda.same", subject=before.number, topic=before)
    also = await KIND.change(ctx, before, after, "paper")
    if not before.paper:
        also += await _told_pmo(ctx, after)
    return Reply("agenda.paper-noted", subject=after.number, also=tuple(also), **await KIND.card(ctx, after, ctx.room))


async def _told_pmo(ctx: Context, topic: Topic) -> list[Outgoing]:
    """The PMO, where it heard that the paper is missing, hears that it is there now."""
    pmo = await ctx.pmo()
    heard = any(change.what == MISSING for change in await ctx.tx.history.of(topic.number))
    if pmo is None or not heard or pmo.room == ctx.room:
        return []
    return [KIND.about(ctx, topic, pmo.room, "agenda.told.paper", once=f"told:{ctx.event}:paper", by=ctx.sender)]
