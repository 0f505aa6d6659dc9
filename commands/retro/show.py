"""`!retro R2` shows beside the retrospective how many notes there are, or what they say, and what came out of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.context import Context
from bot.domain.cut_list import cut
from bot.domain.record_types import LEARNINGS
from bot.domain.retros import Ranked, Retro, RetroState, fitting, groups
from bot.records.verbs import show_command
from commands.retro.record import KIND
from commands.retro.reference import actions_from

MOST = 30


async def _came_of_it(ctx: Context, retro: Retro) -> dict[str, Any]:
    return {
        **await _notes(ctx, retro),
        "actions": await actions_from(ctx, retro),
        "learnings": [each for each in await ctx.tx.records(LEARNINGS).listed(retro.team) if each.retro == retro.number],
        "today": ctx.calendar.day_of(ctx.now),
    }


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


show = show_command(KIND, more=_came_of_it)
