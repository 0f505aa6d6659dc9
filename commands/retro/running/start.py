"""`!retro start R2`: what was handed in is shown, to talk about and to vote on; what became of the last time comes first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.retros import MAX_BALLOTS, Retro, RetroState, placed
from bot.domain.teams import Team
from bot.messages import Outgoing, Reply, Say, UserError
from bot.permissions import Who
from bot.values import RetroNumber
from commands.meeting.dates import local
from commands.retro.dates import date_of, session_of
from commands.retro.move import moved
from commands.retro.record import KIND, change_with_session
from commands.retro.reference import actions_from
from commands.retro.resolve import last_ended, meant, next_of
from commands.retro.running.ballots import posted
from commands.retro.running.timebox import begun, run_clock

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
    retro, also = await _begin(ctx, before, begun(before.started(ctx.now), notes))
    await run_clock(ctx, retro)
    params: dict[str, Any] = {
        "retro": retro,
        "count": len(notes),
        "listed": len(notes) > MAX_BALLOTS,
        "columns": retro.columns,
        "last": last,
        "actions": await actions_from(ctx, last) if last else [],
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


async def _begin(ctx: Context, before: Retro, after: Retro) -> tuple[Retro, list[Outgoing]]:
    """One that begins well before its time has been moved to now: calendars and lists should not go on waiting for it."""
    session, date = await session_of(ctx, after), await date_of(ctx, after)
    if session is None or date is None or date.start - ctx.now < EARLY:
        return after, await KIND.change(ctx, before, after, "start")
    after, session, change = await moved(ctx, after, session, date, local(ctx, ctx.now).replace(second=0, microsecond=0))
    return after, await change_with_session(ctx, before, after, session, "start", date=change)
