"""`!agenda erledigt T7 [result]`: handled, with what came out of it."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import Text, TopicNumber
from commands.agenda.changes import changed, open_topic, require_may_change, told_owners


class Args(Arguments):
    number: TopicNumber
    text: Text = ""


@command("agenda done", args=Args, who=Who.TEAM | Who.PMO, aliases=(*verb_words.DONE, "behandelt", "besprochen", "handled"), button="✅")
async def done(ctx: Context, args: Args) -> Reply:
    before = await open_topic(ctx.tx, args.number)
    await require_may_change(ctx, before)
    after = before.handled(at=ctx.written_at, result=args.text)
    also = await changed(ctx, before, after, "agenda done", args.text)
    also += await told_owners(ctx, after, "agenda.told.done", group=(await ctx.team(after.team)).name)
    return Reply("agenda.done", subject=after.number, also=tuple(also), receipt="✅", topic=after)
