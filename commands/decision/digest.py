"""What the digests say of decisions: the week's new ones, whether earlier ones still hold, and which approvals are missing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta

from bot.context import Moment
from bot.domain.cut_list import at_most
from bot.domain.decisions import Decision, DecisionState, is_due_for_review, is_overdue_for_approval
from bot.domain.ids import TeamId
from bot.domain.overview import WEEK
from bot.domain.record_types import DECISIONS
from bot.domain.teams import Team
from commands.decision.record import concerned
from commands.meeting.digest.schedule import mark_as_said, was_said

RECENT = 2
"""New decisions in the week of a task force."""
APPROVALS = 3
"""Decisions of which approvals are missing."""
_ASKED = 2
"""Questions in one message; the others come with the next one."""
NOTHING_ASKED: dict[str, Any] = {"reviews": [], "late": [], "by_tap": False}
"""The parameter `asked` of a digest that asks nothing of decisions."""
_MONTHS = 12


async def recent(moment: Moment, team: Team) -> dict[str, Any]:
    """Those of the last week that concern the group, the newest first."""
    since = moment.now - WEEK
    found = [each for each in await moment.tx.records(DECISIONS).listed(closed_since=since) if each.created_at >= since]
    own = [each for each in found if each.state is not DecisionState.WITHDRAWN and await _concerns(moment, each, team.id)]
    decided, more = at_most(own, RECENT)
    return {"decided": decided, "decided_more": more}


async def outstanding(moment: Moment, team: TeamId | None = None) -> list[Decision]:
    """Those of a group, or of all, that wait for approvals: the nearest deadline first."""
    found = [each for each in await moment.tx.records(DECISIONS).listed(team) if each.state is DecisionState.SUBJECT_TO_APPROVAL]
    return sorted(found, key=lambda each: (each.deadline is None, each.deadline or each.created_at.date(), each.number))


async def asked(moment: Moment, team: Team, *, by: str) -> dict[str, Any]:
    """What the group's next digest asks once: do these still hold, and where are these approvals? `by` is the key of that digest."""
    today = moment.calendar.day_of(moment.now)
    reviews: list[Decision] = []
    late: list[Decision] = []
    for each in sorted(await moment.tx.records(DECISIONS).listed(team.id), key=lambda each: each.number):
        if is_due_for_review(each, today) and len(reviews) < _ASKED and await _is_new(moment, f"review:{each.number}:{each.review}", by):
            reviews.append(each)
        if is_overdue_for_approval(each, today) and len(late) < _ASKED and await _is_new(moment, f"late:{each.number}:{each.deadline}", by):
            late.append(each)
    aged = [{"decision": each, "months": _months(each.created_at, moment.now)} for each in reviews]
    return {**NOTHING_ASKED, "reviews": aged, "late": late}


async def _concerns(moment: Moment, decision: Decision, team: TeamId) -> bool:
    return decision.team == team or team in await concerned(moment, decision)


async def _is_new(moment: Moment, what: str, by: str) -> bool:
    """Whether no digest but the one of the key `by` has said it; from now on that one has."""
    once = f"decision {what}"
    if await moment.tx.get_meta(once) != by and await was_said(moment.tx, once):
        return False
    await mark_as_said(moment.tx, once, by=by)
    return True


def _months(since: datetime, now: datetime) -> int:
    gone = relativedelta(now, since)
    return gone.years * _MONTHS + gone.months
