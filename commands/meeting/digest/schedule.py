"""The schedule of digests: which dates of a session still need one, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.context import Moment
from bot.domain.digests import WEEKLY_USEFUL_FOR, Rhythm, carrier, due_before, session_once, too_late_before, too_late_for_week, weekly_once
from bot.domain.ids import TeamId
from bot.domain.meetings import Occurrence, Session, next_held, occurrences
from bot.domain.teams import Team
from bot.ports import Transaction

_CLOSED = timedelta(days=21)
"""By how much closed days may bring a digest forward: more than the longest run of them."""
_NEXT = timedelta(seconds=1)
NOTHING = "nothing"
"""In place of the key of a message: there was none to post."""


@dataclass(frozen=True, kw_only=True)
class Coming:
    """A date that has not begun, with the moment at which its digest is due."""

    date: Occurrence
    due: datetime
    carrier: datetime | None
    """The moment of the weekly digest that brings it."""

    @property
    def once(self) -> str:
        return session_once(self.date.session, self.date.planned)


async def rhythm_of(moment: Moment, team: Team) -> Rhythm:
    """What holds in the team's room now."""
    settings = await moment.settings_of(moment.tx, team.room)
    return Rhythm(weekly=settings.weekly, lead=settings.lead, quiet=settings.quiet, calendar=moment.calendar)


async def coming_dates(moment: Moment, session: Session, rhythm: Rhythm) -> list[Coming]:
    """Those whose digest may be due by now, and the next one after them; those that do not take place left out."""
    span = session.lead or rhythm.lead
    if span is None:
        return []
    zone, horizon = moment.settings.zone, moment.now + span.elapsed + _CLOSED
    changes = await moment.tx.sessions.changes(session.number)
    near = occurrences(session, changes, zone, after=moment.now, before=horizon)
    dates = [date for date in near if not date.cancelled and not too_late_before(date.start, moment.now)]
    later = next_held(session, changes, zone, now=horizon)
    if later is not None and later not in dates:
        dates.append(later)
    return [each for each in (_coming(session, date, rhythm) for date in dates) if each is not None]


def _coming(session: Session, date: Occurrence, rhythm: Rhythm) -> Coming | None:
    due = due_before(date.start, rhythm, lead=session.lead, known_since=session.created_at)
    if due is None:
        return None
    brought = carrier(due, date.start, rhythm)
    # A session that was planned after the weekly digest cannot have been in it.
    return Coming(date=date, due=due, carrier=brought if brought and brought >= session.created_at else None)


async def was_said(tx: Transaction, once: str) -> bool:
    """Whether the digest was posted, as a message of its own or as a part of the weekly one that was not given up."""
    if await tx.outbox.by_once(once) is not None:
        return True
    brought = await tx.get_meta(once)
    weekly = await tx.outbox.by_once(brought) if brought else None
    return brought == NOTHING or (weekly is not None and weekly.parked_at is None)


async def mark_as_said(tx: Transaction, once: str, by: str) -> None:
    """There is no message of this key: the one of the key `by` brings it, or there was NOTHING to say."""
    await tx.set_meta(once, by)


async def unsaid(moment: Moment, dates: Sequence[Coming]) -> list[Coming]:
    """Without those whose digest was posted. What is due later is not looked up."""
    return [each for each in dates if each.due > moment.now or not await was_said(moment.tx, each.once)]


async def waits_until(moment: Moment, team: TeamId, each: Coming) -> datetime | None:
    """Up to when the weekly digest may still bring it; None where it has to come by itself."""
    if each.carrier is None or too_late_for_week(each.carrier, moment.now):
        return None
    if await was_said(moment.tx, weekly_once(team, moment.calendar.day_of(each.carrier))):
        return None
    return each.carrier + WEEKLY_USEFUL_FOR + _NEXT


async def brought_by(moment: Moment, team: Team, rhythm: Rhythm, weekly: datetime) -> list[Coming]:
    """The dates whose digest the weekly one of that moment brings, in their order."""
    found: list[Coming] = []
    for session in await moment.tx.sessions.of_team(team.id):
        for each in await coming_dates(moment, session, rhythm):
            if each.carrier == weekly and not await was_said(moment.tx, each.once):
                found.append(each)
    return sorted(found, key=lambda each: each.date.start)


async def asked_about(moment: Moment, session: Session) -> Occurrence | None:
    """The next date of the session, if its digest was posted: what ❌ under a digest means. None where that date has begun."""
    changes = await moment.tx.sessions.changes(session.number)
    date = next_held(session, changes, moment.settings.zone, now=moment.now)
    if date is None or not await was_said(moment.tx, session_once(date.session, date.planned)):
        return None
    return date
