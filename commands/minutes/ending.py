"""What the end of a session brings: topics that nobody came to go on, the card says so, and the draft is posted."""

from __future__ import annotations

from datetime import datetime

from bot.context import Moment
from bot.domain.minutes.running import Minutes
from bot.messages import Outgoing
from commands.agenda.carry_over import carry_on
from commands.agenda.current_topic import CLOCK, give_up_warnings
from commands.agenda.decided import settled
from commands.agenda.session_card import refreshed
from commands.minutes.draft.post import posted


async def ended(moment: Moment, running: Minutes, *, at: datetime, by_itself: bool = False) -> list[Outgoing]:
    """Saves the minutes as ended; returns what is said because of it."""
    minutes = running.ended(at=at, by_itself=by_itself)
    await moment.tx.minutes.save(minutes)
    await moment.tx.timers.clear(str(minutes.session), CLOCK)
    await give_up_warnings(moment, running)
    said = await settled(moment, minutes.session, minutes.planned)
    # The draft names what stayed open, so it is composed before that goes on to the next date.
    said += await posted(moment, minutes)
    said += await carry_on(moment, minutes.session, minutes.planned)
    if not (await moment.team(minutes.team)).counts:
        return []
    return [*await refreshed(moment, minutes), *said]
