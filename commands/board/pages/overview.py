"""`/`: the project at a glance: what needs attention first, then the groups, then the next dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.context import Moment
from bot.domain.blockers import Blocker, Severity
from bot.domain.cut_list import cut
from bot.domain.ids import TeamId
from bot.domain.meetings import Occurrence
from bot.domain.milestones.milestone import Milestone, order
from bot.domain.record_types import MILESTONES
from bot.domain.teams import Team
from bot.web import View, Visit, page
from commands.light.digest import better
from commands.light.shown import of_project
from commands.milestone.digest import late
from commands.overview.group_status import dates_of
from commands.overview.project_status import Line, calls, lines_of_groups, waiting

GROUPS = 24
"""Groups that are shown, the reddest first; all are behind a link."""
ROWS = 12
"""Of each list."""
AHEAD = 5
"""Milestones to come."""
_SOON = timedelta(weeks=12)
ASKED = ("blockers", "late", "papers", "approvals", "talks", "votes", "proposals", "questions", "silent", "reports", "groups")
"""What the page shows of what waits. Somebody's request to be erased is the PMO's alone, and a project may have no PMO yet."""
COLOURS = ("red", "yellow", "green")


@page("/", nav="board.nav.overview")
async def overview(visit: Visit) -> View:
    moment = visit.moment
    teams = await moment.tx.teams.all()
    counting = {each.id for each in teams if each.counts}
    blockers = [each for each in await moment.tx.blockers.listed() if each.team in counting]
    lines = await lines_of_groups(moment, blockers)
    asked = await _asked(moment, blockers)
    dates = await _dates(moment, counting)
    ahead = await _ahead(moment, counting)
    shown, more = cut(lines, GROUPS)
    return View(
        "board/overview.html",
        visit.words("board.nav.overview"),
        {
            "light": await of_project(moment),
            "asked": asked,
            "asks": any(asked[name] for name in asked),
            "better": await better(moment),
            "lines": shown,
            "lines_more": more,
            "tally": tally(lines),
            "dates": dates[:ROWS],
            "ahead": ahead,
            "teams": await names(moment, teams),
            "first_step": _first_step(teams, lines, blockers, dates, ahead),
        },
    )


def tally(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """How many groups there are of each colour, the worst first."""
    counts = Counter(line.light for line in lines)
    return [(colour, counts[colour]) for colour in COLOURS if counts[colour]]


async def names(moment: Moment, teams: Sequence[Team]) -> Mapping[TeamId, str]:
    """Of every group; those that were dissolved still own records."""
    return {each.id: each.name for each in [*await moment.tx.teams.ever(), *teams]}


async def _asked(moment: Moment, blockers: Sequence[Blocker]) -> dict[str, Any]:
    """What needs attention, as the digests of the PMO and the steering committee name it; and every red blocker, and what is late."""
    leading = [each for each in (await moment.pmo(), await moment.steering()) if each is not None]
    taken = await moment.tx.ladder.of_open()
    urgent = [
        each
        for each in blockers
        if each.severity is Severity.RED or any(calls(team, each, taken.get(each.number, frozenset())) for team in leading)
    ]
    waits = await waiting(moment, leading[0], blockers) if leading else {}
    asked = {**waits, "blockers": urgent, "late": await late(moment)}
    found: dict[str, Any] = {}
    for name in ASKED:
        found[name], found[f"{name}_more"] = cut(asked.get(name, ()), ROWS)
    return found


async def _dates(moment: Moment, counting: set[TeamId]) -> list[Occurrence]:
    """Those of all groups in the next two weeks, or else the first one after them."""
    return await dates_of(moment, [each for each in await moment.tx.sessions.all(retros=True) if each.team in counting])


async def _ahead(moment: Moment, counting: set[TeamId]) -> list[Milestone]:
    """Milestones of the next weeks that are not late: the others need attention and stand above."""
    today = moment.calendar.day_of(moment.now)
    found = [
        each
        for each in await moment.tx.records(MILESTONES).listed()
        if each.team in counting and not each.is_late and today <= each.forecast <= today + _SOON
    ]
    return sorted(found, key=order)[:AHEAD]


def _first_step(
    teams: Sequence[Team], lines: Sequence[Line], blockers: Sequence[Blocker], dates: Sequence[Occurrence], ahead: Sequence[Milestone]
) -> str:
    """The text that says what to do first in a project of which nothing is known yet; empty where that is not so."""
    if not teams:
        return "board.first.pmo"
    if not lines:
        return "board.first.group"
    if not (blockers or dates or ahead or any(line.lights or line.late for line in lines)):
        return "board.first.record"
    return ""
