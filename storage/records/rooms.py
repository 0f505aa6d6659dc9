"""What is kept about a room that the homeserver does not tell again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import insert, select

from bot.domain.ids import RoomId, UserId
from bot.ports import KnownRoom
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import put, record_of, records, values_of


class KnownRooms:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[RoomId, KnownRoom | None] = {}
        """What was read in this transaction."""

    async def get(self, room: RoomId) -> KnownRoom | None:
        if room not in self._known:
            query = records(tables.rooms, KnownRoom).where(tables.rooms.c.room == room)
            row = (await self._connection.execute(query)).first()
            self._known[room] = None if row is None else record_of(KnownRoom, row)
        return self._known[room]

    def forget(self) -> None:
        """What was read before may have changed."""
        self._known.clear()

    def know(self, room: RoomId, known: KnownRoom | None) -> None:
        """It has been read in this transaction."""
        self._known.setdefault(room, known)

    async def direct_with(self, user: UserId) -> Sequence[KnownRoom]:
        rooms = tables.rooms
        is_it = (rooms.c.is_direct.is_(True), rooms.c.inviter == user, rooms.c.joined_at.is_not(None))
        query = records(rooms, KnownRoom).where(*is_it).order_by(rooms.c.joined_at.desc())
        return [record_of(KnownRoom, row) for row in await self._connection.execute(query)]

    async def replaced_by(self, successor: RoomId) -> KnownRoom | None:
        query = records(tables.rooms, KnownRoom).where(tables.rooms.c.successor == successor)
        row = (await self._connection.execute(query)).first()
        return None if row is None else record_of(KnownRoom, row)

    async def save(self, room: KnownRoom) -> None:
        self.forget()
        await put(self._connection, tables.rooms, {"room": room.room}, values_of(room, but=["room"]))

    async def encrypted(self) -> frozenset[RoomId]:
        return frozenset(RoomId(room) for room in await self._connection.scalars(select(tables.encrypted_rooms.c.room)))

    async def mark_encrypted(self, rooms: Collection[RoomId]) -> None:
        fresh = frozenset(rooms) - await self.encrypted()
        if fresh:
            await self._connection.execute(insert(tables.encrypted_rooms), [{"room": room} for room in sorted(fresh)])
