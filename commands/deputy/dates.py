"""Which date of the steering committee is meant, where a number or nothing is said."""

from __future__ import annotations

from datetime import timedelta

from bot.context import Moment
from bot.domain.ids import Number, TeamId
from bot.domain.meetings import Occurrence, occurrences
from commands.agenda.session_dates import next_date

_DAY = timedelta(days=1)


async def date_at_hand(moment: Moment, team: TeamId, session: Number | None) -> Occurrence | None:
    """The date of today, going on or over, or else the next one: of the group, or of the session that is named."""
    return await _todays(moment, team, session) or await next_date(moment, team, session=session)


async def _todays(moment: Moment, team: TeamId, session: Number | None) -> Occurrence | None:
    """The last date of today that has begun, or else the first one to come; None where there is none today."""
    today = moment.calendar.day_of(moment.now)
    found: list[Occurrence] = []
    for each in await moment.tx.sessions.of_team(team):
        if session in (None, each.number):
            changes = await moment.tx.sessions.changes(each.number)
            found += occurrences(each, changes, moment.settings.zone, after=moment.now - _DAY, before=moment.now + _DAY)
    held = [
        each
        for each in found
        if not each.cancelled and (moment.calendar.day_of(each.start) == today or each.start <= moment.now < each.end)
    ]
    begun = [each for each in held if each.start <= moment.now]
    return max(begun, key=_start, default=None) or min(held, key=_start, default=None)


def _start(date: Occurrence) -> tuple[object, ...]:
    return (date.start, date.session, date.planned)
