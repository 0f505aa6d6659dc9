"""Which report is the next one, when it is due, and what of it is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.context import Context, Moment
from bot.domain.reports.contributions import Entry, Gap, gaps
from bot.domain.reports.figures import Figure
from bot.domain.reports.overview import reporting
from bot.domain.reports.periods import Quarter, next_report
from bot.domain.teams import Team


@dataclass(frozen=True, kw_only=True)
class Lacking:
    """What a group has still to say."""

    team: Team
    gaps: Sequence[Gap]


async def next_quarter(moment: Moment, at: datetime | None = None) -> Quarter:
    """The quarter that the next report is about, as of `at`, or now."""
    teams = await moment.tx.teams.all()
    began = min((moment.calendar.day_of(team.created_at) for team in teams), default=moment.calendar.day_of(moment.now))
    return next_report(
        moment.calendar.day_of(at or moment.now),
        due=moment.settings.reports.due,
        calendar=moment.calendar,
        since=began,
        released=await released(moment),
    )


async def released(moment: Moment) -> frozenset[Quarter]:
    """The quarters whose report was released."""
    return await moment.tx.reports.released_periods()


def due_day(moment: Moment, quarter: Quarter) -> date:
    return moment.settings.reports.due.of(quarter, moment.calendar)


async def lacking(moment: Moment, quarter: Quarter) -> list[Lacking]:
    """Of each group that a report is about what is missing, if anything; by name."""
    teams = reporting(await moment.tx.teams.all())
    said, figures = await moment.tx.reports.said(quarter), await moment.tx.reports.figures()
    return [Lacking(team=team, gaps=_gaps(team, quarter, said, figures)) for team in teams]


async def lacking_of(moment: Moment, team: Team, quarter: Quarter) -> Sequence[Gap]:
    said, figures = await moment.tx.reports.said(quarter, team.id), await moment.tx.reports.figures(team.id)
    return gaps(team, quarter, said, figures)


def _gaps(team: Team, quarter: Quarter, said: Sequence[Entry], figures: Sequence[Figure]) -> Sequence[Gap]:
    of_team = [each for each in said if each.team == team.id]
    return gaps(team, quarter, of_team, [each for each in figures if each.team == team.id])


async def sees_all(ctx: Context) -> bool:
    """Whether the room is one in which every group counts, and not only its own."""
    return ctx.direct or ctx.here is None or ctx.here.is_pmo or ctx.here.is_steering
