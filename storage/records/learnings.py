"""What did the project learn?"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import Number, TeamId
from bot.domain.learnings import Learning, LearningState
from storage import tables
from storage.row_mapping import change, record_of, records, values_of

_learnings = tables.learnings


class Learnings:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, number: Number) -> Learning | None:
        """Kept or withdrawn."""
        found = await self._listed(_learnings.c.number == number)
        return found[0] if found else None

    async def add(self, learning: Learning) -> None:
        await self._connection.execute(insert(_learnings), values_of(learning))

    async def save(self, learning: Learning) -> None:
        """Raises LookupError for one that was never added."""
        await change(self._connection, _learnings, {"number": learning.number}, values_of(learning, but=["number"]))

    async def listed(self, team: TeamId | None = None) -> Sequence[Learning]:
        kept = _learnings.c.state == LearningState.KEPT
        return await self._listed(kept, *([_learnings.c.team == team] if team is not None else []))

    async def _listed(self, *conditions: ColumnElement[bool]) -> list[Learning]:
        query = records(_learnings, Learning).where(*conditions)
        return sorted((record_of(Learning, row) for row in await self._connection.execute(query)), key=lambda each: each.number)
