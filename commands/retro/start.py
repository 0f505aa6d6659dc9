"""`!retro start R2`: what was handed in is shown, to talk about and to vote on; what became of the last time comes first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.actions import Action
from bot.domain.record_types import ACTIONS
from bot.domain.retros import MAX_BALLOTS, Retro, RetroState, placed
from bot.domain.teams import Team
from bot.messages import Outgoing, Reply, Say, UserError
from bot.permissions import Who
from bot.values import RetroNumber
from commands.meeting.changes import local
from commands.retro.ballots import posted
from commands.retro.changes import changed, noted
from commands.retro.move import moved
from commands.retro.resolve import date_of, last_ended, meant, next_of, session_of
from commands.retro.timebox import begun, run_clock

EARLY = timedelta(hours=2)
STARTABLE = (RetroState.PLANNED, RetroState.COLLECTING)


class Args(Arguments):
    number: RetroNumber | None = None


@command("retro start", args=Args, who=Who.TEAM | Who.PMO, aliases=("start", "starten", "begin"))
async def start(ctx: Context, args: Args) -> Reply:
    before = await meant(ctx, args.number, STARTABLE)
    await ctx.require_may_change(before.team)
    team = await _sitting(ctx, before)
    notes = placed(await ctx.tx.retro_notes.of(before.number), before.form, ctx.rand)
    for note in notes:
        await ctx.tx.retro_notes.save(note)
    last = await last_ended(ctx, before.team)
    await noted(ctx, before, "retro start")
    retro, also = await _kept(ctx, begun(before.started(ctx.now), notes))
    await run_clock(ctx, retro)
    params: dict[str, Any] = {
        "retro": retro,
        "count": len(notes),
        "listed": len(notes) > MAX_BALLOTS,
        "columns": retro.columns,
        "last": last,
        "actions": await actions_of(ctx, last) if last else [],
        "today": ctx.calendar.day_of(ctx.now),
    }
    ballots = posted(team, retro, notes)
    if team.room == ctx.room:
        return Reply("retro.started", subject=retro.number, also=(*also, *ballots), **params)
    subject, once = str(retro.number), f"retro start:{retro.number}"
    opening = Say(room=team.room, text="retro.started", params=params, once=once, subject=subject)
    return Reply("retro.started-elsewhere", subject=retro.number, also=(*also, opening, *ballots), retro=retro, team=team.name)


async def _sitting(ctx: Context, retro: Retro) -> Team:
    """The group that sits together now. Refused where it has no room any more, or is still busy with another one."""
    team = await ctx.team(retro.team)
    if not team.counts:
        raise UserError("retro.group-gone", retro=retro, team=team.name)
    running = await next_of(ctx, team.id, (RetroState.RUNNING,))
    if running is not None:
        raise UserError("retro.running-first", retro=running)
    return team


async def _kept(ctx: Context, retro: Retro) -> tuple[Retro, list[Outgoing]]:
    """One that begins well before its time has been moved to now: calendars and lists should not go on waiting for it."""
    session, date = await session_of(ctx, retro), await date_of(ctx, retro)
    if session is None or date is None or date.start - ctx.now < EARLY:
        return retro, await changed(ctx, retro)
    return await moved(ctx, retro, session, date, local(ctx, ctx.now).replace(second=0, microsecond=0))


async def actions_of(ctx: Context, retro: Retro) -> list[Action]:
    """What was decided there, with what became of it: open ones first."""
    actions = [action for action in await ctx.tx.records(ACTIONS).listed(retro.team, closed=True) if action.retro == retro.number]
    return sorted(actions, key=lambda action: (not action.is_open, action.number))
