"""The notes on records."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, delete, insert

from bot.domain.history import Note
from bot.domain.ids import EventId, Number
from storage import tables
from storage.connection.interface import Connection
from storage.key_value import Counters
from storage.row_mapping import change, record_of, records, values_of

_notes = tables.notes


class Notes:
    """Each note has a place on its record (`B12/1`) that no later one takes over."""

    def __init__(self, connection: Connection, counters: Counters, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._counters = counters
        self._on_erased = on_erased

    async def add(self, note: Note) -> None:
        position = await self._counters.next(f"{note.subject}/")
        await self._connection.execute(insert(_notes).values(position=position, **values_of(note, but=["id"])))

    async def of(self, subject: Number) -> Sequence[Note]:
        return await self._listed(_notes.c.subject == subject)

    async def of_event(self, event: EventId) -> Note | None:
        found = await self.all_of_event(event)
        return found[0] if found else None

    async def all_of_event(self, event: EventId) -> list[Note]:
        return await self._listed(_notes.c.event == event)

    async def reword(self, note: Note, text: str) -> None:
        """Raises LookupError for one that was deleted."""
        await change(self._connection, _notes, {"id": note.id}, {"text": text})
        self._on_erased()

    async def delete(self, note: Note) -> None:
        await self._connection.execute(delete(_notes).where(_notes.c.id == note.id))
        self._on_erased()

    async def _listed(self, condition: ColumnElement[bool]) -> list[Note]:
        query = records(_notes, Note).where(condition).order_by(_notes.c.id)
        return [record_of(Note, row) for row in await self._connection.execute(query)]
