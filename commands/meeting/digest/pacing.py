"""Pacing of digests: when one goes where many rooms meet at the same time and the homeserver's rate limit holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.context import Moment
from bot.domain import send_rate
from commands.meeting.digest.schedule import Coming

TIMER = "meeting digest"
_EARLIEST = timedelta(hours=3)
"""How much before its time a digest may come at most; where that is not enough, the last ones come too late."""


async def goes_at(moment: Moment, each: Coming) -> datetime:
    """Its due time, or earlier by as much as the crowd needs. The timers of the others are the crowd."""
    known = send_rate.read(await moment.tx.get_meta(send_rate.META_KEY))
    if known is None or not known.holds(moment.now):
        return each.due
    earliest = each.due - _EARLIEST
    crowd = await moment.tx.timers.count(TIMER, after=max(earliest, moment.now), before=each.date.start)
    return max(known.goes_at(each.due, each.date.start, crowd), earliest)
