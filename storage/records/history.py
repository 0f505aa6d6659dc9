"""The history: every change of a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, delete, update

from bot.domain.history import Change
from bot.domain.ids import EventId, Number
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import insert_into, record_of, records, values_of

_history = tables.history


class History:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased

    async def add(self, change: Change) -> None:
        await self._connection.execute(insert_into(_history), values_of(change, but=["id"]))

    async def of(self, subject: Number) -> Sequence[Change]:
        return await self._listed(_history.c.subject == subject)

    async def of_event(self, event: EventId) -> Change | None:
        """The last change that this event caused."""
        found = await self._listed(_history.c.event == event)
        return found[-1] if found else None

    async def delete(self, change: Change) -> None:
        await self._connection.execute(delete(_history).where(_history.c.id == change.id))
        self._on_erased()

    async def hand_over(self, change: Change, *, event: EventId | None, before: str | None) -> None:
        await self._connection.execute(update(_history).where(_history.c.id == change.id).values(event=event, before=before))
        self._on_erased()

    async def erase(self, subject: Number) -> None:
        await self._connection.execute(update(_history).where(_history.c.subject == subject).values(detail="", before=None))
        self._on_erased()

    async def _listed(self, condition: ColumnElement[bool]) -> list[Change]:
        query = records(_history, Change).where(condition).order_by(_history.c.id)
        return [record_of(Change, row) for row in await self._connection.execute(query)]
