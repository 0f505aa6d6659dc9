"""What the clock does for an action: the one whose it is hears of it on the morning of the day it is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import structlog

from bot.context import Moment
from bot.domain.actions import Action, reminder_at
from bot.domain.ids import Number
from bot.domain.record_types import ACTIONS
from bot.messages import Outgoing, Role, Say
from bot.timer import timer

TIMER = "action due"
SOON = timedelta(hours=2)
"""So long after it was given its person still knows of it."""
LATEST = timedelta(hours=24)
"""A reminder that comes later than this is of no use any more: the digests name what is overdue."""

log = structlog.get_logger(__name__)


async def schedule(moment: Moment, action: Action) -> None:
    """When to look at it again. Nobody is reminded of what they have only just heard of."""
    at = reminder_at(action, moment.calendar)
    if at is None or at <= moment.now or at - action.created_at < SOON:
        await moment.tx.timers.clear(str(action.number), TIMER)
    else:
        await moment.tx.timers.set(TIMER, str(action.number), at)


@timer(TIMER)
async def remind(moment: Moment, subject: str) -> Sequence[Outgoing]:
    number = Number.read(subject)
    action = await moment.tx.records(ACTIONS).get(number) if number else None
    at = reminder_at(action, moment.calendar) if action else None
    if action is None or action.who is None or action.due is None or at is None:
        return []
    team = await moment.team(action.team)
    if not team.counts:
        return []
    if at > moment.now:
        await schedule(moment, action)
        return []
    if moment.now - at > LATEST:
        log.info("reminder dropped: it is too late for it", subject=subject)
        return []
    return [
        Say(
            room=team.room,
            text="action.due",
            params={"action": action, "today": moment.calendar.day_of(moment.now)},
            once=f"due:{action.number}:{action.due.isoformat()}",
            subject=str(action.number),
            role=Role.NOTICE,
            notify=True,
            mentions=(action.who,),
            buttons=("✅",),
            reply_to=action.source if team.room == action.room else None,
            unasked=True,
        )
    ]
