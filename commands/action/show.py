"""`!aufgabe A5`: the action with its notes and history."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.records import notes
from bot.values import ActionNumber
from commands.action import cards
from commands.action.changes import found

LATEST = 5
"""Changes shown; a phone screen is soon full."""


class Args(Arguments):
    number: ActionNumber


@command("action show", args=Args, who=Who.MEMBERS, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Args) -> Reply:
    action = await found(ctx.tx, args.number)
    history = await ctx.tx.history.of(args.number)
    return Reply(
        "action.shown",
        subject=action.number,
        history=[change for change in history if change.what not in ("action add", "action note")][-LATEST:],
        **await notes.latest(ctx, action.number),
        **await cards.shown(ctx, action),
    )
