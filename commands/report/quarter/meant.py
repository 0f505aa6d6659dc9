"""Which quarter, and which of its reports, a command means."""

from __future__ import annotations

from collections.abc import Callable

from bot.context import Context, Moment
from bot.domain.reports.document import Report, ReportState
from bot.domain.reports.periods import Quarter, read_quarter
from bot.domain.teams import Team
from bot.messages import UserError
from bot.words import fold
from commands.deputy.speaking import voices_on
from commands.report.due import next_quarter

CARD = "report released:"
"""Begins the key of the message that brings a report before the committee; its number follows."""


async def quarter_meant(ctx: Context, said: str) -> Quarter:
    """The one that is named, or the next report's."""
    words = said.partition(".")[0] if fold(said).count("-q") else said  # `2026-Q3.1`
    if not words.strip():
        return await next_quarter(ctx, ctx.written_at)
    quarter = read_quarter(fold(words), ctx.calendar.day_of(ctx.written_at))
    if quarter is None:
        raise UserError("report.no-quarter", said=said, example=await next_quarter(ctx))
    return quarter


async def report_at_hand(ctx: Context, where: Callable[[Report], bool], none: str) -> Report:
    """The report of the message that was tapped or replied to, else the newest of which `where` holds. Raises UserError `none`."""
    reports = await ctx.tx.reports.released()
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    if row is not None and row.once.startswith(CARD):
        name = row.once.removeprefix(CARD).split()[0]
        found = [each for each in reports if each.name == name]
        if found and not where(found[-1]):
            raise UserError("report.decided", report=found[-1])
    else:
        found = [each for each in reports if where(each)]
    if not found:
        raise UserError(none)
    return max(found, key=lambda each: (each.period, each.revision))


def waits(report: Report) -> bool:
    return report.state is ReportState.RELEASED


async def voice_of_sender(ctx: Context, steering: Team) -> str:
    """The municipality for which the sender speaks, or their name where there are no seats. Raises UserError where they have no voice."""
    voices = await voices_on(ctx, steering, None)
    found = next((voice for voice in voices if ctx.sender in (voice.speaker, voice.holder)), None)
    if found is None or not ctx.belongs_to(steering.id):
        raise UserError("report.no-voice", steering=steering.name)
    return found.municipality


async def require_pmo(ctx: Context) -> Team:
    """The PMO, whose report it is. Raises UserError for others."""
    pmo = await ctx.pmo()
    if pmo is None or not ctx.is_pmo:
        raise UserError("report.only-pmo")
    return pmo


async def committee(moment: Moment) -> Team | None:
    """Who has to accept a report; None where nobody has."""
    return await moment.steering() if moment.settings.reports.approval else None
