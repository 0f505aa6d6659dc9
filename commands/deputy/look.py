"""The timers that look at the voices of a session: when the card is due, when to remind, when to forget."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.ids import Number
from bot.domain.teams import Team

LOOK = "voices"
"""The kind of the timer. Its subject is a session."""


async def look_at(moment: Moment, session: Number) -> None:
    """To be called when a session, its topics, or what was said about its voices has changed: the clock looks at it right away."""
    await moment.tx.timers.set(LOOK, str(session), moment.now)


async def look_now(moment: Moment, team: Team) -> None:
    """The same of all sessions of the committee."""
    for session in await moment.tx.sessions.of_team(team.id):
        await look_at(moment, session.number)
