"""The numbers of a span of time: how many sessions were held, and how much the bot itself has said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.context import Moment
from bot.domain.calendar import MIDNIGHT, ONE_DAY, on_clock
from bot.domain.meetings import LETTER, Session
from bot.domain.reports.year.document import Counts
from bot.domain.reports.year.span import held, hours

_WHOLE_CANCELLED = "meeting cancel"
"""The step in the history of a session by which it is cancelled as a whole."""


async def counted(moment: Moment, first: date, last: date) -> Counts:
    """Of these days, up to now."""
    zone = moment.calendar.zone
    since, until = on_clock(first, MIDNIGHT, zone), min(on_clock(last + ONE_DAY, MIDNIGHT, zone), moment.now)
    lengths: list[timedelta] = []
    for session in await moment.tx.sessions.all():
        lengths += await _held(moment, session, since, until)
    for session in await moment.tx.sessions.cancelled():
        if session.number.letter == LETTER:
            lengths += await _held(moment, session, since, min(until, await _cancelled_at(moment, session)))
    messages, unasked = await moment.tx.outbox.arrived(since, until)
    return Counts(
        first=first,
        last=last,
        sessions=len(lengths),
        hours=hours(lengths),
        retros=len([at for at in await _retros_ended(moment) if since <= at < until]),
        messages=messages,
        unasked=unasked,
    )


async def _held(moment: Moment, session: Session, since: datetime, until: datetime) -> Sequence[timedelta]:
    if until <= since:
        return []
    return held(session, await moment.tx.sessions.changes(session.number), moment.calendar.zone, after=since, before=until)


async def _cancelled_at(moment: Moment, session: Session) -> datetime:
    """When it was cancelled as a whole: the dates before that were held."""
    steps = [each.at for each in await moment.tx.history.of(session.number) if each.what == _WHOLE_CANCELLED]
    return max(steps, default=session.created_at)


async def _retros_ended(moment: Moment) -> list[datetime]:
    return [retro.closed_at for retro in await moment.tx.retros.ended() if retro.closed_at is not None]
