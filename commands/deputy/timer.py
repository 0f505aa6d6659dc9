"""What the clock does for the voices of a session: the card, the reminder, the word to the PMO, and forgetting who spoke."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.context import Moment
from bot.domain.calendar import ONE_DAY
from bot.domain.ids import Number
from bot.domain.meetings import Occurrence, Session, next_held, occurrences
from bot.domain.voting.voices import LOOK
from bot.messages import Outgoing
from bot.timer import timer
from commands.deputy.card import cards, posted, refreshed
from commands.deputy.dates import named_in
from commands.deputy.forget import KEPT_FOR, forget_old
from commands.deputy.left import told_of_leaving
from commands.deputy.look import AHEAD, card_at, remind_at
from commands.deputy.reminder import due


@timer(LOOK)
async def look(moment: Moment, subject: str) -> Sequence[Outgoing]:
    number = Number.read(subject)
    session = await moment.tx.sessions.get(number) if number else None
    if session is None or not session.title:
        return []
    team = await moment.team(session.team)
    await forget_old(moment, session.number)
    said: list[Outgoing] = []
    dates = await _to_come(moment, session)
    if team.is_steering and team.counts:
        for date in dates:
            said += await posted(moment, team, date)
        said += await refreshed(moment, team, session)
        for date in dates:
            known = [row for row in await cards(moment, session.number) if named_in(row.once) == (date.session, date.planned)]
            said += await due(moment, team, date, known[-1] if known else None)
            said += await told_of_leaving(moment, team, date)
    await _next_look(moment, session, dates)
    return said


async def _to_come(moment: Moment, session: Session) -> list[Occurrence]:
    """The dates that have not begun, as far ahead as anything may be due, and the one after them."""
    changes = await moment.tx.sessions.changes(session.number)
    near = occurrences(session, changes, moment.settings.zone, after=moment.now, before=moment.now + AHEAD)
    dates = [date for date in near if not date.cancelled and date.start > moment.now]
    later = next_held(session, changes, moment.settings.zone, now=moment.now + AHEAD)
    return [*dates, *([later] if later is not None else [])]


async def _next_look(moment: Moment, session: Session, dates: Sequence[Occurrence]) -> None:
    looks: list[datetime] = []
    for date in dates:
        looks += [card_at(moment, date), remind_at(moment, date), date.end, date.end + KEPT_FOR]
    changes = await moment.tx.sessions.changes(session.number)
    past = occurrences(session, changes, moment.settings.zone, after=moment.now - KEPT_FOR - ONE_DAY, before=moment.now)
    for date in past:
        looks += [date.end, date.end + KEPT_FOR]
    at = min((look for look in looks if look > moment.now), default=None)
    if at is not None:
        await moment.tx.timers.set(LOOK, str(session.number), at)
