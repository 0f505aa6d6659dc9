"""The status of the whole project: one line a task force, and what waits for the PMO."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.context import Moment
from bot.domain.blockers import Blocker, BlockerState
from bot.domain.cut_list import at_most, cut
from bot.domain.escalation import TO_STEERING, Step
from bot.domain.ids import TeamId
from bot.domain.meetings import Occurrence, Session, next_held
from bot.domain.milestones.milestone import Milestone
from bot.domain.record_types import ACTIONS
from bot.domain.teams import Kind, Team, TeamState
from commands.agenda.missing_papers import missing_papers
from commands.decision.digest import APPROVALS, outstanding
from commands.decision.voting.digest import ENDING, near_end
from commands.light.digest import better
from commands.light.digest import silent as silent_on_lights
from commands.light.shown import Shown, of_groups
from commands.milestone.digest import TALKS, Silent, silent, talks, worst_of
from commands.privacy.desk import open_requests
from commands.question.record import unanswered
from commands.report.reminders import late_groups

LINES = 12
ITEMS = 4
"""Of each list of what waits for the PMO."""
MOST = 200
QUESTIONS = 3
GAPS = 3
"""Groups that lack something for the report."""
REQUESTS = 3
"""Requests to erase, which only the room of those who decide shows, and without names."""
"""Unanswered ones."""
_COLOURS = ("red", "yellow", "green")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One task force."""

    name: str
    light: str
    """The worst colour of its lights; where it never set one, what its blockers say."""
    lights: Sequence[Shown]
    """What it has set."""
    derived: str
    """What its blockers say."""
    open: int
    oldest: datetime | None
    """When its oldest open blocker was reported."""
    overdue: int
    next: Occurrence | None
    late: Milestone | None = None
    """The milestone that is latest."""
    late_more: int = 0


async def project(moment: Moment, team: Team, *, whole: bool = False) -> dict[str, Any]:
    """The parameters of `overview.project`, as the PMO's or the steering committee's room needs them."""
    blockers = await moment.tx.blockers.listed()
    lines = await lines_of_groups(moment, blockers)
    asked = await waiting(moment, team, blockers)
    most_lines, most = (MOST, MOST) if whole else (LINES, ITEMS)
    few = {"approvals": APPROVALS, "questions": QUESTIONS, "talks": TALKS, "silent": ITEMS, "votes": ENDING}
    bounds = {} if whole else few | {"reports": GAPS, "requests": REQUESTS}
    return {
        **_cut("lines", lines, most_lines),
        "in_pmo": team.is_pmo,
        "better": await better(moment) if team.is_pmo else [],
        "roles": None,
        "teams": {each: (await moment.team(each)).name for each in _owners(asked)},
        **{key: value for name, items in asked.items() for key, value in _cut(name, items, most, bounds.get(name)).items()},
        "asks": any(asked.values()),
    }


async def waiting(moment: Moment, team: Team, blockers: Sequence[Blocker]) -> dict[str, list[Any]]:
    """What waits for the PMO or for the steering committee; `blockers` are all open ones."""
    taken = await moment.tx.ladder.of_open()
    groups = await moment.tx.teams.all()
    return {
        "blockers": [each for each in blockers if calls(team, each, taken.get(each.number, frozenset()))],
        "proposals": list(await moment.tx.topics.proposed()) if team.is_pmo else [],
        "papers": await missing_papers(moment) if team.is_pmo else [],
        "questions": await unanswered(moment, team) if team.is_pmo else [],
        "groups": [each for each in groups if each.state is TeamState.PROPOSED] if team.is_pmo else [],
        "talks": await talks(moment, team),
        "silent": await _silent(moment) if team.is_pmo else [],
        "approvals": await outstanding(moment) if team.is_pmo else [],
        "votes": await near_end(moment) if team.is_pmo else [],
        "reports": await late_groups(moment) if team.is_pmo else [],
        "requests": list(await open_requests(moment)) if team.is_pmo else [],
    }


def _cut(name: str, items: Sequence[Any], most: int, bound: int | None = None) -> dict[str, Any]:
    shown, more = cut(items, most) if bound is None else at_most(items, bound)
    return {name: shown, f"{name}_more": more}


def _owners(asked: dict[str, list[Any]]) -> set[TeamId]:
    of_topics = {topic.proposed_by or topic.team for topic in asked["proposals"]}
    of_topics |= {question.team for question in asked["questions"]}
    of_topics |= {milestone.team for milestone in asked["talks"]}
    return of_topics | {blocker.team for blocker in asked["blockers"]}


async def lines_of_groups(moment: Moment, blockers: Sequence[Blocker]) -> list[Line]:
    """Of each task force: red first, then yellow; among them the one whose oldest blocker has waited longest.

    `blockers` are all open ones.
    """
    teams = [each for each in await moment.tx.teams.all() if each.counts and Kind.TASK_FORCE in each.kinds]
    today = moment.calendar.day_of(moment.now)
    actions = await moment.tx.records(ACTIONS).listed()
    sessions = await moment.tx.sessions.all(retros=True)
    late = await worst_of(moment)
    found: list[Line] = []
    for team, lights in zip(teams, await of_groups(moment, teams, blockers), strict=True):
        worst, others = late.get(team.id, (None, 0))
        own = [blocker for blocker in blockers if blocker.team == team.id]
        found.append(
            Line(
                name=team.name,
                light=lights.worst.value,
                lights=lights.was_set,
                derived=lights.derived.value,
                open=len(own),
                oldest=min((blocker.reported_at for blocker in own), default=None),
                overdue=sum(action.team == team.id and action.overdue(today) for action in actions),
                next=await _next(moment, [session for session in sessions if session.team == team.id]),
                late=worst,
                late_more=others,
            )
        )
    return sorted(found, key=lambda line: (_COLOURS.index(line.light), line.oldest or moment.now, -line.overdue, line.name.casefold()))


async def _next(moment: Moment, sessions: Sequence[Session]) -> Occurrence | None:
    found = [next_held(each, await moment.tx.sessions.changes(each.number), moment.settings.zone, now=moment.now) for each in sessions]
    return min((date for date in found if date is not None), key=lambda date: date.start, default=None)


async def _silent(moment: Moment) -> list[Silent]:
    """The groups that have not answered twice whether their forecasts or their lights hold, in a line each."""
    of_milestones = await silent(moment)
    known = {each.team for each in of_milestones}
    on_lights = await silent_on_lights(moment)
    return [
        *(replace(each, lights=each.team in on_lights) for each in of_milestones),
        *(Silent(team=name, milestones=(), lights=True) for name in on_lights if name not in known),
    ]


def calls(team: Team, blocker: Blocker, taken: frozenset[Step]) -> bool:
    """Whether it waits for this group: the PMO was alerted and nobody has taken it, or the steering committee was told."""
    if team.is_pmo:
        return blocker.state is BlockerState.OPEN and bool(taken)
    return blocker.steering_at is not None or not taken.isdisjoint(TO_STEERING)
