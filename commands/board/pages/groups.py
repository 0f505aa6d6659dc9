"""`/gruppen`: all groups; `/gruppen/NAME`: one of them, with all that is open in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.context import Moment
from bot.domain.blockers import order as blocker_order
from bot.domain.history import Change
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence
from bot.domain.milestones.milestone import order
from bot.domain.record_types import DECISIONS, MILESTONES, QUESTIONS
from bot.domain.reports.overview import overview_rows
from bot.domain.teams import RENAMED, TEAM_LETTER, Kind, Team, TeamState
from bot.web import NoSuchPage, View, Visit, page
from bot.words import fold, nearest
from commands.board.pages.overview import names
from commands.light.picture import drawn
from commands.light.shown import of_group
from commands.overview.group_status import next_dates, week_of_group
from commands.overview.project_status import lines_of_groups
from commands.question.record import of_group as questions_of_group
from commands.report.due import due_day, lacking_of, next_quarter
from commands.team.dissolve import DISSOLVED

DECISIONS_SHOWN = 5
"""The newest ones; all are behind a link."""
_STATES = (TeamState.ACTIVE, TeamState.PROPOSED, TeamState.DISSOLVED)
"""The groups that have a page; of two with the same name the first of these."""


@page("/gruppen", nav="board.nav.groups")
async def groups(visit: Visit) -> View:
    moment = visit.moment
    teams = await moment.tx.teams.ever()
    lines = await lines_of_groups(moment, await moment.tx.blockers.listed())
    leading = [each for each in teams if each.counts and (each.is_pmo or each.is_steering)]
    return View(
        "board/groups.html",
        visit.words("board.nav.groups"),
        {
            "leading": [{"team": each, "next": await _next(moment, each)} for each in leading if Kind.TASK_FORCE not in each.kinds],
            "lines": sorted(lines, key=lambda line: line.name.casefold()),
            "profiles": {each.name: each for each in teams if each.counts},
            "proposed": [each for each in teams if each.state is TeamState.PROPOSED],
            "dissolved": [each for each in teams if each.state is TeamState.DISSOLVED],
        },
    )


async def _next(moment: Moment, team: Team) -> Occurrence | None:
    return next(iter(await next_dates(moment, team)), None)


# `.+` and not one part of the path: a name may have a slash in it.
@page("/gruppen/{name:.+}")
async def group(visit: Visit) -> View:
    moment = visit.moment
    teams = await moment.tx.teams.ever()
    team = await _called(moment, teams, visit.found["name"])
    if team is None:
        there = [each.name for each in teams if each.state in _STATES]
        raise NoSuchPage("board.no-group", said=visit.found["name"], near=nearest(visit.found["name"], there) or "")
    params: dict[str, Any] = {
        "team": team,
        "facts": replace(team, link="", budget=None),
        "teams": await names(moment, teams),
        "dissolved_on": await _dissolved_on(moment, team),
    }
    if team.state is TeamState.PROPOSED:
        return View("board/group_proposed.html", team.name, params)
    lights = await of_group(moment, team) if Kind.TASK_FORCE in team.kinds else None
    return View(
        "board/group.html",
        team.name,
        {**params, "lights": lights, **await _records(moment, team), **await _report(moment, team)},
        pictures={"lights": await drawn(moment, [team]) if lights is not None else None},
    )


async def _records(moment: Moment, team: Team) -> dict[str, Any]:
    """All that is open, the dates to come, and what was decided last."""
    week = await week_of_group(moment, team)
    actions = [*week.overdue, *week.due]
    decisions = sorted(await moment.tx.records(DECISIONS).listed(team.id), key=lambda each: each.created_at, reverse=True)
    return {
        "blockers": sorted([*week.new, *week.old], key=blocker_order),
        "solved": week.solved,
        "actions": actions,
        "done": week.done,
        "milestones": sorted(await moment.tx.records(MILESTONES).listed(team.id), key=order),
        "questions": await questions_of_group(moment, team.id),
        "decisions": decisions[:DECISIONS_SHOWN],
        "dates": await next_dates(moment, team) if team.counts else [],
    }


async def _report(moment: Moment, team: Team) -> dict[str, Any]:
    """Its funds, and what it still has to say for the next report."""
    if Kind.TASK_FORCE not in team.kinds:
        return {"row": None, "gaps": [], "quarter": None, "due": None}
    quarter = await next_quarter(moment)
    questions = await moment.tx.records(QUESTIONS).listed(team.id)
    (row,) = overview_rows([team], questions, await moment.tx.reports.figures(team.id), moment.calendar.day_of(moment.now))
    gaps = await lacking_of(moment, team, quarter) if team.counts else []
    return {"row": row, "gaps": gaps, "quarter": quarter, "due": due_day(moment, quarter)}


async def _called(moment: Moment, teams: Sequence[Team], said: str) -> Team | None:
    """The group of this name, however it is written, of this number, or else the one that had the name before."""
    wanted, number = _look(said), Number.read(said, TEAM_LETTER)
    there = sorted((each for each in teams if each.state in _STATES), key=lambda each: (_STATES.index(each.state), -each.id))
    for is_it in (lambda team: _look(team.name) == wanted, lambda team: number is not None and team.id == number.count):
        found = next(filter(is_it, there), None)
        if found is not None:
            return found
    for team in there:
        if any(each.what == RENAMED and _look(each.detail) == wanted for each in await _steps(moment, team)):
            return team
    return None


def _look(name: str) -> str:
    return fold(" ".join(name.split()))


async def _steps(moment: Moment, team: Team) -> Sequence[Change]:
    return await moment.tx.history.of(Number(TEAM_LETTER, team.id))


async def _dissolved_on(moment: Moment, team: Team) -> datetime | None:
    if team.state is not TeamState.DISSOLVED:
        return None
    return max((each.at for each in await _steps(moment, team) if each.what == DISSOLVED), default=None)
