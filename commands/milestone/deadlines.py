"""What the clock says of a milestone to the PMO: that it is overdue, and that the funder was not told of a delay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.context import Moment
from bot.domain.calendar import ONE_DAY
from bot.domain.calendar.durations import Span, Unit
from bot.domain.ids import Number
from bot.domain.milestones.milestone import Milestone
from bot.domain.record_types import MILESTONES
from bot.messages import Outgoing, Role, Say
from bot.timer import timer

TIMER = "milestone deadlines"
OVERDUE_AFTER = Span(5, Unit.DAYS)
"""Working days after the agreed date; before that its own group reads it in its digest."""
TALK_AFTER = Span(5, Unit.DAYS)
"""Working days without a word to the funder, until the members of the PMO are mentioned."""
RISK_AFTER = Span(10, Unit.DAYS)
"""Working days until it is a risk that the steering committee reads of."""
_OVERDUE, _TALK = "milestone.overdue", "milestone.talk-due"


def overdue_at(moment: Moment, milestone: Milestone) -> datetime:
    return moment.calendar.add(moment.calendar.end_of_work(milestone.agreed), OVERDUE_AFTER)


def is_risk(moment: Moment, milestone: Milestone) -> bool:
    """Whether the funder has not been told for so long that the steering committee has to know."""
    return milestone.owes_talk and milestone.owed_since is not None and moment.calendar.add(milestone.owed_since, RISK_AFTER) <= moment.now


async def schedule(moment: Moment, milestone: Milestone) -> None:
    """To be called after each change of a milestone."""
    looks = [at for _, at, _ in await _to_come(moment, milestone)]
    if looks:
        await moment.tx.timers.set(TIMER, str(milestone.number), min(looks))
    else:
        await moment.tx.timers.clear(str(milestone.number), TIMER)


@timer(TIMER)
async def remind(moment: Moment, subject: str) -> Sequence[Outgoing]:
    number = Number.read(subject)
    milestone = await moment.tx.records(MILESTONES).get(number) if number else None
    if milestone is None or not milestone.is_open:
        return []
    team, pmo = await moment.team(milestone.team), await moment.pmo()
    if not team.counts:
        return []
    if pmo is None:  # there may be one tomorrow
        tomorrow = moment.calendar.next_working_day(moment.calendar.day_of(moment.now) + ONE_DAY)
        await moment.tx.timers.set(TIMER, subject, moment.calendar.start_of_work(tomorrow))
        return []
    steps = await _to_come(moment, milestone)
    later = [at for _, at, _ in steps if at > moment.now]
    if later:
        await moment.tx.timers.set(TIMER, subject, min(later))
    members = tuple(sorted(moment.rooms.members(pmo.room)))
    return [
        Say(
            room=pmo.room,
            text=text,
            params={"milestone": milestone, "team": team.name},
            once=once,
            subject=subject,
            role=Role.NOTICE,
            notify=True,
            mentions=members if text == _TALK else (),
            unasked=True,
        )
        for text, at, once in steps
        if at <= moment.now
    ]


async def _to_come(moment: Moment, milestone: Milestone) -> list[tuple[str, datetime, str]]:
    """What has not been said yet: the text, when, and the key of its message."""
    if not milestone.is_open:
        return []
    steps = [(_OVERDUE, overdue_at(moment, milestone), f"overdue:{milestone.number}:{milestone.agreed}")]
    if milestone.owes_talk and milestone.owed_since is not None:
        since = milestone.owed_since
        steps.append((_TALK, moment.calendar.add(since, TALK_AFTER), f"talk:{milestone.number}:{since.isoformat()}"))
    # What is to come cannot have been said.
    return [step for step in steps if step[1] > moment.now or await moment.tx.outbox.by_once(step[2]) is None]
