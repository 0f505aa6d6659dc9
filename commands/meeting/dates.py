"""The date of a session that is meant, and what was changed about it."""

from __future__ import annotations

from datetime import date, datetime

from bot.context import Context, Moment
from bot.domain.meetings import DateChange, Occurrence, Session, next_held, on_day
from bot.messages import UserError


async def date_meant(ctx: Context, session: Session, on: date | None) -> Occurrence:
    """The date that `am:` names, or the next one that is held; a refusal where there is none or it has begun."""
    changes = await ctx.tx.sessions.changes(session.number)
    zone = ctx.settings.zone
    if on is None:
        coming = next_held(session, changes, zone, now=ctx.now)
        if coming is None:
            raise UserError("meeting.over", session=session)
        return coming
    named = on_day(session, changes, zone, on)
    if named is None:
        following = next_held(session, changes, zone, now=ctx.now)
        raise UserError("meeting.no-such-date", session=session, day=on, following=following)
    if named.start <= ctx.now:
        raise UserError("meeting.begun", session=session, date=named)
    return named


async def change_of(moment: Moment, date: Occurrence | DateChange) -> DateChange:
    """What was changed about a date so far; empty where nothing was."""
    changes = await moment.tx.sessions.changes(date.session)
    return next((change for change in changes if change.planned == date.planned), DateChange(session=date.session, planned=date.planned))


async def set_change(moment: Moment, date: DateChange) -> None:
    """A change that leaves nothing changed about its date is forgotten."""
    if date == DateChange(session=date.session, planned=date.planned):
        await moment.tx.sessions.clear_change(date.session, date.planned)
    else:
        await moment.tx.sessions.set_change(date)


async def forget_changes(moment: Moment, session: Session) -> None:
    """The dates of a series that was planned anew are new ones: what was changed about the old ones no longer holds."""
    for change in await moment.tx.sessions.changes(session.number):
        await moment.tx.sessions.clear_change(session.number, change.planned)


def local(moment: Moment, at: datetime) -> datetime:
    """Naive, on the clock of the project's zone."""
    return at.astimezone(moment.settings.zone).replace(tzinfo=None)
