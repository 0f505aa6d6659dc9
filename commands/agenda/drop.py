"""`!agenda streichen T7`: off the agenda."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import Text, TopicNumber
from commands.agenda.record import KIND


class Args(Arguments):
    number: TopicNumber
    text: Text = ""


@command(
    "agenda drop",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=verb_words.first("streichen", verb_words.WITHDRAW),
)
async def drop(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    after = before.dropped(at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "drop", args.text)
    if before.is_open:
        also += await KIND.told(ctx, after, "agenda.told.dropped")
    return Reply("agenda.dropped", subject=after.number, also=tuple(also), receipt="👌", topic=after)
