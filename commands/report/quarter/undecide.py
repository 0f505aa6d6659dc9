"""A ✅ or ✋ on a report that is withdrawn, or its command deleted: the report waits again, as long as nothing followed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.reports.document import Report, ReportState, newest_of_each
from bot.messages import Outgoing, Rewrite, Say
from commands.report.quarter.meant import CARD

_DECIDED = (ReportState.ACCEPTED, ReportState.RETURNED)


async def remember(ctx: Context, report: Report) -> None:
    """Which report this event decided on."""
    await ctx.tx.set_meta(_key(ctx.event), report.name)


async def undecide(ctx: Context, number: Number) -> Sequence[Outgoing]:
    name = await ctx.tx.get_meta(_key(ctx.origin)) if ctx.origin else None
    newest = newest_of_each(await ctx.tx.reports.released())
    report = next((each for each in newest if each.name == name and each.state in _DECIDED), None)
    if report is None:
        return []
    report = report.undecided()
    await ctx.tx.reports.save(report)
    params = {"report": report, "quarter": report.period}
    said: list[Outgoing] = [Rewrite(of=f"{CARD}{report.name}", text="report.card", params={**params, "by": report.released_by})]
    rooms = [team.room for team in (await ctx.steering(), await ctx.pmo()) if team is not None]
    said += [Say(room=room, text="report.undecided", params=params, once=f"report undecided:{ctx.event}:{room}") for room in rooms]
    return said


def _key(event: str) -> str:
    return f"report decided:{event}"
