"""The dates on which a group meets, and the next of them. Cancelled ones are no dates to put a topic on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.context import Moment
from bot.domain.ids import Number, TeamId
from bot.domain.meetings import Occurrence, Session, SessionState, in_utc, occurrences
from bot.messages import UserError

_WINDOWS = (timedelta(days=45), timedelta(days=400), timedelta(days=1200))
"""How far is looked ahead, step by step: most groups meet within weeks, some once a year."""
_DAY = timedelta(days=1)


async def next_date(moment: Moment, team: TeamId, *, after: datetime | None = None, session: Number | None = None) -> Occurrence | None:
    """The group's first date that begins after `after` (aware; now, where left out), of any of its sessions or of one of them."""
    since = max(after, moment.now) if after else moment.now
    return await _first(moment, team, since, lambda date: date.start > since, session)


async def date_behind(moment: Moment, team: TeamId, since: datetime, own: tuple[Number, datetime]) -> Occurrence | None:
    """The group's first date that begins after `since`, whether it has begun by now or not, other than its `own` date."""
    return await _first(moment, team, since, lambda date: date.start > since and (date.session, date.planned) != own)


async def current_date(moment: Moment, team: TeamId, *, session: Number | None = None) -> Occurrence | None:
    """The date that is going on, or else the next one, of any of the group's sessions or of one of them."""
    return await _first(moment, team, moment.now, lambda date: True, session)


async def same_time(moment: Moment, date: Occurrence) -> list[Occurrence]:
    """All dates of the group that begin with this one, itself first: one may have been moved onto another."""
    found = [date]
    for session in await moment.tx.sessions.of_team(date.team):
        for other in await _dates(moment, session, date.start - _DAY, date.start + _DAY):
            if other.start == date.start and not other.cancelled and (other.session, other.planned) != (date.session, date.planned):
                found.append(other)
    return found


async def nearest_date(moment: Moment, session: Session, to: datetime) -> Occurrence | None:
    """The date of a session, not yet begun, that is nearest to a moment."""
    later = await next_date(moment, session.team, after=to, session=session.number)
    found = [] if later is None else [later]
    if to > moment.now:
        found += [date for date in await _dates(moment, session, moment.now, to + _DAY) if date.start > moment.now and not date.cancelled]
    return min(found, key=lambda date: abs(date.start - to), default=None)


async def date_of(moment: Moment, session: Number | None, planned: datetime | None) -> Occurrence | None:
    """The date of a session by when it was planned, cancelled ones too; None where the session has no such date (any more)."""
    known = await moment.tx.sessions.get(session) if session else None
    if known is None or planned is None:
        return None
    changes = await moment.tx.sessions.changes(known.number)
    change = next((change for change in changes if change.planned == planned), None)
    start = in_utc(change.moved_to if change and change.moved_to else planned, moment.settings.zone)
    found = occurrences(known, changes, moment.settings.zone, after=start - _DAY, before=start + _DAY)
    return next((date for date in found if date.planned == planned), None)


async def chosen_date(moment: Moment, team: TeamId, session: Number | None) -> Occurrence | None:
    """Where a new topic goes: on the next date of the session that was named, or of the group; None where it has to wait.

    Raises UserError where the named session cannot take it.
    """
    if session is None:
        return await next_date(moment, team)
    known = await moment.tx.sessions.get(session)
    if known is None:
        raise UserError("agenda.session-unknown", number=str(session))
    if known.team != team:
        owner = await moment.team(known.team)
        raise UserError("agenda.session-of-others", session=known, owner=owner.name, steering=owner.is_steering)
    date = await next_date(moment, team, session=session)
    if date is None:
        raise UserError("agenda.session-over", session=known, cancelled=known.state is SessionState.CANCELLED)
    return date


async def _first(
    moment: Moment, team: TeamId, since: datetime, fits: Callable[[Occurrence], bool], session: Number | None = None
) -> Occurrence | None:
    sessions = [each for each in await moment.tx.sessions.of_team(team) if session in (None, each.number)]
    if not sessions:
        return None
    for window in _WINDOWS:
        found = [date for each in sessions for date in await _dates(moment, each, since, since + window)]
        fitting = [date for date in found if not date.cancelled and fits(date)]
        if fitting:
            return min(fitting, key=lambda date: (date.start, date.session, date.planned))
    return None


async def _dates(moment: Moment, session: Session, after: datetime, before: datetime) -> list[Occurrence]:
    changes = await moment.tx.sessions.changes(session.number)
    return occurrences(session, changes, moment.settings.zone, after=after, before=before)
