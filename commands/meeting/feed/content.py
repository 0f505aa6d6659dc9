"""What is in the calendar of a group, and in the PMO's, which is the one of the whole project.

Sessions and milestones alone: no agenda, no persons, no blockers. Whoever has the address can read it, and calendar programs pass it on
to their makers.
"""

from __future__ import annotations

from datetime import date, timedelta

from bot import ics
from bot.context import Moment
from bot.domain.meetings import Session, current
from bot.domain.milestones.milestone import Milestone, MilestoneState
from bot.domain.record_types import MILESTONES
from bot.domain.teams import Team
from bot.ics.feed import Day, Feed, Meeting
from bot.texts import Texts, texts_of

KEPT_FOR = timedelta(days=366)
"""How long what is over stays in the calendar."""


async def feed_of(moment: Moment, team: Team) -> Feed:
    """Empty where the group is dissolved: programs that only miss a file would keep its dates."""
    settings = await moment.settings_of(moment.tx, team.room)
    texts = texts_of(settings.language)
    whole = team.is_pmo
    name = texts.plain("calendar.name", {"group": "" if whole else team.name, "project": moment.project.name})
    if not team.counts:
        return Feed(name, moment.settings.zone)
    groups = {each.id: each for each in await moment.tx.teams.all() if each.counts and (whole or each.id == team.id)}
    sessions = await (moment.tx.sessions.all(retros=True) if whole else moment.tx.sessions.of_team(team.id, retros=True))
    milestones = await moment.tx.records(MILESTONES).listed(None if whole else team.id, closed=True)
    oldest = moment.calendar.day_of(moment.now) - KEPT_FOR
    meetings = [await _meeting(moment, each, groups[each.team]) for each in sessions if each.team in groups]
    days = [_day(each, groups[each.team], texts) for each in milestones if each.team in groups and _is_shown(each, oldest)]
    return Feed(name, moment.settings.zone, tuple(each for each in meetings if _last(each) >= oldest), tuple(days))


async def _meeting(moment: Moment, session: Session, group: Team) -> Meeting:
    return Meeting(group.name, session, tuple(current(session, await moment.tx.sessions.changes(session.number))))


def _last(meeting: Meeting) -> date:
    """The day of its last date at the latest."""
    session = meeting.session
    planned = session.start.date() if not session.is_series else session.until or date.max
    return max([planned, *(change.moved_to.date() for change in meeting.changes if change.moved_to)])


def _day(milestone: Milestone, group: Team, texts: Texts) -> Day:
    return Day(
        uid=ics.uid(milestone),
        title=texts.plain("calendar.milestone", {"group": group.name, "milestone": milestone}),
        day=milestone.reached_on or milestone.forecast,
        said_at=milestone.closed_at or milestone.reported_at,
    )


def _is_shown(milestone: Milestone, oldest: date) -> bool:
    is_kept = milestone.text != "" and milestone.state is not MilestoneState.DROPPED
    return is_kept and (milestone.reached_on is None or milestone.reached_on >= oldest)
