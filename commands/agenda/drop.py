"""`!agenda streichen T7`: off the agenda."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import Text, TopicNumber
from commands.agenda.changes import changed, found, require_may_change, told_owners


class Args(Arguments):
    number: TopicNumber
    text: Text = ""


@command(
    "agenda drop",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("streichen", "streiche", *verb_words.GONE, "zurückziehen", "withdraw", "drop"),
)
async def drop(ctx: Context, args: Args) -> Reply:
    before = await found(ctx.tx, args.number)
    await require_may_change(ctx, before, proposer=not before.is_open)
    if not (before.is_open or before.is_proposed):
        raise UserError("agenda.closed", topic=before)
    after = before.dropped(at=ctx.written_at)
    also = await changed(ctx, before, after, "agenda drop", args.text)
    if before.is_open:
        also += await told_owners(ctx, after, "agenda.told.dropped", by=ctx.sender)
    return Reply("agenda.dropped", subject=after.number, also=tuple(also), receipt="👌", topic=after)
