"""Which blockers are there, and whom do they concern?"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.blockers import Blocker, BlockerState, order
from bot.domain.ids import EventId, Number, TeamId
from storage import tables
from storage.rows import change, columns_of, record_of, values_of

_blockers, _concerns = tables.blockers, tables.concerns


class Blockers:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, number: Number) -> Blocker | None:
        found = await self._listed(_blockers.c.number == number)
        return found[0] if found else None

    async def add(self, blocker: Blocker) -> None:
        await self._connection.execute(insert(_blockers).values(**values_of(blocker)))

    async def save(self, blocker: Blocker) -> None:
        """Raises LookupError for one that was never added."""
        await change(self._connection, _blockers, {"number": blocker.number}, values_of(blocker, but=["number"]))

    async def of_source(self, event: EventId) -> Blocker | None:
        found = await self._listed(_blockers.c.source == event)
        return found[0] if found else None

    async def listed(self, team: TeamId | None = None, *, closed: bool = False) -> Sequence[Blocker]:
        conditions: list[ColumnElement[bool]] = []
        if team is not None:
            concerning = select(_concerns.c.blocker).where(_concerns.c.team == team)
            conditions.append(or_(_blockers.c.team == team, _blockers.c.number.in_(concerning)))
        if not closed:
            conditions.append(_blockers.c.state.in_([BlockerState.OPEN, BlockerState.TAKEN]))
        found = await self._listed(*conditions)
        return sorted(found, key=lambda blocker: (order(blocker), blocker.number))

    async def concern(self, number: Number, team: TeamId) -> bool:
        """From now on it concerns this team too; False where it did already, as its own or by an earlier word."""
        owner = await self._connection.scalar(select(_blockers.c.team).where(_blockers.c.number == number))
        if owner == team or team in await self.concerned(number):
            return False
        await self._connection.execute(insert(_concerns).values(blocker=number, team=team))
        return True

    async def concerned(self, number: Number) -> Sequence[TeamId]:
        query = select(_concerns.c.team).where(_concerns.c.blocker == number).order_by(_concerns.c.team)
        return [TeamId(team) for team in await self._connection.scalars(query)]

    async def _listed(self, *conditions: ColumnElement[bool]) -> list[Blocker]:
        query = select(*columns_of(_blockers, Blocker)).where(*conditions)
        return [record_of(Blocker, row) for row in await self._connection.execute(query)]
