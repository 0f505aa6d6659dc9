"""`!lernen notiz L9 <text>`, or a plain reply to a card: a note, or the kind that the card asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.records import notes
from bot.values import LearningNumber, Words
from commands.learning.kind_words import kind_of
from commands.learning.record import KIND, KIND_STEP


class Args(Arguments):
    number: LearningNumber
    text: Words


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The reply was edited: the note, or the kind that it was taken for, reads as it does."""
    learning = await KIND.changeable(ctx, number)
    if await ctx.tx.notes.of_event(ctx.event) is not None:
        return await notes.amend(ctx, number, args)
    if not learning.is_open or await ctx.tx.history.of_event(ctx.event) is None:
        return None
    kind = kind_of(args.text)
    if kind is None:
        raise UserError("learning.kind-unknown", said=args.text)
    return await KIND.change(ctx, learning, replace(learning, kind=kind), "edit")


@command("learning note", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.NOTE, amend=amend)
async def note(ctx: Context, args: Args) -> Reply:
    learning = await KIND.open(ctx, args.number)
    kind = kind_of(args.text)
    if ctx.replied is not None and learning.kind is None and kind is not None:
        after = replace(learning, kind=kind)
        also = await KIND.change(ctx, learning, after, KIND_STEP)
        card = await KIND.card(ctx, after, ctx.room)
        return Reply("learning.edited", subject=after.number, also=tuple(also), receipt=notes.RECEIPT, **card)
    return await notes.keep(ctx, learning.number, args.text, KIND.named("note"))
