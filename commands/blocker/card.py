"""The card of a blocker as it reads in a room: its team's, the PMO's once it was alerted, the steering committee's.

It calls nothing delivered that has not arrived.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.context import Moment
from bot.domain.blockers import Blocker
from bot.domain.escalation import Arrival, Rung, alarm, last_to_pmo, last_to_steering, next_step
from bot.domain.ids import RoomId
from bot.domain.muted_rooms import Why
from bot.domain.steering_reason import brought
from bot.domain.teams import Team
from bot.messages import Role
from commands.milestone.blocking import fact

TIME_SAID = "time said"
"""What the history of a blocker keeps of a time that came with its date."""


async def card(moment: Moment, blocker: Blocker, room: RoomId, *, posted_at: datetime | None = None) -> dict[str, Any]:
    """The parameters of a card as it reads in `room`, where it was posted at that time, or is now."""
    team = await moment.team(blocker.team)
    rungs = await moment.tx.ladder.rungs(blocker.number)
    coming = next_step(blocker, rungs, moment.settings.escalation, moment.calendar)
    pmo, steering = await moment.pmo(), await moment.steering()
    to_pmo, to_steering = last_to_pmo(blocker, rungs), last_to_steering(blocker, rungs)
    in_team_room = blocker.room == team.room
    in_steering = steering is not None and room == steering.room
    history = await moment.tx.history.of(blocker.number) if in_steering else ()
    return {
        "blocker": blocker,
        "team": team.name,
        "now": moment.now,
        "coming": coming,
        "delays": await fact(moment, blocker),
        "alarm": alarm(blocker, rungs),
        "pmo_refuses": await _refuses(moment, pmo, to_pmo),
        "steering_heard": to_steering.arrival if to_steering else None,
        "steering_refuses": await _refuses(moment, steering, to_steering),
        "has_pmo": pmo is not None,
        "pmo_members": len(moment.rooms.members(pmo.room)) if pmo else 0,
        "time_said": blocker.due is not None and await _time_said(moment, blocker),
        "in_pmo": pmo is not None and room == pmo.room,
        "in_steering": in_steering,
        "brought": brought(rungs, history, posted_at or moment.now) if in_steering else None,
        "asks_how": False,
        "from_direct": not in_team_room,
        "link": moment.rooms.permalink(blocker.room, blocker.source) if in_team_room else "",
    }


def buttons(blocker: Blocker, params: Mapping[str, Any]) -> tuple[str, ...]:
    """What its team can tap on its card."""
    return ("✅", "⏫") if params["has_pmo"] and blocker.urgent_since is None else ("✅",)


async def _time_said(moment: Moment, blocker: Blocker) -> bool:
    """Whether its date was given with a time, which is not kept: its card says so for as long as that date stands."""
    changes = [change for change in await moment.tx.history.of(blocker.number) if change.what in ("blocker add", "blocker edit")]
    return bool(changes) and changes[-1].detail == TIME_SAID


async def _refuses(moment: Moment, group: Team | None, last: Rung | None) -> Why | None:
    """Why the group has not heard of the last step toward it; None where it has, or where that is not known yet."""
    if group is None or last is None or last.arrival is Arrival.ARRIVED:
        return None
    muted = await moment.tx.muted.get(group.room)
    if muted is not None:
        return muted.why
    return await refused_alone(moment, last) if last.arrival is Arrival.REFUSED else None


async def refused_alone(moment: Moment, rung: Rung) -> Why:
    """Why a message was refused whose room takes others: given up it was for what it is, else nobody knows yet."""
    row = await moment.tx.outbox.by_once(rung.once)
    return Why.CONTENT if row is not None and row.parked_at is not None else Why.REFUSED


async def alert_in(moment: Moment, blocker: Blocker, room: RoomId) -> str | None:
    """The `once` of the latest alert about the blocker that reached this room, or is on its way there."""
    rows = await moment.tx.outbox.about(str(blocker.number), (Role.ALERT,))
    return next((row.once for row in reversed(rows) if row.room == room and row.parked_at is None), None)
