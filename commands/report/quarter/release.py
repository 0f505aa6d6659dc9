"""`!bericht freigeben`: from then on the report says what it says, and the steering committee is asked to accept it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.reports.document import Report, ReportState, latest, newest_of_each, next_revision
from bot.domain.teams import Team, team_subject
from bot.messages import Outgoing, Reply, Rewrite, Role, Say, UserError
from bot.permissions import Who
from bot.values import Text
from commands.report.due import next_quarter
from commands.report.quarter.files import files
from commands.report.quarter.meant import CARD, committee, quarter_meant, require_pmo
from commands.report.quarter.sources import composed

ACCEPT, RETURN = "✅", "✋"
_RELEASED_BY = "report released by:"
"""Begins the key under which it is remembered what a message has released."""


class Args(Arguments):
    text: Text = ""


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The message was deleted: as long as nothing followed, the report does not count, and the next one has another number."""
    name = await ctx.tx.get_meta(f"{_RELEASED_BY}{ctx.origin}")
    newest = newest_of_each(await ctx.tx.reports.released())
    report = next((each for each in newest if each.name == name and each.decided_at is None and each.sent_on is None), None)
    if report is None:
        return []
    report = report.withdrawn(ctx.now)
    await ctx.tx.reports.save(report)
    params = {"report": report, "quarter": report.period}
    said: list[Outgoing] = [Say(room=ctx.room, text="report.withdrawn", params=params, once=f"report withdrawn:{report.name}")]
    if await committee(ctx):
        said.append(Rewrite(of=f"{CARD}{report.name}", text="report.card", params={**params, "by": report.released_by}))
    return said


@command("report release", args=Args, who=Who.MEMBERS, aliases=("freigeben", "freigabe", "freigegeben", "released"), retract=retract)
async def release(ctx: Context, args: Args) -> Reply:
    pmo = await require_pmo(ctx)
    quarter = await quarter_meant(ctx, args.text)
    if quarter.last >= ctx.calendar.day_of(ctx.now):
        waiting = [each for each in newest_of_each(await ctx.tx.reports.released()) if each.state is ReportState.RELEASED]
        if waiting and not args.text.strip():
            raise UserError("report.waits-already", report=waiting[-1])
        raise UserError("report.still-runs", quarter=quarter, last=quarter.last)
    document = await composed(ctx, quarter)
    released = await ctx.tx.reports.released(quarter)
    before = latest(released, quarter)
    if before is not None and before.state is ReportState.RELEASED:
        raise UserError("report.waits-already", report=before)
    steering = await committee(ctx)
    report = Report(
        id=0,
        period=quarter,
        revision=next_revision(released, quarter),
        state=ReportState.RELEASED if steering else ReportState.ACCEPTED,
        document=document,
        released_at=ctx.written_at,
        released_by=ctx.sender,
    )
    await ctx.tx.reports.release(report)
    await ctx.tx.set_meta(f"{_RELEASED_BY}{ctx.event}", report.name)
    also = await _brought(ctx, report, steering) if steering else []
    also += await files(ctx, document, ctx.room, name=report.name, once=f"report files:{report.name}:{ctx.room}")
    return Reply(
        "report.released",
        subject=Number.of_subject(team_subject(pmo.id)),
        also=tuple(also),
        report=report,
        quarter=quarter,
        lacking=document.lacking,
        steering=steering.name if steering else "",
        following=await next_quarter(ctx),
    )


async def _brought(ctx: Context, report: Report, steering: Team) -> list[Outgoing]:
    """The report in the committee's room, with its files."""
    if ctx.room == steering.room:
        said = []
    else:
        said = await files(ctx, report.document, steering.room, name=report.name, once=f"report files:{report.name}:{steering.room}")
    card = Say(
        room=steering.room,
        text="report.card",
        params={"report": report, "quarter": report.period, "by": ctx.sender},
        once=f"{CARD}{report.name}",
        subject=team_subject(steering.id),
        role=Role.REPORT,
        notify=True,
        buttons=(ACCEPT, RETURN),
    )
    return [*said, card]
