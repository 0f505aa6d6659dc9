"""When the clock looks at the voices of a session: at once after each change, and by itself for card, reminder and forgetting."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.context import Moment
from bot.domain.agenda import days_before
from bot.domain.calendar import ONE_DAY
from bot.domain.meetings import Occurrence
from bot.domain.teams import Team
from bot.domain.voting.voices import LOOK

REMINDED_BEFORE = 2
"""So many working days before a session those are reminded who have said nothing."""
AHEAD = timedelta(days=100)
"""Further ahead nothing is due: `paper_days` has at most 60, and closed days bring a card forward by less than the rest."""


async def look_now(moment: Moment, team: Team) -> None:
    """To be called when seats, or what was said about voices, have changed: the clock looks at all sessions of the committee."""
    for session in await moment.tx.sessions.of_team(team.id):
        await moment.tx.timers.set(LOOK, str(session.number), moment.now)


async def look_at_voices(moment: Moment) -> None:
    """At the start, and when settings of the project have changed."""
    team = await moment.steering()
    if team is not None:
        await look_now(moment, team)


def card_at(moment: Moment, date: Occurrence) -> datetime:
    """When people are asked who speaks: on the day on which papers must be there; where nobody works then, when work begins before it."""
    at = days_before(date.start, moment.settings.decisions.paper_days, moment.settings.zone)
    day = moment.calendar.day_of(at)
    if moment.calendar.is_working_day(day):
        return at
    return moment.calendar.start_of_work(moment.calendar.previous_working_day(day))


def remind_at(moment: Moment, date: Occurrence) -> datetime:
    """When those are reminded who have said nothing: when work begins two working days before."""
    day = moment.calendar.day_of(date.start)
    for _ in range(REMINDED_BEFORE):
        day = moment.calendar.previous_working_day(day - ONE_DAY)
    return moment.calendar.start_of_work(day)
