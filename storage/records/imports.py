"""Lists that people bring, and the records that came with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, delete, or_, update

from bot.domain.ids import EventId, RoomId, TeamId
from bot.domain.imports.batch import Batch, BatchState, Imported
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import put, record_of, records, values_of

_batches, _imported = tables.imports, tables.imported


class Imports:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased

    async def put(self, batch: Batch) -> None:
        await put(self._connection, _batches, {"event": batch.event}, values_of(batch, but=["event"]))
        if batch.reading is None:
            self._on_erased()

    async def get(self, event: EventId) -> Batch | None:
        found = await self._listed(_batches.c.event == event)
        return found[0] if found else None

    async def delete(self, batch: Batch) -> None:
        await self._connection.execute(delete(_batches).where(_batches.c.event == batch.event))
        self._on_erased()

    async def waiting(self) -> Sequence[Batch]:
        return await self._listed(_batches.c.state == BatchState.WAITING)

    async def of_room(self, room: RoomId) -> Sequence[Batch]:
        return (await self._listed(_batches.c.room == room))[::-1]

    async def known(self, team: TeamId) -> Sequence[Imported]:
        return await self._known(_imported.c.team == team)

    async def of_batch(self, event: EventId) -> Sequence[Imported]:
        return await self._known(or_(_imported.c.batch == event, _imported.c.made_by == event))

    async def remember(self, imported: Imported) -> None:
        key = {"team": imported.team, "key": imported.key}
        await put(self._connection, _imported, key, values_of(imported, but=key))

    async def forget(self, imported: Imported) -> None:
        await self._connection.execute(delete(_imported).where(_imported.c.team == imported.team, _imported.c.key == imported.key))

    async def keep_for_good(self, event: EventId) -> None:
        await self._connection.execute(update(_imported).where(_imported.c.batch == event).values(before=None))
        self._on_erased()

    async def _listed(self, condition: ColumnElement[bool]) -> list[Batch]:
        query = records(_batches, Batch).where(condition).order_by(_batches.c.asked_at, _batches.c.event)
        return [record_of(Batch, row) for row in await self._connection.execute(query)]

    async def _known(self, condition: ColumnElement[bool]) -> list[Imported]:
        query = records(_imported, Imported).where(condition).order_by(_imported.c.team, _imported.c.key)
        return [record_of(Imported, row) for row in await self._connection.execute(query)]
