"""`!blocker B12`: the record with its notes and history."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.records import notes
from bot.records.history import latest
from bot.values import BlockerNumber
from commands.blocker import cards
from commands.blocker.changes import found


class Args(Arguments):
    number: BlockerNumber


@command("blocker show", args=Args, who=Who.MEMBERS, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Args) -> Reply:
    blocker = await found(ctx.tx, args.number)
    history = await ctx.tx.history.of(args.number)
    rungs = await ctx.tx.ladder.rungs(args.number)
    on_its_way = {(f"escalation {rung.step}", rung.queued_at) for rung in rungs if rung.is_awaited}
    concerned = [(await ctx.team(team)).name for team in await ctx.tx.blockers.concerned(args.number)]
    return Reply(
        "blocker.shown",
        history=await latest(ctx, args.number),
        awaited={change.id for change in history if (change.what, change.at) in on_its_way},
        concerned=concerned,
        topics=[topic for topic in await ctx.tx.topics.of_blocker(args.number) if topic.is_open or topic.is_proposed],
        **await notes.latest(ctx, blocker.number),
        **await cards.shown(ctx, blocker, ctx.room),
    )
