"""The cards of a blocker: one in its team's room, one in the PMO's room once it was alerted, one in the steering committee's.

A card lives: whatever happens to the blocker, its cards say so.
"""

from __future__ import annotations

from typing import Any

from bot.context import Moment
from bot.domain.blockers import Blocker
from bot.domain.escalation import TO_STEERING, next_step
from bot.domain.ids import RoomId
from bot.domain.teams import Team
from bot.messages import Outgoing, Rewrite, Role
from bot.ports import OutboxRow


async def shown(moment: Moment, blocker: Blocker, room: RoomId) -> dict[str, Any]:
    """The parameters of a card as it reads in `room`."""
    team = await moment.team(blocker.team)
    rungs = await moment.tx.ladder.rungs(blocker.number)
    this_time = [rung for rung in rungs if rung.queued_at >= blocker.opened_at]
    coming = next_step(blocker, rungs, moment.settings.escalation, moment.calendar)
    pmo, steering = await moment.pmo(), await moment.steering()
    in_team_room = blocker.room == team.room
    return {
        "blocker": blocker,
        "team": team.name,
        "now": moment.now,
        "coming": coming,
        "alerted": bool(this_time),
        "steering_told": blocker.steering_at is not None or any(rung.step in TO_STEERING for rung in this_time),
        "has_pmo": pmo is not None,
        "pmo_members": len(moment.rooms.members(pmo.room)) if pmo else 0,
        "in_pmo": pmo is not None and room == pmo.room,
        "in_steering": steering is not None and room == steering.room,
        "link": moment.rooms.permalink(blocker.room, blocker.source) if in_team_room else "",
    }


async def refreshed(moment: Moment, blocker: Blocker) -> list[Outgoing]:
    """Every card of the blocker, as it should read now."""
    rows = await moment.tx.outbox.about(str(blocker.number), (Role.CARD, Role.ALERT))
    team = await moment.team(blocker.team)
    return [
        Rewrite(of=row.once, text=_text(row, team), params=await shown(moment, blocker, row.room)) for row in rows if row.parked_at is None
    ]


def _text(row: OutboxRow, team: Team) -> str:
    if row.role is Role.ALERT:
        return "blocker.alert"
    return "blocker.card" if row.room == team.room else "blocker.added-direct"


async def alert_in(moment: Moment, blocker: Blocker, room: RoomId) -> str | None:
    """The `once` of the latest alert about the blocker that reached this room, or is on its way there."""
    rows = await moment.tx.outbox.about(str(blocker.number), (Role.ALERT,))
    return next((row.once for row in reversed(rows) if row.room == room and row.parked_at is None), None)
