"""`!lernen notiz L9 <text>`, or a plain reply to a card: a remark, or the kind that the card asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.records import Note
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import LearningNumber, Words
from commands.learning import cards
from commands.learning.changes import changed, found, kept, noted
from commands.learning.kind_words import kind_of

RECEIPT = "📝"
KIND = "learning kind"
"""What the history calls a reply that was taken as the kind."""


class Args(Arguments):
    number: LearningNumber
    text: Words


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The reply was edited: the note, or the kind that it was taken for, reads as it does."""
    learning = await found(ctx.tx, number)
    await ctx.require_may_change(learning.team)
    written = await ctx.tx.notes.of_event(ctx.event)
    if written is not None:
        await ctx.tx.notes.reword(written, args.text)
        return None
    if not learning.is_open or await ctx.tx.history.of_event(ctx.event) is None:
        return None
    kind = kind_of(args.text)
    if kind is None:
        raise UserError("learning.kind-unknown", said=args.text)
    return await changed(ctx, learning, replace(learning, kind=kind), "learning edit")


@command("learning note", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.NOTE, amend=amend)
async def note(ctx: Context, args: Args) -> Reply:
    learning = await kept(ctx, args.number)
    kind = kind_of(args.text)
    if ctx.replied is not None and learning.kind is None and kind is not None:
        after = replace(learning, kind=kind)
        also = await changed(ctx, learning, after, KIND)
        return Reply("learning.edited", subject=after.number, also=tuple(also), receipt=RECEIPT, **await cards.shown(ctx, after))
    await ctx.tx.notes.add(Note(id=0, subject=learning.number, author=ctx.sender, at=ctx.written_at, text=args.text, event=ctx.event))
    await noted(ctx, learning, "learning note")
    return Reply("learning.noted", subject=learning.number, receipt=RECEIPT, learning=learning)
