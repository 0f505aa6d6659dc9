"""`!bericht übermittelt [am]`: the report was passed on to the funder."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.reports.document import Report, ReportState, newest_of_each
from bot.domain.teams import team_subject
from bot.messages import Outgoing, Reply, Say, UserError
from bot.permissions import Who
from bot.values import PastDay, Text
from bot.values.day import read_past_day
from commands.report.quarter.meant import require_pmo


class Args(Arguments):
    prose = False

    text: Text = ""
    on: Annotated[PastDay, Key("am", "datum", "on", "date")] = None


@command("report sent", args=Args, who=Who.MEMBERS, aliases=("übermittelt", "abgeschickt", "abgegeben", "eingereicht", "submitted"))
async def sent(ctx: Context, args: Args) -> Reply:
    pmo = await require_pmo(ctx)
    on = args.on or (read_past_day(ctx, args.text.removeprefix("am ").removeprefix("on ")) if args.text else None)
    report = (await _meant(ctx)).sent(on or ctx.calendar.day_of(ctx.written_at))
    await ctx.tx.reports.save(report)
    steering = await ctx.steering()
    told: list[Outgoing] = []
    if steering is not None and steering.room != ctx.room:
        params = {"report": report, "quarter": report.period}
        told.append(Say(room=steering.room, text="report.sent", params=params, once=f"report sent:{report.name}:{ctx.event}", unasked=True))
    return Reply("report.sent", subject=Number.of_subject(team_subject(pmo.id)), also=tuple(told), report=report, quarter=report.period)


async def _meant(ctx: Context) -> Report:
    """The newest that is accepted, else the one whose day is to be corrected. Raises UserError where there is neither."""
    reports = newest_of_each(await ctx.tx.reports.released())
    for state in (ReportState.ACCEPTED, ReportState.SENT):
        found = [each for each in reports if each.state is state]
        if found:
            return found[-1]
    waiting = next((each for each in reversed(reports) if each.state is ReportState.RELEASED), None)
    raise UserError("report.none-accepted", waiting=waiting)
