"""What the digests say of milestones: those of the next weeks and late ones, whether the forecasts hold, and what waits for the PMO."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.context import Moment
from bot.domain.cut_list import at_most
from bot.domain.ids import TeamId
from bot.domain.milestones.forecasts import EntryKind, LogEntry, standing, unanswered
from bot.domain.milestones.milestone import Milestone, order
from bot.domain.overview import WEEK
from bot.domain.record_types import MILESTONES, by_number
from bot.domain.teams import Team
from commands.milestone.deadlines import is_risk

WEEKLY, BEFORE, STEERING = 3, 2, 5
"""Lines in the week of a group, before one of its sessions, and before one of the steering committee."""
NAMED = 6
"""Forecasts that a question names one by one."""
TALKS = 3
"""Talks with the funder that the PMO's week names."""
UNANSWERED = 2
"""So many questions without an answer, and the PMO reads of it."""
_AHEAD = timedelta(weeks=4)
_ANSWERED_IN = timedelta(days=1)
"""A question that is younger may still be answered."""
NOTHING_ASKED: dict[str, Any] = {"forecasts": [], "forecasts_more": 0, "forecasts_all": 0}


@dataclass(frozen=True, kw_only=True)
class Silent:
    """A group that has not answered whether its forecasts hold."""

    team: str
    milestones: Sequence[Milestone]
    lights: bool = False
    """Whether it has not said either whether its traffic lights hold."""
    times: int = 2
    """How often it was asked in vain."""


async def week_of(moment: Moment, team: Team) -> dict[str, Any]:
    """Late ones and those of the next four weeks, the overdue first."""
    today = moment.calendar.day_of(moment.now)
    found = [each for each in await _open(moment, team.id) if _is_late(each, today) or each.forecast <= today + _AHEAD]
    first, more = at_most(sorted(found, key=lambda each: (not each.is_overdue(today), not each.is_late, order(each))), WEEKLY)
    return {
        "milestones": first,
        "milestones_more": more,
        "milestones_overdue": [each for each in first if each.is_overdue(today)],
    }


async def late_before(moment: Moment, team: Team) -> dict[str, Any]:
    """What a digest before a session names: the group's late ones; of the steering committee those of the grant, of every group."""
    today = moment.calendar.day_of(moment.now)
    if team.is_steering:
        found = [each for each in await _counting(moment) if each.funder and _is_late(each, today)]
        most = STEERING
    else:
        found = [each for each in await _open(moment, team.id) if _is_late(each, today)]
        most = BEFORE
    first, more = at_most(sorted(found, key=lambda each: (-each.days_late, order(each))), most)
    return {
        "late_milestones": first,
        "late_milestones_more": more,
        "late_teams": {each.team: (await moment.team(each.team)).name for each in first} if team.is_steering else {},
        "late_risks": {each.number for each in first if is_risk(moment, each)},
    }


async def ask(moment: Moment, team: Team, *, by: str) -> dict[str, Any]:
    """Whether the forecasts hold, every few weeks: a trend needs regular reports. `by` is the key of the digest that asks."""
    rhythm = (await moment.settings_of(moment.tx, team.room)).milestones
    milestones = await _open(moment, team.id)
    if rhythm is None or not milestones:
        return NOTHING_ASKED
    log = await moment.tx.milestone_log.of_all([each.number for each in milestones])
    today = moment.calendar.day_of(moment.now)
    asked = [entry for entries in log.values() for entry in standing(entries) if entry.kind is EntryKind.ASKED]
    now_asked = [each for each in milestones if any(entry.mark == by for entry in log[each.number])]
    if not now_asked:
        last = max((moment.calendar.day_of(entry.at) for entry in asked), default=None)
        since = last or min(moment.calendar.day_of(each.created_at) for each in milestones)
        is_due = today - since >= rhythm.elapsed
        # Whoever has reported this week need not say it again; a day that is past holds no more, and is named as overdue or late.
        now_asked = [each for each in milestones if is_due and each.reported_at <= moment.now - WEEK and each.forecast >= today]
        await moment.tx.milestone_log.add(*(_question(moment, each, by) for each in now_asked))
    first, more = at_most(now_asked, NAMED)
    return {"forecasts": first, "forecasts_more": more, "forecasts_all": len(now_asked)}


async def late(moment: Moment) -> list[Milestone]:
    """Those late or overdue, of the groups that there still are, the latest first."""
    today = moment.calendar.day_of(moment.now)
    found = [each for each in await _counting(moment) if _is_late(each, today)]
    return sorted(found, key=lambda each: (-each.days_late, order(each)))


async def worst_of(moment: Moment) -> dict[TeamId, tuple[Milestone, int]]:
    """Of each group the milestone that is latest, and how many are late beside it."""
    found: dict[TeamId, list[Milestone]] = {}
    for each in await late(moment):
        found.setdefault(each.team, []).append(each)
    return {team: (max(late_ones, key=lambda each: (each.days_late, order(each))), len(late_ones) - 1) for team, late_ones in found.items()}


async def talks(moment: Moment, team: Team) -> list[Milestone]:
    """Of which delays the funder has not been told: for the PMO all, for the steering committee those that have waited too long."""
    found = [each for each in await _counting(moment) if each.owes_talk]
    if not team.is_pmo:
        found = [each for each in found if is_risk(moment, each)]
    return sorted(found, key=lambda each: (each.owed_since or moment.now, by_number(each)))


async def silent(moment: Moment) -> list[Silent]:
    """The groups that have not answered twice, with the milestones of which that is so."""
    milestones = await _counting(moment)
    log = await moment.tx.milestone_log.of_all([each.number for each in milestones])
    before = moment.now - _ANSWERED_IN
    found: dict[TeamId, list[Milestone]] = {}
    times: dict[TeamId, int] = {}
    for each in sorted(milestones, key=by_number):
        count = unanswered(await _arrived(moment, log[each.number]), before)
        if count >= UNANSWERED:
            found.setdefault(each.team, []).append(each)
            times[each.team] = max(count, times.get(each.team, 0))
    return [Silent(team=(await moment.team(team)).name, milestones=each, times=times[team]) for team, each in found.items()]


async def _arrived(moment: Moment, entries: Sequence[LogEntry]) -> list[LogEntry]:
    """Without the questions that nobody could read, because their digest could not be delivered."""
    if unanswered(entries, moment.now) < UNANSWERED:
        return list(entries)
    found: list[LogEntry] = []
    for entry in entries:
        row = await moment.tx.outbox.by_once(entry.mark) if entry.kind is EntryKind.ASKED else None
        if entry.kind is not EntryKind.ASKED or (row is not None and row.sent_at is not None):
            found.append(entry)
    return found


def _is_late(milestone: Milestone, today: date) -> bool:
    return milestone.is_late or milestone.is_overdue(today)


def _question(moment: Moment, milestone: Milestone, by: str) -> LogEntry:
    return LogEntry(id=0, milestone=milestone.number, kind=EntryKind.ASKED, day=milestone.forecast, at=moment.now, mark=by)


async def _open(moment: Moment, team: TeamId) -> list[Milestone]:
    return list(await moment.tx.records(MILESTONES).listed(team))


async def _counting(moment: Moment) -> list[Milestone]:
    """The open ones of the groups that there still are."""
    return [each for each in await moment.tx.records(MILESTONES).listed() if (await moment.team(each.team)).counts]
