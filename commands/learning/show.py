"""`!lernen L9`: what was learned, with its notes and history."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import LearningNumber
from commands.learning import cards
from commands.learning.changes import found

LATEST = 5
"""Notes and changes shown; a phone screen is soon full."""


class Args(Arguments):
    number: LearningNumber


@command("learning show", args=Args, who=Who.MEMBERS, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Args) -> Reply:
    learning = await found(ctx.tx, args.number)
    notes = await ctx.tx.notes.of(args.number)
    history = await ctx.tx.history.of(args.number)
    return Reply(
        "learning.shown",
        subject=learning.number,
        notes=notes[-LATEST:],
        earlier_notes=max(len(notes) - LATEST, 0),
        history=[change for change in history if change.what not in ("learning add", "learning note")][-LATEST:],
        **await cards.shown(ctx, learning),
    )
