"""What the clock does for the voices of a session."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Moment
from bot.domain.ids import Number
from bot.messages import Outgoing
from bot.timer import timer
from commands.deputy.forget import forget_old
from commands.deputy.look import LOOK


@timer(LOOK)
async def look(moment: Moment, subject: str) -> Sequence[Outgoing]:
    session = Number.read(subject)
    if session is not None:
        await forget_old(moment, session)
    return []
