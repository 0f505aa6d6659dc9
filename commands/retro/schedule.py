"""When a retrospective is looked at again: to remind of it, and when its date is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.context import Moment
from bot.domain.calendar.durations import Span, Unit
from bot.domain.retros import Retro, RetroState
from commands.meeting.digest.retro_notes import asked_at
from commands.retro.dates import date_of, session_of

REMIND, OVER = "retro remind", "retro over"
GRACE = timedelta(hours=12)
"""How long after its end it may still be started before it counts as not held."""

FORGOTTEN = Span(3, Unit.DAYS)
"""How long one may run, in working days. Then it is ended: as long as it runs it is known who voted for what, and new notes go to it."""


def forgotten_at(moment: Moment, started: datetime) -> datetime:
    return moment.calendar.add(started, FORGOTTEN)


async def watch(moment: Moment, retro: Retro) -> None:
    """To be called whenever a retrospective, or its date, has changed."""
    subject = str(retro.number)
    session = await session_of(moment, retro)
    date = await date_of(moment, retro) if retro.state is RetroState.PLANNED else None
    await moment.tx.timers.clear(subject, REMIND)
    await moment.tx.timers.clear(subject, OVER)
    if retro.state is RetroState.RUNNING and retro.started_at is not None:
        await moment.tx.timers.set(OVER, subject, forgotten_at(moment, retro.started_at))
    if session is None or date is None:
        return
    await moment.tx.timers.set(OVER, subject, date.end + GRACE)
    due = await asked_at(moment, await moment.team(retro.team), session, date)
    if due is not None and due > moment.now:
        await moment.tx.timers.set(REMIND, subject, due)
