"""A reply to an action's card, or `!aufgabe notiz A5 …`: a remark on it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply
from bot.permissions import Who
from bot.records import notes
from bot.values import ActionNumber, Title
from commands.action.changes import found


class Args(Arguments):
    number: ActionNumber
    text: Title


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    await ctx.require_may_change((await found(ctx.tx, number)).team)
    return await notes.amend(ctx, number, args)


@command("action note", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.NOTE, amend=amend)
async def note(ctx: Context, args: Args) -> Reply:
    action = await found(ctx.tx, args.number)
    await ctx.require_may_change(action.team)
    return await notes.keep(ctx, action.number, args.text, "action note")
