"""What do we keep about a room that the homeserver does not tell again?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import RoomId
from bot.ports import KnownRoom
from storage import tables
from storage.rows import columns_of, put, record_of, values_of


class KnownRooms:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, room: RoomId) -> KnownRoom | None:
        query = select(*columns_of(tables.rooms, KnownRoom)).where(tables.rooms.c.room == room)
        row = (await self._connection.execute(query)).first()
        return None if row is None else record_of(KnownRoom, row)

    async def replaced_by(self, successor: RoomId) -> KnownRoom | None:
        query = select(*columns_of(tables.rooms, KnownRoom)).where(tables.rooms.c.successor == successor)
        row = (await self._connection.execute(query)).first()
        return None if row is None else record_of(KnownRoom, row)

    async def save(self, room: KnownRoom) -> None:
        await put(self._connection, tables.rooms, {"room": room.room}, values_of(room, but=["room"]))
