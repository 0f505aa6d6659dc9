"""`!bericht abgerufen 51000 | stand: 30.9.`: how much of its funds a group has called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.reports.contributions import Gap
from bot.domain.reports.figures import Doubt, Figure, as_of, doubt, standing
from bot.domain.teams import Team, team_subject
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import GroupName, PastDay
from bot.values.amount import Amount, CalledAmount
from bot.values.yes_or_no import Yes
from commands.report.due import lacking_of, next_quarter
from commands.report.group import reporting_group, said_again, told

MOST = 500
"""Rows of one group."""


NOTHING = Amount(0, None, False)
"""Never read: without words the amount is asked for."""


class Args(Arguments):
    prose = False

    text: CalledAmount = NOTHING
    day: Annotated[PastDay, Key("stand", "datum", "bis", "as-of", "date", "until")] = None
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""
    sure: Annotated[Yes, Key("bestätigt", "confirmed")] = False


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: its row is taken back, and one that says it as it stands now takes its place."""
    team = await reporting_group(ctx, args.team, by_pmo=True)
    before = await ctx.tx.reports.figures_of_event(ctx.event)
    if before and (before[-1].team, before[-1].called) == (team.id, args.text.euros) and await _day(ctx, team, args) == before[-1].day:
        return None
    for figure in before:
        await ctx.tx.reports.withdraw_figure(figure, ctx.now)
    params = await _kept(ctx, team, args)
    return [*await said_again(ctx, ctx.event, "report.called", **params), *told(ctx, team, "report.told.called", **params)]


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: what it said does not count any more."""
    figures = await ctx.tx.reports.figures_of_event(ctx.origin) if ctx.origin else []
    said: list[Outgoing] = []
    for figure in figures:
        await ctx.tx.reports.withdraw_figure(figure, ctx.now)
        team = await ctx.team(figure.team)
        now = as_of(await ctx.tx.reports.figures(team.id), ctx.calendar.day_of(ctx.now))
        said += told(ctx, team, "report.told.not-called", figure=figure, now=now)
        said += await said_again(ctx, figure.event, "report.not-called", figure=figure, team=team.name, now=now)
    return said


@command(
    "report called",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("abgerufen", "abruf", "mittelabruf", "mittel", "funds"),
    amend=amend,
    retract=retract,
)
async def called(ctx: Context, args: Args) -> Reply:
    team = await reporting_group(ctx, args.team, by_pmo=True)
    params = await _kept(ctx, team, args)
    also = told(ctx, team, "report.told.called", **params)
    return Reply("report.called", subject=Number.of_subject(team_subject(team.id)), also=tuple(also), **params)


async def _kept(ctx: Context, team: Team, args: Args) -> dict[str, Any]:
    """The parameters of the answer, once the row is stored. Raises UserError where the amount has to be confirmed first."""
    day = await _day(ctx, team, args)
    before = await ctx.tx.reports.figures(team.id)
    if len(standing(before)) >= MOST:
        raise UserError("report.full", most=MOST)
    why = doubt(args.text.euros, day, team.budget, before)
    if why and not args.sure:
        raise _asked(ctx, team, args, day, why)
    figure = Figure(id=0, team=team.id, called=args.text.euros, day=day, at=ctx.written_at, by=ctx.sender, event=ctx.event)
    await ctx.tx.reports.add_figure(figure)
    quarter = await next_quarter(ctx, ctx.written_at)
    return {
        "figure": figure,
        "team": team.name,
        "budget": team.budget,
        "before": as_of(before, day),
        "is_rounded": args.text.is_rounded,
        "quarter": quarter,
        "gaps": await lacking_of(ctx, team, quarter),
    }


async def _day(ctx: Context, team: Team, args: Args) -> date:
    """As of which day: as it was said, or the end of a quarter whose report still waits for it, or today."""
    if args.day is not None or args.text.day is not None:
        return args.day or args.text.day or ctx.calendar.day_of(ctx.written_at)
    today = ctx.calendar.day_of(ctx.written_at)
    quarter = await next_quarter(ctx, ctx.written_at)
    if quarter.last < today and Gap.CALLED in await lacking_of(ctx, team, quarter):
        return quarter.last
    return today


def _asked(ctx: Context, team: Team, args: Args, day: date, why: Doubt) -> UserError:
    english = ctx.settings.language == "en"
    said, as_of_word, team_word, sure = (
        ("report called", "date", "group", "confirmed: yes") if english else ("bericht abgerufen", "stand", "team", "bestätigt: ja")
    )
    named = f" | {team_word}: {team.name}" if args.team else ""
    suggest = f"{ctx.project.prefix}{said} {args.text.euros} | {as_of_word}: {day.day}.{day.month}.{day.year}{named} | {sure}"
    return UserError("report.called-sure", suggest=suggest, team=team.name, called=args.text.euros, day=day, why=why, budget=team.budget)
