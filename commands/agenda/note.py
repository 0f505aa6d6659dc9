"""A reply to a topic's card, or `!agenda notiz T7 …`: a remark on it."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel

from bot.command import command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.records import Note
from bot.messages import Outgoing, Reply
from bot.permissions import Who
from bot.values import Title, TopicNumber
from commands.agenda.changes import found, noted, require_may_change


class Args(BaseModel):
    number: TopicNumber
    text: Title


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The reply was edited: the note reads as it does."""
    written = await ctx.tx.notes.of_event(ctx.event)
    if written is not None:
        await ctx.tx.notes.reword(written, args.text)
    return None


@command("agenda note", args=Args, who=Who.TEAM | Who.PMO, aliases=("notiz", "notieren", "note"), amend=amend)
async def note(ctx: Context, args: Args) -> Reply:
    topic = await found(ctx.tx, args.number)
    await require_may_change(ctx, topic, proposer=True)
    await ctx.tx.notes.add(Note(id=0, subject=topic.number, author=ctx.sender, at=ctx.written_at, text=args.text, event=ctx.event))
    await noted(ctx, topic, "agenda note")
    return Reply("agenda.noted", subject=topic.number, receipt="📝", topic=topic)
