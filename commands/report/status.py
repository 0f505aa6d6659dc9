"""`!bericht`: where the next report stands: when it is due, and of each group what is missing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bot.command import Arguments, command
from bot.context import Context, Moment
from bot.domain.cut_list import cut
from bot.domain.ids import TeamId
from bot.domain.reports.document import Report, ReportState, newest_of_each
from bot.domain.reports.periods import working_days_between
from bot.grammar import verb_words
from bot.messages import Reply
from bot.permissions import Who
from commands.report.due import due_day, lacking, next_quarter

GROUPS = 12
"""Groups that are named with what they lack."""


class Args(Arguments):
    pass


@command("report show", args=Args, who=Who.MEMBERS, aliases=(*verb_words.SHOW, *verb_words.LIST, "stand", "status"))
async def show(ctx: Context, args: Args) -> Reply:
    own = {team.id for team in ctx.groups} if ctx.direct else {ctx.own_group().id}
    return Reply("report.status", **await status(ctx, own))


async def status(moment: Moment, own: Collection[TeamId] = (), *, most: int = GROUPS) -> dict[str, Any]:
    """The parameters of `report.status`, for people of these groups."""
    quarter = await next_quarter(moment)
    today, due = moment.calendar.day_of(moment.now), due_day(moment, quarter)
    groups = await lacking(moment, quarter)
    incomplete = sorted((each for each in groups if each.gaps), key=lambda each: each.team.id not in own)
    first, more = cut(incomplete, most)
    return {
        "last": await _last(moment),
        "quarter": quarter,
        "due": due,
        "days": working_days_between(today, due, moment.calendar),
        "incomplete": first,
        "more": more,
        "complete": [each.team for each in groups if not each.gaps],
        "own_gaps": next((each.gaps for each in incomplete if each.team.id in own), []),
        "groups": len(groups),
    }


async def _last(moment: Moment) -> Report | None:
    """The newest report that is on its way, and not yet with the funder."""
    under_way = [each for each in newest_of_each(await moment.tx.reports.released()) if each.state is not ReportState.SENT]
    return under_way[-1] if under_way else None
