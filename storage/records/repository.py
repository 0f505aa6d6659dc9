"""The repository of any kind of record: found by number, added, saved, listed, counted. What only one kind is asked stands beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Generic

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, or_, select

from bot.domain.ids import Number, TeamId
from bot.domain.record_types import R, Record, RecordType
from storage.connection.interface import Connection
from storage.row_mapping import change, insert_into, record_of, records, values_of
from storage.tables import metadata


class Records(Generic[R]):
    """Of one kind, in one transaction."""

    def __init__(self, connection: Connection, kind: RecordType[R]) -> None:
        self._connection = connection
        self._kind = kind
        self._table = metadata.tables[kind.plural]

    async def get(self, number: Number) -> R | None:
        """In whatever state it is."""
        row = (await self._connection.execute(_by_number(self._table, self._kind.model), {"number": number})).first()
        return None if row is None else record_of(self._kind.model, row)

    async def of_numbers(self, numbers: Collection[Number]) -> Sequence[R]:
        return await self._listed(self._table.c.number.in_(sorted(numbers))) if numbers else []

    async def add(self, record: R) -> None:
        await self._connection.execute(insert_into(self._table), values_of(record))

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

    async def newest(self, most: int, *, skip: int = 0, states: Collection[StrEnum] = (), **having: Any) -> tuple[Sequence[R], int]:
        conditions = [self._table.c[field] == value for field, value in having.items()]
        if states:
            conditions.append(self._table.c.state.in_(sorted(states)))
        # Numbers are kept as text, which sorts B10 before B9.
        in_order = [func.length(self._table.c.number).desc(), self._table.c.number.desc()]
        query = records(self._table, self._kind.model).where(*conditions).order_by(*in_order).limit(most).offset(skip)
        found = [record_of(self._kind.model, row) for row in await self._connection.execute(query)]
        count = await self._connection.scalar(select(func.count()).select_from(self._table).where(*conditions))
        return found, int(count or 0)

    async def linked(self, link: str, to: Number) -> Sequence[R]:
        return await self._listed(self._table.c[link] == to)

    async def count(self, team: TeamId) -> int:
        live = tuple(sorted(self._kind.live_states))
        return int(await self._connection.scalar(_count(self._table, live), {"team": team}) or 0)

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


@cache
def _by_number(table: Table, model: type[Record]) -> Select[*tuple[Any, ...]]:
    return records(table, model).where(table.c.number == bindparam("number"))


@cache
def _count(table: Table, states: tuple[StrEnum, ...]) -> Select[int]:
    return select(func.count()).select_from(table).where(table.c.team == bindparam("team"), table.c.state.in_(states))
