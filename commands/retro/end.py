"""`!retro ende R2`: what mattered most, and what follows from it. From then on only the counts are kept, not who voted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from bot.command import command
from bot.context import Context
from bot.domain.retros import Ranked, RetroState, ranking
from bot.messages import Outgoing, Reply, Role, Say
from bot.permissions import Who
from bot.values import RetroNumber
from commands.retro.changes import changed, following
from commands.retro.time import TIMER
from commands.retro.which import meant

TOP = 8
"""Notes of the ranking on a phone screen; the rest stands in `!retro R2`."""


class Args(BaseModel):
    number: RetroNumber | None = None


@command("retro end", args=Args, who=Who.TEAM | Who.PMO, aliases=("ende", "beenden", "schluss", "end"))
async def end(ctx: Context, args: Args) -> Reply:
    before = await meant(ctx, args.number, (RetroState.RUNNING,))
    await ctx.require_may_change(before.team)
    notes = await ctx.tx.retro_notes.of(before.number)
    ranked = ranking(notes, await ctx.tx.votes.of(before.number))
    await _counted(ctx, ranked)
    await ctx.tx.votes.forget(before.number)
    await ctx.tx.inbox.forget_words_about(before.number)
    await ctx.tx.timers.clear(str(before.number), TIMER)
    retro = before.ended(ctx.now)
    also: list[Outgoing] = await changed(ctx, retro)
    next_one, date = await following(ctx, retro)
    team = await ctx.team(retro.team)
    params: dict[str, Any] = {
        "retro": retro,
        "ranked": ranked[:TOP],
        "more": max(len(ranked) - TOP, 0),
        "next_one": next_one,
        "date": date,
        "example": ranked[0].place if ranked else None,
    }
    if team.room != ctx.room:
        once = f"retro end:{retro.number}"
        also.append(Say(room=team.room, text="retro.ended", params=params, once=once, subject=str(retro.number), role=Role.NOTICE))
    return Reply("retro.ended", subject=retro.number, role=Role.NOTICE, also=tuple(also), **params)


async def _counted(ctx: Context, ranked: list[Ranked]) -> None:
    """Each note keeps its votes, and forgets the message that it came with."""
    for each in ranked:
        for note in each.notes:
            await ctx.tx.retro_notes.save(replace(note, votes=each.votes, source=None))
