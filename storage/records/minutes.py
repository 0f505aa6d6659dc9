"""Minutes of sessions, and their entries in the order in which they came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select

from bot.domain.ids import EventId, Number, TeamId
from bot.domain.minutes.running import Entry, EntryKind, Minutes, MinutesState
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import change, put, record_of, records, values_of

_minutes, _entries = tables.minutes, tables.minutes_entries
is_unfinished = _minutes.c.state != MinutesState.FINAL


class MinutesOfSessions:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased
        self._unfinished: list[Minutes] | None = None
        """Cache of this transaction: those that are not final, of every group; None until they were read."""

    def know_unfinished(self, unfinished: list[Minutes]) -> None:
        """All that are not final have been read in this transaction."""
        if self._unfinished is None:
            self._unfinished = unfinished

    def forget(self) -> None:
        """What was read before may have changed."""
        self._unfinished = None

    async def of_date(self, session: Number, planned: datetime) -> Minutes | None:
        found = await self._listed(_minutes.c.session == session, _minutes.c.planned == planned)
        return found[0] if found else None

    async def of_team(self, team: TeamId, *states: MinutesState) -> Sequence[Minutes]:
        """In these states, the latest first; without any named in all."""
        conditions = [_minutes.c.team == team, *([_minutes.c.state.in_(states)] if states else [])]
        return sorted(await self._listed(*conditions), key=lambda each: each.started_at, reverse=True)

    async def of_session(self, session: Number) -> Sequence[Minutes]:
        """Of all its dates, the latest first."""
        return sorted(await self._listed(_minutes.c.session == session), key=lambda each: each.started_at, reverse=True)

    async def newest(self, most: int, *, skip: int = 0) -> tuple[Sequence[Minutes], int]:
        query = records(_minutes, Minutes).order_by(_minutes.c.started_at.desc()).limit(most).offset(skip)
        found = [record_of(Minutes, row) for row in await self._connection.execute(query)]
        return found, int(await self._connection.scalar(select(func.count()).select_from(_minutes)) or 0)

    async def running(self, team: TeamId) -> Minutes | None:
        return next((minutes for minutes in await self.unfinished(team) if minutes.is_running), None)

    async def unfinished(self, team: TeamId) -> Sequence[Minutes]:
        if self._unfinished is None:
            self._unfinished = await self._listed(is_unfinished)
        return [minutes for minutes in self._unfinished if minutes.team == team]

    async def save(self, minutes: Minutes) -> None:
        """Stores them, in place of what was kept of this date."""
        self.forget()
        key = {"session": minutes.session, "planned": minutes.planned}
        await put(self._connection, _minutes, key, values_of(minutes, but=key))

    async def add(self, entry: Entry) -> Entry:
        """Stores an entry behind all others; `entry.position` is ignored. Returns it with its position."""
        last = await self._connection.scalar(select(func.max(_entries.c.position)).where(*_of(entry)))
        values = values_of(entry) | {"position": (last or 0) + 1}
        await self._connection.execute(insert(_entries), values)
        return Entry(**values)

    async def entries(self, session: Number, planned: datetime) -> Sequence[Entry]:
        return await self._entries(_entries.c.session == session, _entries.c.planned == planned)

    async def entry_of(self, event: EventId) -> Entry | None:
        """The one that this message or reaction made."""
        found = await self._entries(_entries.c.event == event)
        return found[0] if found else None

    async def entries_about(self, record: Number) -> Sequence[Entry]:
        """Those that name this record as said under a topic."""
        return await self._entries(_entries.c.kind == EntryKind.RECORD, _entries.c.record == record)

    async def change(self, entry: Entry) -> None:
        """Raises LookupError for one that was deleted."""
        key = {"session": entry.session, "planned": entry.planned, "position": entry.position}
        await change(self._connection, _entries, key, values_of(entry, but=key))
        self._on_erased()

    async def delete(self, entry: Entry) -> None:
        await self._connection.execute(delete(_entries).where(*_of(entry), _entries.c.position == entry.position))
        self._on_erased()

    async def _listed(self, *conditions: ColumnElement[bool]) -> list[Minutes]:
        query = records(_minutes, Minutes).where(*conditions)
        return [record_of(Minutes, row) for row in await self._connection.execute(query)]

    async def _entries(self, *conditions: ColumnElement[bool]) -> list[Entry]:
        query = records(_entries, Entry).where(*conditions).order_by(_entries.c.position)
        return [record_of(Entry, row) for row in await self._connection.execute(query)]


def _of(entry: Entry) -> list[ColumnElement[bool]]:
    return [_entries.c.session == entry.session, _entries.c.planned == entry.planned]
