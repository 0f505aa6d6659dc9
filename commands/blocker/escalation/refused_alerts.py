"""Alerts that a room has refused and that would still be of use there, and their text as of now."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Moment
from bot.domain.blockers import Blocker, order
from bot.domain.escalation import Arrival, Rung, last_to_pmo, last_to_steering
from bot.domain.ids import RoomId
from bot.messages import Say
from commands.blocker.escalation.ladder import message


async def refused_in(moment: Moment, room: RoomId) -> list[tuple[Blocker, Say]]:
    """Red ones first, then the oldest. What was taken, solved or overtaken by a later step meanwhile is left out."""
    pmo = await moment.pmo()
    found: list[tuple[Blocker, Say]] = []
    for number in await moment.tx.ladder.refused(room):
        blocker = await moment.tx.blockers.get(number)
        if blocker is None or pmo is None or not (await moment.team(blocker.team)).counts:
            continue
        for rung in _of_use(blocker, await moment.tx.ladder.rungs(number)):
            row = await moment.tx.outbox.by_once(rung.once)
            if row is not None and row.room == room and row.parked_at is not None:
                found.append((blocker, await message(moment, blocker, pmo, rung)))
    return sorted(found, key=lambda each: order(each[0]))


def _of_use(blocker: Blocker, rungs: Sequence[Rung]) -> list[Rung]:
    last = (last_to_pmo(blocker, rungs), last_to_steering(blocker, rungs))
    return [rung for rung in last if rung is not None and rung.arrival is Arrival.REFUSED]
