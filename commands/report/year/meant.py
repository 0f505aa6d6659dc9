"""Which year a command means: the one that is named, or this one; in January, when its first days say little, the last one."""

from __future__ import annotations

from bot.context import Context
from bot.domain.reports.year.span import read_year
from bot.messages import UserError
from bot.words import fold

JANUARY = 1


async def year_meant(ctx: Context, said: str) -> int:
    """Raises UserError for words that are no year, for one to come, and for one before the project."""
    today = ctx.calendar.day_of(ctx.written_at)
    usual = today.year - (today.month == JANUARY)
    first = await first_year(ctx)
    example = max(usual, first)
    year = read_year(" ".join(fold(said).split()), this=today.year, usual=example)
    if year is None:
        raise UserError("report.year-unknown", said=said, example=example)
    if year > today.year:
        raise UserError("report.year-to-come", year=year, example=example)
    if year < first:
        raise UserError("report.year-before", year=year, first=first, example=example)
    return year


async def first_year(ctx: Context) -> int:
    """The year since which anything is known."""
    teams = await ctx.tx.teams.all()
    return min((ctx.calendar.day_of(team.created_at).year for team in teams), default=ctx.calendar.day_of(ctx.now).year)
