"""`!sprache en`: from now on the answers in this room are in that language. Commands are understood in both at any time."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import Words
from commands.settings.set import change


class Nothing(Arguments):
    pass


class Args(Arguments):
    text: Words


@command("language show", args=Nothing, who=Who.ANYONE, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Nothing) -> Reply:
    return Reply("language.shown", language=ctx.settings.language)


@command("language set", args=Args, who=Who.ANYONE, aliases=verb_words.SET)
async def choose(ctx: Context, args: Args) -> Reply:
    await change(ctx, "sprache", args.text)
    return Reply("language.set")
