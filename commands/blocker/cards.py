"""The cards of a blocker: one in its team's room, one in the PMO's room once it was alerted, one in the steering committee's.

A card lives: whatever happens to the blocker, its cards say so.
"""

from __future__ import annotations

from typing import Any

from bot.context import Moment
from bot.domain.blockers import Blocker
from bot.domain.escalation import TO_STEERING, next_step
from bot.domain.ids import RoomId
from bot.messages import Outgoing, Rewrite, Role

_TEXTS = {Role.CARD: "blocker.card", Role.ALERT: "blocker.alert"}


async def shown(moment: Moment, blocker: Blocker, room: RoomId) -> dict[str, Any]:
    """The parameters of a card as it reads in `room`."""
    team = await moment.team(blocker.team)
    rungs = await moment.tx.ladder.rungs(blocker.number)
    coming = next_step(blocker, rungs, moment.settings.escalation, moment.calendar)
    pmo, steering = await moment.pmo(), await moment.steering()
    in_team_room = blocker.room == team.room
    return {
        "blocker": blocker,
        "team": team.name,
        "now": moment.now,
        "coming": coming,
        "alerted": bool(rungs),
        "steering_told": blocker.steering_at is not None or any(rung.step in TO_STEERING for rung in rungs),
        "has_pmo": pmo is not None,
        "pmo_members": len(moment.rooms.members(pmo.room)) if pmo else 0,
        "in_pmo": pmo is not None and room == pmo.room,
        "in_steering": steering is not None and room == steering.room,
        "link": moment.rooms.permalink(blocker.room, blocker.source) if in_team_room else "",
    }


async def refreshed(moment: Moment, blocker: Blocker) -> list[Outgoing]:
    """Every card of the blocker, as it should read now."""
    rows = await moment.tx.outbox.about(str(blocker.number), (Role.CARD, Role.ALERT))
    return [Rewrite(of=row.once, text=_TEXTS[row.role], params=await shown(moment, blocker, row.room)) for row in rows]
