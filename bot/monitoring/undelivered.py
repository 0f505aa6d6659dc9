"""Alerts that have not reached their room, because it refuses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.escalation import Arrival, last_to_pmo, last_to_steering
from bot.domain.ids import Number, RoomId
from bot.ports import Transaction


@dataclass(frozen=True, kw_only=True)
class Undelivered:
    """An alert that still holds, and that its room has refused."""

    number: Number
    room: RoomId
    since: datetime
    """When it was queued first."""


async def undelivered(tx: Transaction) -> Sequence[Undelivered]:
    found: list[Undelivered] = []
    for number in await tx.ladder.refused():
        blocker = await tx.blockers.get(number)
        team = await tx.teams.get(blocker.team) if blocker is not None else None
        if team is None or not team.counts:
            continue
        rungs = await tx.ladder.rungs(number)
        for rung in (last_to_pmo(blocker, rungs), last_to_steering(blocker, rungs)) if blocker else ():
            row = await tx.outbox.by_once(rung.once) if rung is not None and rung.arrival is Arrival.REFUSED else None
            if rung is not None and row is not None:
                found.append(Undelivered(number=number, room=row.room, since=rung.queued_at))
    return found
