"""`!meilenstein prognose M4 15.11. [reason]`: when its group expects it now. Each forecast is a row that is never overwritten."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any

from dateutil.relativedelta import relativedelta

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.milestones.dependencies import too_early_for
from bot.domain.milestones.forecasts import EntryKind, known, last_forecast
from bot.domain.milestones.milestone import Milestone
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Role, UserError
from bot.permissions import Who
from bot.values import MilestoneNumber, Text
from commands.milestone.delay import DISCUSS, OFTEN, calls_pmo, hanging, reason_given
from commands.milestone.record import KIND, REACHED, log, needed
from commands.milestone.target_day import read_forecast

_YEARLESS = re.compile(r"\A\D{0,20}\d{1,2}\. ?\d{1,2}\.?(?!\d|\.\d| ?20\d\d)")
_LATELY = timedelta(days=61)


class Args(Arguments):
    number: MilestoneNumber
    text: Text = ""
    reason: Annotated[Text, Key("grund", "begründung", "warum", "reason", "why")] = ""
    to: Annotated[Text, Key("auf", "am", "datum", "bis", "to", "on", "date", "by")] = ""


@command(
    "milestone forecast",
    args=Args,
    who=Who.TEAM,
    aliases=("prognose", "prognostizieren", "erwartet", *verb_words.MOVE, "forecast"),
)
async def forecast(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    day, reason = _said(ctx, before, args)
    if day < ctx.calendar.day_of(ctx.now):
        next_year = day + relativedelta(years=1) if _YEARLESS.search(args.to or args.text) else None
        raise UserError(
            "milestone.forecast-past", milestone=before, day=day, next_year=next_year, buttons=(REACHED,), subject=before.number
        )
    after = before.expected(day, at=ctx.written_at)
    if day == before.forecast:
        await log(ctx, after, EntryKind.CONFIRMED, reason=reason)
        also = [*await _explained(ctx, before, reason), *await KIND.change(ctx, before, after, "confirm")]
        also += await KIND.told(ctx, after, "milestone.told.forecast", before=before)
        return Reply("milestone.forecast-same", subject=after.number, also=tuple(also), receipt="👌", milestone=after)
    return await reported(ctx, before, after, reason)


async def reported(ctx: Context, before: Milestone, after: Milestone, reason: str, about: Number | None = None) -> Reply:
    """Keeps a new forecast; the answer says what it means. Later than agreed it needs a reason, which is asked for once."""
    await log(ctx, after, EntryKind.FORECAST, reason=reason, about=about)
    also = await KIND.change(ctx, before, after, "forecast", _detail(after.forecast, reason))
    also += await KIND.told(ctx, after, "milestone.told.forecast", before=before)
    slips = await slips_of(ctx, after) if after.forecast > before.forecast else 0
    pmo = await ctx.pmo()
    asks = after.is_late and not reason and about is None
    return Reply(
        "milestone.forecast",
        subject=after.number,
        role=Role.REQUEST if asks else Role.NOTICE,
        also=tuple(also),
        buttons=(DISCUSS,) if slips >= OFTEN else (),
        milestone=after,
        before=before,
        reason=reason,
        asks=asks,
        slips=slips if slips >= OFTEN else 0,
        about=about,
        told="" if pmo is None or pmo.room == ctx.room or not after.is_late else "now" if calls_pmo(ctx, before, after) else "weekly",
        **await consequences(ctx, after),
    )


async def _explained(ctx: Context, milestone: Milestone, reason: str) -> list[Outgoing]:
    """The same day once more with a reason: it is that of the delay, where that has none yet."""
    entry = last_forecast(await ctx.tx.milestone_log.of(milestone.number))
    if not reason or not milestone.is_late or entry is None or entry.reason or entry.about is not None:
        return []
    await ctx.tx.milestone_log.give_reason(entry, reason)
    return await reason_given(ctx, milestone, entry)


async def consequences(ctx: Context, milestone: Milestone) -> dict[str, Any]:
    """What the date does not fit to, and what hangs on it."""
    return {"too_early": too_early_for(milestone, await needed(ctx, milestone)), **await hanging(ctx, milestone)}


async def slips_of(ctx: Context, milestone: Milestone) -> int:
    """How often it has become later, this time counted."""
    now = known(await ctx.tx.milestone_log.of(milestone.number))
    return now.slips if now is not None else 0


def _just_gone(ctx: Context, day: date, said: str) -> date:
    """A day without a year that has gone by lately: nobody means the one of next year without saying so."""
    earlier, today = day - relativedelta(years=1), ctx.calendar.day_of(ctx.written_at)
    return earlier if _YEARLESS.search(said) and today - _LATELY <= earlier < today else day


def _said(ctx: Context, milestone: Milestone, args: Args) -> tuple[date, str]:
    """The day, and why; the day may stand in a field too. Raises UserError where none is said."""
    if args.to:
        found = read_forecast(ctx, args.to, milestone.forecast)
        reason = args.text
    else:
        found = read_forecast(ctx, args.text, milestone.forecast)
        reason = found.rest if found else ""
    if found is None:
        raise UserError("milestone.forecast-when", milestone=milestone, said=args.text)
    if args.to and found.rest:
        reason = ", ".join(filter(None, (found.rest, reason)))
    return _just_gone(ctx, found.day, args.to or args.text), _unwrapped(", ".join(filter(None, (args.reason, reason))))


def _unwrapped(reason: str) -> str:
    reason = " ".join(reason.split())
    if reason.startswith("(") and reason.endswith(")"):
        reason = reason[1:-1].strip()
    return reason


def _detail(day: date, reason: str) -> str:
    said = f"{day.day}.{day.month}.{day.year}"
    return f"{said}: {reason}" if reason else said
