"""Sessions, and what became of single dates of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Text, delete
from sqlalchemy import cast as sql_cast

from bot.domain.ids import Number, TeamId
from bot.domain.meetings import LETTER, DateChange, Session, SessionState
from bot.domain.record_types import SESSIONS
from storage import tables
from storage.connection.interface import Connection
from storage.records.repository import Records
from storage.row_mapping import put, record_of, records, values_of

_sessions, _changes = tables.sessions, tables.session_changes
_planned = _sessions.c.state == SessionState.PLANNED


class Sessions(Records[Session]):
    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, SESSIONS)

    async def of_team(self, team: TeamId, *, retros: bool = False) -> Sequence[Session]:
        return await self._listed(_sessions.c.team == team, _planned, *_letters(retros))

    async def all(self, *, retros: bool = False) -> Sequence[Session]:
        """Those planned, of every group, the oldest number first."""
        return await self._listed(_planned, *_letters(retros))

    async def cancelled(self) -> Sequence[Session]:
        """Those cancelled as a whole, of every group; not those whose text is deleted."""
        return await self._listed(_sessions.c.state == SessionState.CANCELLED, _sessions.c.title != "")

    async def changes(self, number: Number) -> Sequence[DateChange]:
        """In the order of the dates that they change."""
        query = records(_changes, DateChange).where(_changes.c.session == number).order_by(_changes.c.planned)
        return [record_of(DateChange, row) for row in await self._connection.execute(query)]

    async def set_change(self, change: DateChange) -> None:
        key = {"session": change.session, "planned": change.planned}
        await put(self._connection, _changes, key, values_of(change, but=key))

    async def clear_change(self, number: Number, planned: datetime) -> None:
        await self._connection.execute(delete(_changes).where(_changes.c.session == number, _changes.c.planned == planned))


def _letters(retros: bool) -> list[ColumnElement[bool]]:
    return [] if retros else [sql_cast(_sessions.c.number, Text).startswith(LETTER)]
