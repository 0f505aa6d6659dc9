"""The repository of any kind of record: found by number, added, saved, listed, counted. What only one kind is asked stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Generic

from sqlalchemy import ColumnElement, func, insert, or_, select

from bot.domain.ids import Number, TeamId
from bot.domain.record_types import R, RecordType
from storage.connection.interface import Connection
from storage.row_mapping import change, record_of, records, values_of
from storage.tables import metadata


class Records(Generic[R]):
    """Of one kind, in one transaction."""

    def __init__(self, connection: Connection, kind: RecordType[R]) -> None:
        self._connection = connection
        self._kind = kind
        self._table = metadata.tables[kind.plural]

    async def get(self, number: Number) -> R | None:
        """In whatever state it is."""
        found = await self._listed(self._table.c.number == number)
        return found[0] if found else None

    async def add(self, record: R) -> None:
        await self._connection.execute(insert(self._table), values_of(record))

    async def save(self, record: R) -> None:
        """Raises LookupError for one that was never added."""
        await change(self._connection, self._table, {"number": record.number}, values_of(record, but=["number"]))

    async def listed(self, team: TeamId | None = None, *, closed: bool = False, closed_since: datetime | None = None) -> Sequence[R]:
        conditions: list[ColumnElement[bool]] = [] if team is None else [self._of(team)]
        if closed_since is not None:
            conditions.append(or_(self._is_live, self._table.c.closed_at >= closed_since))
        elif not closed:
            conditions.append(self._is_live)
        return await self._listed(*conditions)

    async def linked(self, link: str, to: Number) -> Sequence[R]:
        return await self._listed(self._table.c[link] == to)

    async def count(self, team: TeamId) -> int:
        query = select(func.count()).select_from(self._table).where(self._table.c.team == team, self._is_live)
        return int(await self._connection.scalar(query) or 0)

    def _of(self, team: TeamId) -> ColumnElement[bool]:
        """Which ones the list of a team has."""
        return self._table.c.team == team

    @property
    def _is_live(self) -> ColumnElement[bool]:
        return self._table.c.state.in_(sorted(self._kind.live_states))

    async def _listed(self, *conditions: ColumnElement[bool]) -> list[R]:
        """In the order of the kind."""
        query = records(self._table, self._kind.model).where(*conditions)
        found = [record_of(self._kind.model, row) for row in await self._connection.execute(query)]
        return sorted(found, key=self._kind.order)
