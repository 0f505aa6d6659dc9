"""`!import`: how a list is brought in, and what of the last one can still be done."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who


class Args(Arguments):
    pass


@command("import show", args=Args, who=Who.MEMBERS, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Args) -> Reply:
    batches = await ctx.tx.imports.of_room(ctx.room)
    return Reply("import.shown", last=next((each for each in batches if each.name), None))
