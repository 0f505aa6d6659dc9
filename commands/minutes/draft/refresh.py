"""A draft that was posted reads as the records do: a timer looks at it again when one of them was changed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Moment
from bot.domain.minutes.running import MinutesState
from bot.messages import Outgoing
from bot.records.running_minutes import DRAFT_CHANGED
from bot.timer import timer
from commands.minutes.draft import message
from commands.minutes.draft.final import named
from commands.minutes.draft.sources import composed


@timer(DRAFT_CHANGED)
async def refresh(moment: Moment, subject: str) -> Sequence[Outgoing]:
    minutes, draft = await named(moment, subject)
    if minutes is None or draft is None or minutes.state is not MinutesState.DRAFT:
        return []
    document = await composed(moment, minutes)
    if document == draft.document:
        return []
    return await message.corrected(moment, minutes)
