"""`!agenda T7`: the whole topic with its notes and history."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.records import notes
from bot.records.history import latest
from bot.values import TopicNumber
from commands.agenda import cards
from commands.agenda.changes import found


class Args(Arguments):
    number: TopicNumber


@command("agenda show", args=Args, who=Who.MEMBERS, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Args) -> Reply:
    topic = await found(ctx.tx, args.number)
    return Reply(
        "agenda.shown",
        history=await latest(ctx, args.number),
        **await notes.latest(ctx, topic.number),
        **await cards.shown(ctx, topic),
    )
