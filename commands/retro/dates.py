"""The date of a session that a retrospective is, and the one that comes after it."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.meetings import DateChange, Occurrence, Session, SessionState, next_held, occurrence_of
from bot.domain.retros import Retro


async def session_of(moment: Moment, retro: Retro) -> Session | None:
    """The session that it is a date of; None where it has no date."""
    return await moment.tx.sessions.get(retro.session) if retro.session else None


async def date_of(moment: Moment, retro: Retro) -> Occurrence | None:
    """When it takes place, changes of that date applied; None where it has no date."""
    session = await session_of(moment, retro)
    if session is None or retro.planned is None or session.state is SessionState.CANCELLED:
        return None
    changes = await moment.tx.sessions.changes(session.number)
    change = next((each for each in changes if each.planned == retro.planned), DateChange(session=session.number, planned=retro.planned))
    return occurrence_of(session, change, moment.settings.zone)


async def next_date(moment: Moment, retro: Retro) -> Occurrence | None:
    """The next date of its series that no other retrospective has; None where there is none."""
    session = await session_of(moment, retro)
    if session is None or not session.is_series or retro.planned is None:
        return None
    own = await date_of(moment, retro)
    changes = await moment.tx.sessions.changes(session.number)
    after = max(moment.now, own.start) if own else moment.now
    return next_held(session, changes, moment.settings.zone, now=after)


async def without_date(moment: Moment, retro: Retro) -> Retro:
    """It does not take place: what was handed in waits for the next date of its series, or for a new one; without notes it is over.

    The session and its changes have to be saved before.
    """
    following = await next_date(moment, retro)
    if following is not None:
        return retro.put_on(following.session, following.planned)
    if await moment.tx.retro_notes.of(retro.number):
        return retro.without_date()
    return retro.cancelled(moment.now)
