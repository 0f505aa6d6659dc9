"""The cards of a blocker: one in its team's room, one in the PMO's room once it was alerted, one in the steering committee's.

A card lives: whatever happens to the blocker, its cards say so.
"""

from __future__ import annotations

from typing import Any

from bot.context import Moment
from bot.domain.blockers import Blocker
from bot.domain.escalation import next_step
from bot.messages import Outgoing, Rewrite, Role

_TEXTS = {Role.CARD: "blocker.card", Role.ALERT: "blocker.alert"}


async def shown(moment: Moment, blocker: Blocker) -> dict[str, Any]:
    """The parameters of a card."""
    team = await moment.team(blocker.team)
    rungs = await moment.tx.ladder.rungs(blocker.number)
    coming = next_step(blocker, rungs, moment.settings.escalation, moment.calendar)
    pmo = await moment.pmo()
    in_team_room = blocker.room == team.room
    return {
        "blocker": blocker,
        "team": team.name,
        "now": moment.now,
        "coming": coming,
        "alerted": bool(rungs),
        "has_pmo": pmo is not None,
        "pmo_members": len(moment.rooms.members(pmo.room)) if pmo else 0,
        "link": moment.rooms.permalink(blocker.room, blocker.source) if in_team_room else "",
    }


async def refreshed(moment: Moment, blocker: Blocker) -> list[Outgoing]:
    """Every card of the blocker, as it should read now."""
    params = await shown(moment, blocker)
    rows = await moment.tx.outbox.about(str(blocker.number), (Role.CARD, Role.ALERT))
    return [Rewrite(of=row.once, text=_TEXTS[row.role], params=params) for row in rows]
