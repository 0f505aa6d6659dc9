"""What the clock does for a blocker that waits: the next step of its ladder, and what has become of the last."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Moment
from bot.domain.ids import Number
from bot.messages import Outgoing
from bot.timer import timer
from commands.blocker.escalation.arrival import news
from commands.blocker.escalation.ladder import TIMER, advance


@timer(TIMER)
async def climb(moment: Moment, subject: str) -> Sequence[Outgoing]:
    number = Number.read(subject)
    blocker = await moment.tx.blockers.get(number) if number else None
    if blocker is None:
        return []
    known = await news(moment, blocker)
    return [*known, *await advance(moment, blocker)]
