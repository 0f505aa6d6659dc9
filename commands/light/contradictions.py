"""The records that contradict a green light: red blockers that are open, and milestones that are late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.context import Moment
from bot.domain.blockers import Severity
from bot.domain.cut_list import at_most
from bot.domain.ids import Number, TeamId
from bot.domain.milestones.milestone import Milestone, order
from bot.domain.record_types import MILESTONES

_NAMED = 2
"""Records of each kind that are named."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record that contradicts: a blocker is `red`, a milestone `late` or `overdue`; and for how many days."""

    number: Number
    what: str
    days: int


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    records: Sequence[Record]
    more: int
    """Records beside those."""


async def contradictions(moment: Moment, team: TeamId | None = None) -> Mapping[TeamId, Contradiction]:
    """Of each group that has any, or of this one alone."""
    today = moment.calendar.day_of(moment.now)
    red = [each for each in await moment.tx.blockers.listed(team) if each.severity is Severity.RED]
    open_ones = await moment.tx.records(MILESTONES).listed(team)
    late = [each for each in open_ones if each.is_late or each.is_overdue(today)]
    found: dict[TeamId, Contradiction] = {}
    for group in dict.fromkeys([*(each.team for each in red), *(each.team for each in late)]):
        blockers, more = at_most(sorted((each for each in red if each.team == group), key=lambda each: each.reported_at), _NAMED)
        milestones, others = at_most(
            sorted((each for each in late if each.team == group), key=lambda each: (-each.days_late, order(each))), _NAMED
        )
        records = [
            *(Record(number=each.number, what="red", days=(moment.now - each.reported_at).days) for each in blockers),
            *(_of_milestone(each, today) for each in milestones),
        ]
        found[group] = Contradiction(records=records, more=more + others)
    return found


def _of_milestone(milestone: Milestone, today: date) -> Record:
    if milestone.is_late:
        return Record(number=milestone.number, what="late", days=milestone.days_late)
    return Record(number=milestone.number, what="overdue", days=(today - milestone.agreed).days)
