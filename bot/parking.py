"""What follows from a message that was refused for good: what is known of its room, and who hears of it."""

from __future__ import annotations

from bot import muting
from bot.composer import Cause, Composer
from bot.context import Moment
from bot.domain.ids import RoomId
from bot.domain.muting import Why
from bot.messages import Outgoing, Role, Say
from bot.ports import ERASED, OutboxRow, SendFailed, Transaction
from bot.scenes import Scenes

_SPOKEN = ("send", "edit")
"""What tells whether the room hears us at all: reactions have a power level of their own, and files depend on more than the room."""


class Parking:
    def __init__(self, scenes: Scenes, composer: Composer) -> None:
        self._scenes = scenes
        self._composer = composer

    async def parked(self, tx: Transaction, row: OutboxRow, failure: SendFailed) -> None:
        """To be called in the transaction that parks it."""
        if row.action not in (*_SPOKEN, "react") or failure.reason == ERASED or row.role is Role.NAMELESS:
            return
        moment = await self._scenes.moment(tx, RoomId(""))
        said: list[Outgoing] = []
        if failure.why is Why.CONTENT:
            said += await _not_taken(moment, row)
        elif row.action in _SPOKEN:
            said += await muting.begun(moment, row.room, failure.why)
        if failure.why is not Why.CONTENT and row.asked_by is not None and row.once == f"answer:{row.cause}":
            said += await muting.to_author(moment, row.room, failure.why, row.asked_by)
        await self._composer.post(moment, said, Cause())


async def _not_taken(moment: Moment, row: OutboxRow) -> list[Outgoing]:
    """Its room would take others: the PMO hears of it once a day."""
    pmo = await moment.pmo()
    if pmo is None or row.action not in _SPOKEN:
        return []
    team = await moment.tx.teams.of_room(row.room)
    once = f"parked:{row.room}:{moment.now.date()}"
    return [Say(room=pmo.room, text="room.parked", params={"team": team.name if team else ""}, once=once, notify=True)]
