"""Minutes that nobody has ended: they are closed some time after the planned end, or when the next session begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.context import Moment
from bot.domain.ids import Number
from bot.domain.minutes.running import FORGOTTEN_AFTER, Minutes
from bot.messages import Outgoing
from bot.timer import timer
from commands.agenda.session_card import planned_end
from commands.agenda.session_dates import date_behind, date_of
from commands.minutes.ending import ended

OVER = "minutes over"
"""The timer of the moment at which running minutes count as forgotten."""


async def watch_end(moment: Moment, minutes: Minutes) -> None:
    """To be called when minutes begin. A session that is moved or made longer meanwhile is looked at again when the timer is due."""
    await moment.tx.timers.set(OVER, str(minutes.session), await forgotten_at(moment, minutes))


@timer(OVER)
async def over(moment: Moment, subject: str) -> Sequence[Outgoing]:
    number = Number.read(subject)
    kept = await moment.tx.minutes.of_session(number) if number else []
    running = next((minutes for minutes in kept if minutes.is_running), None)
    if running is None:
        return []
    at = await forgotten_at(moment, running)
    if at > moment.now:
        await moment.tx.timers.set(OVER, subject, at)
        return []
    entries = await moment.tx.minutes.entries(running.session, running.planned)
    date = await date_of(moment, running.session, running.planned)
    last = max((entry.at for entry in entries if entry.at), default=running.started_at)
    # Nobody has said when it was over: as planned, or with the last thing that was said.
    return await ended(moment, running, at=min(max(planned_end(running, date), last), at), by_itself=True)


async def forgotten_at(moment: Moment, minutes: Minutes) -> datetime:
    """When they count as forgotten if nobody ends them."""
    date = await date_of(moment, minutes.session, minutes.planned)
    at = planned_end(minutes, date) + FORGOTTEN_AFTER
    since = max(minutes.started_at, date.start) if date else minutes.started_at
    following = await date_behind(moment, minutes.team, since, (minutes.session, minutes.planned))
    return min(at, following.start) if following else at
