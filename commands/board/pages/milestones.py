"""`/meilensteine`: what is to be reached by when, what is late, and how the forecasts have moved."""

from __future__ import annotations

from bot.domain.milestones.milestone import MilestoneState, order
from bot.domain.record_types import MILESTONES
from bot.web import View, Visit, page
from commands.board.pages.overview import names
from commands.milestone.picture import courses, drawn


@page("/meilensteine", nav="board.nav.milestones")
async def milestones(visit: Visit) -> View:
    moment = visit.moment
    today = moment.calendar.day_of(moment.now)
    teams = await moment.tx.teams.ever()
    counting = {each.id for each in teams if each.counts}
    known = [each for each in await moment.tx.records(MILESTONES).listed(closed=True) if each.text]
    open_ones = sorted((each for each in known if each.is_open and each.team in counting), key=order)
    late = [each for each in open_ones if each.is_late or each.is_overdue(today)]
    trend = drawn(moment, await courses(moment, open_ones))
    return View(
        "board/milestones.html",
        visit.words("board.nav.milestones"),
        {
            "late": sorted(late, key=lambda each: (-each.days_late, order(each))),
            "ahead": [each for each in open_ones if each not in late],
            "reached": sorted((each for each in known if each.state is MilestoneState.REACHED), key=order, reverse=True),
            "teams": await names(moment, teams),
            "trend": trend,
        },
        pictures={"trend": trend},
    )
