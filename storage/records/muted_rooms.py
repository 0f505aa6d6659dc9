"""The rooms that do not take what the bot says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from bot.domain.ids import RoomId
from bot.domain.muted_rooms import MutedRoom, Why
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import put, record_of, records, values_of

_muted = tables.muted_rooms


class MutedRooms:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[RoomId, MutedRoom | None] = {}
        """What was read in this transaction: what is said of an alert asks several times."""

    async def get(self, room: RoomId) -> MutedRoom | None:
        if room not in self._known:
            row = (await self._connection.execute(records(_muted, MutedRoom).where(_muted.c.room == room))).first()
            self._known[room] = None if row is None else record_of(MutedRoom, row)
        return self._known[room]

    def forget(self) -> None:
        """What was read before may have changed."""
        self._known.clear()

    async def all(self) -> Sequence[MutedRoom]:
        found = await self._connection.execute(records(_muted, MutedRoom).order_by(_muted.c.since, _muted.c.room))
        return [record_of(MutedRoom, row) for row in found]

    async def begin(self, room: RoomId, why: Why, at: datetime) -> MutedRoom:
        before = await self.get(room)
        muted = MutedRoom(room=room, since=before.since if before else at, why=why)
        if muted != before:
            self.forget()
            await put(self._connection, _muted, {"room": room}, values_of(muted, but=["room"]))
        return muted

    async def end(self, room: RoomId) -> bool:
        self.forget()
        return bool((await self._connection.execute(delete(_muted).where(_muted.c.room == room))).rowcount)
