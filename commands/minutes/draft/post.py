"""What is posted when a session is over, and what becomes of it when something is added later."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.minutes import Minutes
from bot.messages import Outgoing, Role, Say
from commands.agenda.session_card import name_of


async def posted(moment: Moment, minutes: Minutes) -> list[Outgoing]:
    """The draft as a new message. The topics that stayed open are still on the agenda of the date."""
    return [
        Say(
            room=(await moment.team(minutes.team)).room,
            text="minutes.ended",
            params={"minutes": minutes},
            once=f"minutes ended:{name_of(minutes)}:{minutes.ended_at}",
            subject=str(minutes.session),
            role=Role.SESSION,
        )
    ]


async def corrected(moment: Moment, minutes: Minutes) -> list[Outgoing]:
    """To be called when an entry of a draft was added, changed or taken back: what was posted reads as it does now."""
    return []
