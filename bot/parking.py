"""Who hears of a message that could not be delivered."""

from __future__ import annotations

from bot.composer import Cause, Composer
from bot.domain.ids import RoomId
from bot.messages import Role, Say
from bot.ports import ERASED, OutboxRow, Transaction
from bot.scenes import Scenes


class Parking:
    def __init__(self, scenes: Scenes, composer: Composer) -> None:
        self._scenes = scenes
        self._composer = composer

    async def parked(self, tx: Transaction, row: OutboxRow, reason: str) -> None:
        """Tells the PMO once per room and day. What could not reach the PMO's own room stands in `lotse status` alone."""
        if row.action not in ("send", "edit") or reason == ERASED or row.role is Role.NAMELESS:
            return
        moment = await self._scenes.moment(tx, RoomId(""))
        pmo = await moment.pmo()
        if pmo is None or pmo.room == row.room:
            return
        team = await tx.teams.of_room(row.room)
        say = Say(
            room=pmo.room,
            text="room.parked",
            params={"team": team.name if team else ""},
            once=f"parked:{row.room}:{moment.now.date()}",
            notify=True,
        )
        await self._composer.post(moment, [say], Cause())
