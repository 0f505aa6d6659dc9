"""The status of a group: its blockers, actions and next sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.context import Moment
from bot.domain.cut_list import cut
from bot.domain.meetings import Occurrence, Session, next_held, occurrences
from bot.domain.overview import WEEK, Week, week
from bot.domain.record_types import ACTIONS
from bot.domain.teams import Kind, Team
from commands.decision.digest import NOTHING_ASKED, recent
from commands.light.digest import NOTHING_ASKED as NOTHING_ASKED_OF_LIGHTS
from commands.meeting.digest.content import before
from commands.meeting.digest.schedule import Coming
from commands.meeting.retro_numbers import by_their_numbers
from commands.milestone.digest import NOTHING_ASKED as NOTHING_ASKED_OF_FORECASTS
from commands.milestone.digest import week_of
from commands.overview.project_status import project
from commands.question.record import due_lines
from commands.report.reminders import NOTHING_ASKED as NOTHING_ASKED_OF_REPORTS
from commands.retro.of_all import NOTHING_NAMED

AHEAD = timedelta(days=14)
"""Sessions in this time are named; where there is none, the first one after it."""
ITEMS = 3
"""Of each list: a phone screen is soon full."""
NAMED = 4
"""Of what is out of the way: the number and the title of each."""


async def overview(
    moment: Moment, team: Team, brought: Sequence[Coming] = (), *, whole: bool = False, asked_for: bool = False
) -> dict[str, Any]:
    """One group's part of `overview.shown`; with `whole` the project's lists are not cut. `brought` come with their digests.

    With `asked_for` it also names what is to be found out and has not come up again yet.
    """
    today = moment.calendar.day_of(moment.now)
    now_on = await week_of_group(moment, team)
    sees_all = team.is_pmo or team.is_steering
    day = max([today, *(moment.calendar.day_of(each.date.start) for each in brought)])
    questions = await due_lines(moment, team, day, meets=bool(brought), fill=asked_for)
    milestones = await week_of(moment, team)
    dates = [each for each in await next_dates(moment, team) if each not in [other.date for other in brought]]
    return {
        "group": team.name,
        "is_task_force": Kind.TASK_FORCE in team.kinds,
        "week": now_on,
        **_cut(now_on),
        **questions,
        **milestones,
        **NOTHING_ASKED_OF_FORECASTS,
        **NOTHING_ASKED_OF_LIGHTS,
        **NOTHING_ASKED_OF_REPORTS,
        **NOTHING_NAMED,
        "is_quiet": now_on.is_quiet and not questions["questions"] and not milestones["milestones"],
        "dates": dates[:ITEMS],
        "project": await project(moment, team, whole=whole) if sees_all else None,
        "brought": [await before(moment, each.date) for each in brought],
        "proposal": None,
        "retros": [],
        "asked": NOTHING_ASKED,
        **await recent(moment, team),
        "taps": "",
        "today": today,
        "now": moment.now,
    }


async def week_of_group(moment: Moment, team: Team) -> Week:
    since = moment.now - WEEK
    blockers = await moment.tx.blockers.listed(team.id, closed_since=since)
    actions = await moment.tx.records(ACTIONS).listed(team.id, closed_since=since)
    return week(blockers, actions, now=moment.now, today=moment.calendar.day_of(moment.now))


def _cut(now_on: Week) -> dict[str, Any]:
    lists = {"new": now_on.new, "old": now_on.old, "due": now_on.due, "overdue": now_on.overdue}
    parts: dict[str, Any] = {}
    for name, items in lists.items():
        parts[name], parts[f"{name}_more"] = cut(items, ITEMS)
    parts["solved"], parts["solved_more"] = cut(now_on.solved, NAMED)
    parts["done"], parts["done_more"] = cut(now_on.done, NAMED)
    return parts


async def next_dates(moment: Moment, team: Team) -> list[Occurrence]:
    """Those to come that take place, in order: of the next two weeks, or else the first one after them."""
    return await dates_of(moment, await moment.tx.sessions.of_team(team.id, retros=True))


async def dates_of(moment: Moment, sessions: Sequence[Session]) -> list[Occurrence]:
    """The same of these sessions."""
    found = [date for session in sessions for date in await _soon(moment, session)]
    if not found:
        found = [date for session in sessions if (date := await _first(moment, session)) is not None]
        found = sorted(found, key=lambda each: each.start)[:1]
    return await by_their_numbers(moment, sorted(found, key=lambda each: (each.start, each.session)))


async def _soon(moment: Moment, session: Session) -> list[Occurrence]:
    changes = await moment.tx.sessions.changes(session.number)
    dates = occurrences(session, changes, moment.settings.zone, after=moment.now, before=moment.now + AHEAD)
    return [date for date in dates if not date.cancelled and date.start > moment.now]


async def _first(moment: Moment, session: Session) -> Occurrence | None:
    return next_held(session, await moment.tx.sessions.changes(session.number), moment.settings.zone, now=moment.now)
