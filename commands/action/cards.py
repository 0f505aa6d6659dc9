"""The card of an action in its group's room. It lives: whatever happens to the action, the card says so."""

from __future__ import annotations

from typing import Any

from bot.context import Moment
from bot.domain.actions import Action
from bot.messages import Outgoing, Rewrite, Role


async def shown(moment: Moment, action: Action) -> dict[str, Any]:
    """The parameters of a card."""
    team = await moment.team(action.team)
    return {
        "action": action,
        "team": team.name,
        "today": moment.calendar.day_of(moment.now),
        "link": moment.rooms.permalink(action.room, action.source) if action.text and action.room == team.room else "",
    }


async def refreshed(moment: Moment, action: Action) -> list[Outgoing]:
    """Every card of the action, as it should read now."""
    rows = await moment.tx.outbox.about(str(action.number), (Role.CARD,))
    return [Rewrite(of=row.once, text="action.card", params=await shown(moment, action)) for row in rows]
