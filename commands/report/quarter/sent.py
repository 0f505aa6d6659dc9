"""`!bericht übermittelt [am]`: the report was passed on to the funder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import EventId, Number
from bot.domain.reports.document import Report, ReportState, newest_of_each
from bot.domain.teams import team_subject
from bot.messages import Outgoing, Reply, Rewrite, Say, UserError
from bot.permissions import Who
from bot.values import PastDay, Text
from bot.values.day import read_past_day
from commands.report.group import said_again
from commands.report.quarter.meant import require_pmo

_SAID_BY = "report sent by:"
"""Begins the key under which the message is remembered that said so last, and the day that stood there before."""


class Args(Arguments):
    prose = False

    text: Text = ""
    on: Annotated[PastDay, Key("am", "datum", "on", "date")] = None


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: it says another day."""
    report = await _said_by(ctx, ctx.event)
    if report is None or report.sent_on == (day := _day(ctx, args)):
        return None
    report = report.sent(day)
    await ctx.tx.reports.save(report)
    return await _said(ctx, "report.sent", report, ctx.event)


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: the report is where it was before."""
    report = await _said_by(ctx, ctx.origin) if ctx.origin else None
    if report is None or ctx.origin is None:
        return []
    before = (await ctx.tx.get_meta(f"{_SAID_BY}{report.name}") or "").partition(" ")[2]
    report = report.not_sent(date.fromisoformat(before) if before else None)
    await ctx.tx.reports.save(report)
    await ctx.tx.set_meta(f"{_SAID_BY}{report.name}", "")
    return await _said(ctx, "report.not-sent", report, ctx.origin)


@command(
    "report sent",
    args=Args,
    who=Who.MEMBERS,
    aliases=("übermittelt", "abgeschickt", "abgegeben", "eingereicht", "submitted"),
    amend=amend,
    retract=retract,
)
async def sent(ctx: Context, args: Args) -> Reply:
    pmo = await require_pmo(ctx)
    before = await _meant(ctx)
    report = before.sent(_day(ctx, args))
    await ctx.tx.reports.save(report)
    await ctx.tx.set_meta(f"{_SAID_BY}{report.name}", f"{ctx.event} {before.sent_on or ''}")
    steering = await ctx.steering()
    told: list[Outgoing] = []
    if steering is not None and steering.room != ctx.room:
        params = {"report": report, "quarter": report.period}
        told.append(Say(room=steering.room, text="report.sent", params=params, once=f"report sent:{report.name}:{ctx.event}", unasked=True))
    return Reply("report.sent", subject=Number.of_subject(team_subject(pmo.id)), also=tuple(told), report=report, quarter=report.period)


def _day(ctx: Context, args: Args) -> date:
    on = args.on or (read_past_day(ctx, args.text.removeprefix("am ").removeprefix("on ")) if args.text else None)
    return on or ctx.calendar.day_of(ctx.written_at)


async def _said_by(ctx: Context, event: EventId) -> Report | None:
    """The report of which this message was the last to say that it was sent."""
    for report in newest_of_each(await ctx.tx.reports.released()):
        said = await ctx.tx.get_meta(f"{_SAID_BY}{report.name}") if report.state is ReportState.SENT else None
        if said and said.partition(" ")[0] == event:
            return report
    return None


async def _said(ctx: Context, text: str, report: Report, cause: EventId) -> list[Outgoing]:
    """The answer anew, and what the committee was told as well."""
    params = {"report": report, "quarter": report.period}
    posts = await said_again(ctx, cause, text, **params)
    steering = await ctx.steering()
    if steering is not None and steering.room != ctx.room:
        posts.append(Rewrite(of=f"report sent:{report.name}:{cause}", text=text, params=params))
    return posts


async def _meant(ctx: Context) -> Report:
    """The newest that is accepted, else the one whose day is to be corrected. Raises UserError where there is neither."""
    reports = newest_of_each(await ctx.tx.reports.released())
    for state in (ReportState.ACCEPTED, ReportState.SENT):
        found = [each for each in reports if each.state is state]
        if found:
            return found[-1]
    waiting = next((each for each in reversed(reports) if each.state is ReportState.RELEASED), None)
    raise UserError("report.none-accepted", waiting=waiting)
