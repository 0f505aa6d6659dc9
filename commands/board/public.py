"""What everybody may read: the fields that may be public, and nothing else (ADR 153).

The pages and the data for those who have not signed in are made from these values alone, so what has no field here cannot get out:
persons, notes, blockers, amounts, reasons, and when a group expects a milestone, which its funder may not know yet.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bot.context import Moment
from bot.domain.decisions import DecisionState
from bot.domain.milestones.milestone import MilestoneState, order
from bot.domain.public_parts import Part
from bot.domain.record_types import DECISIONS, MILESTONES
from bot.domain.reports.overview import reporting
from bot.domain.teams import team_subject

LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
"""CC0: whoever wants to use it need not ask."""
_HELD = frozenset({DecisionState.IN_FORCE, DecisionState.SUBJECT_TO_APPROVAL, DecisionState.SUPERSEDED, DecisionState.REPEALED})


@dataclass(frozen=True, kw_only=True)
class PublicTeam:
    """A group. The names of the fields here and below are those of `lotse export`."""

    number: str
    team: str
    goal: str
    period_from: date | None
    period_to: date | None
    municipalities: str


@dataclass(frozen=True, kw_only=True)
class PublicMilestone:
    number: str
    state: str
    team: str
    text: str
    plan: date
    agreed: date
    reached_on: date | None


@dataclass(frozen=True, kw_only=True)
class PublicDecision:
    number: str
    state: str
    team: str
    text: str
    decided_on: date
    superseded_by: str | None
    """None also where the later decision is not public."""


Public = PublicTeam | PublicMilestone | PublicDecision


async def teams(moment: Moment) -> Sequence[PublicTeam]:
    """The task forces that take part in the project."""
    return [
        PublicTeam(
            number=team_subject(team.id),
            team=team.name,
            goal=team.goal,
            period_from=team.period_from,
            period_to=team.period_to,
            municipalities=team.municipalities,
        )
        for team in reporting(await moment.tx.teams.all())
    ]


async def milestones(moment: Moment) -> Sequence[PublicMilestone]:
    """By the day on which they were reached or are agreed; not those that were dropped."""
    groups = {team.id: team for team in await moment.tx.teams.all() if team.counts}
    found = await moment.tx.records(MILESTONES).listed(closed=True)
    shown = [each for each in found if each.team in groups and each.text and each.state is not MilestoneState.DROPPED]
    return [
        PublicMilestone(
            number=str(each.number),
            state=each.state.value,
            team=groups[each.team].name,
            text=each.text,
            plan=each.plan,
            agreed=each.agreed,
            reached_on=each.reached_on if each.state is MilestoneState.REACHED else None,
        )
        for each in sorted(shown, key=lambda each: (each.reached_on or each.agreed, order(each)))
    ]


async def decisions(moment: Moment) -> Sequence[PublicDecision]:
    """The published ones that hold or have held, the newest first."""
    found = [
        each for each in await moment.tx.records(DECISIONS).listed(closed=True) if each.published and each.text and each.state in _HELD
    ]
    public = {each.number for each in found}
    names: dict[int, str] = {}
    for each in found:
        names[each.team] = names.get(each.team) or (await moment.team(each.team)).name
    return [
        PublicDecision(
            number=str(each.number),
            state=each.state.value,
            team=names[each.team],
            text=each.text,
            decided_on=moment.calendar.day_of(each.created_at),
            superseded_by=str(each.superseded_by) if each.superseded_by in public else None,
        )
        for each in found
    ]


Listed = Callable[[Moment], Awaitable[Sequence[Public]]]

LISTS: Mapping[str, tuple[Part, Listed]] = {
    "teams": (Part.OVERVIEW, teams),
    "milestones": (Part.MILESTONES, milestones),
    "decisions": (Part.DECISIONS, decisions),
}
"""The public lists by the name that the export gives them, each with the part to which it belongs."""


def as_json(record: Public) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(record).items()}
