"""The page for a stand-in: what somebody needs who does the PMO's work from this morning on. Made anew each time, and never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.context import Moment
from bot.domain.blockers import BlockerState, order
from bot.domain.cut_list import cut
from bot.domain.decisions import DecisionState
from bot.domain.ids import UserId
from bot.domain.lights.report import Colour
from bot.domain.meetings import Occurrence, occurrences
from bot.domain.record_types import DECISIONS, QUESTIONS
from bot.domain.settings import Source
from bot.domain.settings.registry import Scope
from bot.domain.teams import Team, TeamState
from commands.agenda.missing_papers import missing_papers
from commands.decision.digest import outstanding
from commands.decision.voting.digest import running
from commands.deputy.speaking import chairs
from commands.light.groups import task_forces
from commands.light.shown import of_groups
from commands.milestone.digest import talks
from commands.privacy.desk import open_requests
from commands.report.due import due_day, next_quarter
from commands.settings.show import lines

AHEAD = timedelta(days=14)
DATES, PAPERS, TALKS, BLOCKERS, WAITING, VOTES, GROUPS, SETTINGS = 6, 3, 3, 4, 3, 3, 10, 6
"""Lines of each part: the page has to fit on a screen or little more."""
DECIDED = 10


@dataclass(frozen=True)
class Group:
    """Who somebody turns to in a group."""

    name: str
    lead: UserId | None
    room: str
    """A link to it."""


async def page(moment: Moment, pmo: Team, *, in_pmo: bool) -> dict[str, Any]:
    """The parameters of `report.stand-in`. Requests to erase are shown in the room of the PMO alone, `in_pmo`."""
    steering = await moment.steering()
    burning = sorted(await moment.tx.blockers.listed(), key=order)
    gone = [each for each in burning if each.taken_by is not None and not moment.rooms.is_joined(each.taken_by, pmo.room)]
    alerted = [each for each in burning if each.state is BlockerState.OPEN]
    decided = [each for each in await moment.tx.records(DECISIONS).listed() if each.state is not DecisionState.RUNNING]
    teams = [team for team in await moment.tx.teams.all() if team.counts]
    questions = [each for each in await moment.tx.records(QUESTIONS).listed() if each.asked == pmo.id]
    quarter = await next_quarter(moment)
    report_at = due_day(moment, quarter)
    groups = await of_groups(moment, await task_forces(moment), burning)
    settings = await moment.settings_of(moment.tx, pmo.room)
    return {
        **_cut("dates", await _dates(moment, teams), DATES),
        **_cut("talks", await talks(moment, pmo), TALKS),
        **_cut("blockers", [*gone, *(each for each in alerted if each not in gone)], BLOCKERS),
        "report": quarter if report_at <= moment.calendar.day_of(moment.now + AHEAD) else None,
        "report_at": report_at,
        "red": [each for each in groups if each.was_set and each.worst is Colour.RED],
        **_cut("papers", await missing_papers(moment), PAPERS),
        **_cut("proposals", list(await moment.tx.topics.proposed()), WAITING),
        **_cut("proposed", [each for each in await moment.tx.teams.all() if each.state is TeamState.PROPOSED], WAITING),
        **_cut("approvals", await outstanding(moment), WAITING),
        **_cut("requests", list(await open_requests(moment)) if in_pmo else [], WAITING),
        **_cut("questions", sorted(questions, key=lambda each: each.number), WAITING),
        **_cut("votes", await running(moment), VOTES),
        **_cut("groups", [Group(each.name, each.lead, moment.rooms.permalink(each.room)) for each in teams], GROUPS),
        **_cut("settings", [each for each in lines(settings, Scope.PROJECT) if each.source is Source.PROJECT], SETTINGS),
        "now": moment.now,
        "today": moment.calendar.day_of(moment.now),
        "gone": [each.number for each in gone],
        "chairs": await chairs(moment, steering) if steering is not None else [],
        "decided": sorted(decided, key=lambda each: (each.created_at, each.number), reverse=True)[:DECIDED],
        "handovers": [each for each in await moment.tx.handovers.running() if moment.rooms.is_joined(each.stand_in, pmo.room)],
        "teams": {team.id: team.name for team in await moment.tx.teams.all()},
    }


async def _dates(moment: Moment, teams: list[Team]) -> list[Occurrence]:
    """The sessions and retrospectives of all groups in the next two weeks, the next first."""
    found: list[Occurrence] = []
    for session in await moment.tx.sessions.all(retros=True):
        if session.team in {team.id for team in teams}:
            changes = await moment.tx.sessions.changes(session.number)
            found += occurrences(session, changes, moment.settings.zone, after=moment.now, before=moment.now + AHEAD)
    return sorted((each for each in found if not each.cancelled), key=lambda each: (each.start, each.session))


def _cut(name: str, items: list[Any], most: int) -> dict[str, Any]:
    shown, more = cut(items, most)
    return {name: shown, f"{name}_more": more}
