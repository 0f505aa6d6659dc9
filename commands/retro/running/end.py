"""`!retro ende R2`: what mattered most, and what follows from it."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.retros import RetroState
from bot.grammar import verb_words
from bot.messages import Reply, Role, Say
from bot.permissions import Who
from bot.values import RetroNumber
from commands.retro.record import KIND
from commands.retro.resolve import meant
from commands.retro.running.results import concluded


class Args(Arguments):
    number: RetroNumber | None = None


@command("retro end", args=Args, who=Who.TEAM | Who.PMO, aliases=("ende", "beenden", "schluss", *verb_words.CLOSED))
async def end(ctx: Context, args: Args) -> Reply:
    before = await meant(ctx, args.number, (RetroState.RUNNING,))
    await ctx.require_may_change(before.team)
    await KIND.remember(ctx, before, "end")
    retro, also, params = await concluded(ctx, before)
    team = await ctx.team(retro.team)
    if team.room == ctx.room:
        return Reply("retro.ended", subject=retro.number, role=Role.NOTICE, also=tuple(also), **params)
    if team.counts:
        subject, once = str(retro.number), f"retro end:{retro.number}"
        also.append(Say(room=team.room, text="retro.ended", params=params, once=once, subject=subject, role=Role.NOTICE))
    # Nobody replies here to a note that stands in the group's room.
    return Reply("retro.ended", subject=retro.number, role=Role.NOTICE, also=tuple(also), **{**params, "replied": False})
