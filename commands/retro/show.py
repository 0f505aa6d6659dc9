"""`!retro R2`: when it is, or what came out of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.record_types import LEARNINGS
from bot.domain.retros import Ranked, Retro, RetroState, fitting, groups
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from bot.values import RetroNumber
from commands.retro.cards import shown
from commands.retro.resolve import found
from commands.retro.start import actions_of

MOST = 30
LATEST = 5


class Args(Arguments):
    number: RetroNumber


@command("retro show", args=Args, who=Who.MEMBERS, aliases=verb_words.SHOW)
async def show(ctx: Context, args: Args) -> Reply:
    retro = await found(ctx.tx, args.number)
    remarks = await ctx.tx.notes.of(retro.number)
    return Reply(
        "retro.shown",
        subject=retro.number,
        remarks=remarks[-LATEST:],
        actions=await actions_of(ctx, retro),
        learnings=[each for each in await ctx.tx.records(LEARNINGS).listed(retro.team) if each.retro == retro.number],
        today=ctx.calendar.day_of(ctx.now),
        **await _notes(ctx, retro),
        **await shown(ctx, retro, ctx.room),
    )


async def _notes(ctx: Context, retro: Retro) -> dict[str, Any]:
    """How many there are, by column, and once it has ended what they say."""
    notes = await ctx.tx.retro_notes.of(retro.number)
    counts = Counter(fitting(note, retro.form).column for note in notes)
    ranked: list[Ranked] = []
    if retro.state is RetroState.ENDED:
        ranked = sorted((Ranked(group, group[0].votes) for group in groups(notes)), key=lambda each: (-each.votes, each.place))
    by_column = [(column, counts[column]) for column in (*retro.columns, "") if counts[column]]
    top, more = cut(ranked, MOST)
    return {"count": len(notes), "by_column": by_column, "ranked": top, "more": more}
