"""`!agenda erledigt T7 [result]`: handled, with what came out of it."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import Text, TopicNumber
from commands.agenda.record import KIND, on_agenda


class Args(Arguments):
    number: TopicNumber
    text: Text = ""


@command("agenda done", args=Args, who=Who.TEAM | Who.PMO, aliases=(*verb_words.DONE, "behandelt", "besprochen", "handled"), button="✅")
async def done(ctx: Context, args: Args) -> Reply:
    before = await on_agenda(ctx, args.number)
    after = before.handled(at=ctx.written_at, result=args.text)
    also = await KIND.change(ctx, before, after, "done", args.text)
    also += await KIND.told(ctx, after, "agenda.told.done", group=(await ctx.team(after.team)).name)
    return Reply("agenda.done", subject=after.number, also=tuple(also), receipt="✅", topic=after)
