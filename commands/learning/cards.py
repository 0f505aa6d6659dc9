"""The card of a learning in its group's room. It lives: whatever happens to the learning, the card says so."""

from __future__ import annotations

from typing import Any

from bot.context import Moment
from bot.domain.learnings import Learning
from bot.messages import Outgoing, Rewrite, Role


async def shown(moment: Moment, learning: Learning) -> dict[str, Any]:
    """The parameters of a card."""
    team = await moment.team(learning.team)
    return {
        "learning": learning,
        "kind": learning.kind,
        "team": team.name,
        "link": moment.rooms.permalink(learning.room, learning.source) if learning.room == team.room else "",
    }


async def refreshed(moment: Moment, learning: Learning) -> list[Outgoing]:
    """Every card of the learning, as it should read now: in its group's room, and in the direct chat where it was said."""
    team = await moment.team(learning.team)
    params = await shown(moment, learning)
    return [
        Rewrite(of=row.once, text="learning.card" if row.room == team.room else "learning.added-direct", params=params)
        for row in await moment.tx.outbox.about(str(learning.number), (Role.CARD,))
    ]
