"""`!beschluss notiz D6 <text>`, or a plain reply to a card: a note, or the reason that the card asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.decisions import Decision
from bot.domain.history import Change
from bot.domain.ids import Number
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Role
from bot.permissions import Who
from bot.records import notes
from bot.values import DecisionNumber, Words
from commands.decision.announce import corrected
from commands.decision.record import KIND, REASON

_NEVER_UNDONE = ("repeat", "to-session")
"""A tap has opened a vote or ended one: people have voted since, or their votes are gone."""


class Args(Arguments):
    number: DecisionNumber
    text: Words


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The reply was edited: the note, or the reason that it was taken for, reads as it does."""
    decision = await KIND.changeable(ctx, number)
    if await ctx.tx.notes.of_event(ctx.event) is not None:
        return await notes.amend(ctx, number, args)
    taken_as = await ctx.tx.history.of_event(ctx.event)
    if taken_as is None or taken_as.what != KIND.named(REASON):
        return None
    after = replace(decision, reason=args.text)
    await KIND.records(ctx.tx).save(after)
    return [*await KIND.refreshed(ctx, after), *await corrected(ctx, after)]


async def undo(ctx: Context, change: Change) -> Sequence[Outgoing] | None:
    """As with every kind; but the reason goes with the reply that gave it, whatever has followed, and from where others read it."""
    if change.what in map(KIND.named, _NEVER_UNDONE):
        return None
    if change.what != KIND.named(REASON):
        return await KIND.undo(ctx, change)
    decision = await KIND.changeable(ctx, change.subject)
    after = replace(decision, reason="")
    await ctx.tx.history.delete(change)
    return [*await KIND.put_back(ctx, decision, after), *await corrected(ctx, after)]


@command("decision note", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.NOTE, amend=amend)
async def note(ctx: Context, args: Args) -> Reply:
    decision = await KIND.changeable(ctx, args.number)
    if _was_asked_for(ctx, decision):
        after = replace(decision, reason=args.text)
        also = [*await KIND.change(ctx, decision, after, REASON), *await corrected(ctx, after)]
        return Reply("decision.reason-kept", subject=after.number, also=tuple(also), receipt=notes.RECEIPT, decision=after)
    return await notes.keep(ctx, decision.number, args.text, KIND.named("note"))


def _was_asked_for(ctx: Context, decision: Decision) -> bool:
    """Whether this replies to the card that asks for the reason, and is the first answer of the group."""
    return ctx.replied is Role.CARD and not decision.reason and bool(decision.text) and ctx.belongs_to(decision.team)
