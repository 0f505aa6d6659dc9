"""`!hilfe [noun]`: what can be said, or what can be said about one noun, with two examples."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import Text
from bot.words import fold, nearest


class Args(Arguments):
    text: Text = ""


@command("help show", args=Args, who=Who.ANYONE, aliases=("zeige", "show"))
async def show(ctx: Context, args: Args) -> Reply:
    if not args.text:
        return Reply("help.all", here=ctx.here, direct=ctx.direct)
    word = args.text.split()[0].removeprefix(ctx.project.prefix)
    noun = next((noun for known, noun in ctx.nouns.items() if fold(known) == fold(word)), None)
    if noun is None:
        meant = nearest(word, ctx.nouns)
        help_word = "help" if ctx.settings.language == "en" else "hilfe"
        raise UserError("help.unknown", said=word, suggest=f"{ctx.project.prefix}{help_word} {meant}" if meant else None)
    return Reply(f"{noun}.help")
