"""Which date of the steering committee is meant: by a number, by the card that was tapped, or by nothing at all."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from bot.context import Context, Moment
from bot.domain.ids import Number, TeamId
from bot.domain.meetings import LETTER, Occurrence, SessionState, in_utc, occurrences
from bot.domain.teams import Team
from bot.messages import UserError
from commands.agenda.session_dates import current_date, date_of, next_date

CARD, REMINDER, WARNING = "card", "remind", "quorum"
"""The messages about a date: who speaks, a reminder to say so, and that too few are sure."""
_DAY = timedelta(days=1)
_ONCE = re.compile(r"voices [a-z]{1,20} (S\d{1,9}) (\d{4}-\d\d-\d\dT\d\d:\d\d)(?: |\Z)")


def once_of(what: str, session: Number, planned: datetime) -> str:
    """The key of a message about the voices on one date: what it is, and which date."""
    return f"voices {what} {session} {planned.isoformat(timespec='minutes')}"


def named_in(once: str) -> tuple[Number, datetime] | None:
    """The date that the message of this key is about; None where it is about none."""
    match = _ONCE.match(once)
    number = Number.read(match[1]) if match else None
    return (number, datetime.fromisoformat(match[2])) if match and number else None


async def date_at_hand(moment: Moment, team: TeamId, session: Number | None) -> Occurrence | None:
    """The date of today, going on or over, or else the next one: of the group, or of the session that is named."""
    return await _todays(moment, team, session) or await next_date(moment, team, session=session)


async def date_meant(ctx: Context, team: Team, number: Number | None) -> Occurrence:
    """The date that people can still say something about: that of the card tapped or replied to, of the named session, or the next one.

    Raises UserError where there is none.
    """
    if ctx.pressed or (ctx.replied and number is None):
        return await _of_card(ctx)
    if number is None:
        date = await current_date(ctx, team.id)
        if date is None:
            raise UserError("deputy.no-session")
        return date
    if number.letter != LETTER:
        raise UserError("deputy.other-number", number=str(number))
    session = await ctx.tx.sessions.get(number)
    if session is None or not session.title:
        raise UserError("deputy.session-unknown", number=str(number))
    if session.team != team.id:
        raise UserError("deputy.session-of-others", session=session, owner=(await ctx.team(session.team)).name)
    if session.state is SessionState.CANCELLED:
        raise UserError("deputy.session-cancelled", number=str(number))
    date = await current_date(ctx, team.id, session=number)
    if date is None:
        raise UserError("deputy.session-over", number=str(number))
    return date


async def date_on(ctx: Context, team: Team, number: Number | None, day: date) -> Occurrence:
    """The date of the committee on that day. Raises UserError where there is none, or it is over."""
    start = in_utc(datetime.combine(day, time()), ctx.settings.zone)
    for session in await ctx.tx.sessions.of_team(team.id):
        found = occurrences(session, await ctx.tx.sessions.changes(session.number), ctx.settings.zone, after=start, before=start + _DAY)
        for each in found:
            if number in (None, session.number) and not each.cancelled and ctx.calendar.day_of(each.start) == day:
                if each.end <= ctx.now:
                    raise UserError("deputy.session-over", number=str(session.number))
                return each
    raise UserError("deputy.no-session-on", day=day)


async def card_tapped(ctx: Context) -> str | None:
    """The key of the card in the committee's room, where that was tapped."""
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    return row.once if row is not None and row.once.startswith(f"voices {CARD} ") else None


async def _of_card(ctx: Context) -> Occurrence:
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    about = named_in(row.once) if row else None
    date = await date_of(ctx, *about) if about else None
    if about is None or date is None or date.cancelled:
        raise UserError("deputy.session-cancelled", number=str(about[0]) if about else "")
    if date.end <= ctx.now:
        raise UserError("deputy.session-over", number=str(date.session))
    return date


async def _todays(moment: Moment, team: TeamId, session: Number | None) -> Occurrence | None:
    """The last date of today that has begun, or else the first one to come; None where there is none today."""
    today = moment.calendar.day_of(moment.now)
    found: list[Occurrence] = []
    for each in await moment.tx.sessions.of_team(team):
        if session in (None, each.number):
            changes = await moment.tx.sessions.changes(each.number)
            found += occurrences(each, changes, moment.settings.zone, after=moment.now - _DAY, before=moment.now + _DAY)
    held = [each for each in found if not each.cancelled]
    held = [each for each in held if moment.calendar.day_of(each.start) == today or each.start <= moment.now < each.end]
    begun = [each for each in held if each.start <= moment.now]
    return max(begun, key=_in_order, default=None) or min(held, key=_in_order, default=None)


def _in_order(date: Occurrence) -> tuple[datetime, Number, datetime]:
    return (date.start, date.session, date.planned)
