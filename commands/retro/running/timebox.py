"""`!retro zeit 10`: so many minutes for each column, and the bot says when they are over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.command import Arguments, command
from bot.context import Context, Moment
from bot.domain.ids import Number
from bot.domain.retros import MAX_TIMEBOX, Retro, RetroNote, RetroState, next_column
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.timer import timer
from bot.values import Text, when
from bot.words import fold
from commands.retro.record import KIND, told_at_once
from commands.retro.resolve import meant
from commands.retro.running.note_numbers import leading_number

TIMER = "retro time"
_OFF = frozenset({"aus", "off", "stop", "stopp"})


class Args(Arguments):
    text: Text = ""


@command("retro time", args=Args, who=Who.TEAM | Who.PMO, aliases=("zeit", "time"))
async def time(ctx: Context, args: Args) -> Reply:
    number, said = leading_number(args.text)
    before = await meant(ctx, number)
    await ctx.require_may_change(before.team)
    await KIND.remember(ctx, before, "time")
    if fold(said) in _OFF:
        await KIND.records(ctx.tx).save(replace(before, box=None, column=None))
        await ctx.tx.timers.clear(str(before.number), TIMER)
        told = await told_at_once(ctx, before, "retro.time-off")
        return Reply("retro.time-off", subject=before.number, also=tuple(told), retro=before)
    notes = await ctx.tx.retro_notes.of(before.number)
    # Asked for again in the middle, it is the time of the column that is being talked about.
    retro = replace(before, box=_box(said))
    if retro.state is RetroState.RUNNING and retro.column is None:
        retro = begun(retro, notes)
    await KIND.records(ctx.tx).save(retro)
    params: dict[str, Any] = {"column": retro.column, "until": await run_clock(ctx, retro)}
    told = await told_at_once(ctx, retro, "retro.time", **params)
    return Reply("retro.time", subject=retro.number, also=tuple(told), retro=retro, **params)


def begun(retro: Retro, notes: Sequence[RetroNote]) -> Retro:
    """With the first column's time running, where there is a limit and a column with notes."""
    return replace(retro, column=next_column(replace(retro, column=None), notes)) if retro.box else retro


@timer(TIMER)
async def over(moment: Moment, subject: str) -> Sequence[Outgoing]:
    """The time of a column is over: on to the next one."""
    number = Number.read(subject)
    before = await KIND.records(moment.tx).get(number) if number else None
    if before is None or before.state is not RetroState.RUNNING or before.box is None or before.column is None:
        return []
    retro = replace(before, column=next_column(before, await moment.tx.retro_notes.of(before.number)))
    await KIND.records(moment.tx).save(retro)
    until = await run_clock(moment, retro)
    params = {"retro": retro, "done": before.column, "column": retro.column, "until": until}
    once = f"retro time:{subject}:{before.column}:{moment.now.isoformat()}"
    team = await moment.team(retro.team)
    if not team.counts:
        return []
    return [Say(room=team.room, text="retro.time-over", params=params, once=once, subject=subject, role=Role.NOTICE, notify=True)]


async def run_clock(moment: Moment, retro: Retro) -> datetime | None:
    """When the time of the column that is talked about is over, with a timer for it; None where none is running."""
    if retro.state is not RetroState.RUNNING or retro.column is None or retro.box is None:
        return None
    until = moment.now + retro.box
    await moment.tx.timers.set(TIMER, str(retro.number), until)
    return until


def _box(said: str) -> timedelta:
    if not said:
        raise UserError("retro.time-missing")
    try:
        box = when.read_duration(said)
    except when.NotUnderstood:
        raise UserError("retro.time-unclear", said=said) from None
    if box > MAX_TIMEBOX:
        raise UserError("retro.time-long", said=said)
    return box
