"""`!agenda T7`: the whole topic with its notes and history."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.records import notes
from bot.values import TopicNumber
from commands.agenda import cards
from commands.agenda.changes import found

LATEST = 5
"""Changes shown; a phone screen is soon full."""
_UNTOLD = ("agenda add", "agenda note")


class Args(Arguments):
    number: TopicNumber


@command("agenda show", args=Args, who=Who.MEMBERS, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Args) -> Reply:
    topic = await found(ctx.tx, args.number)
    history = await ctx.tx.history.of(args.number)
    return Reply(
        "agenda.shown",
        history=[change for change in history if change.what not in _UNTOLD][-LATEST:],
        **await notes.latest(ctx, topic.number),
        **await cards.shown(ctx, topic),
    )
