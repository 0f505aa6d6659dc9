"""Who was ever seen in the room of a group: kept as marks (hashes), from which no list of people can be read."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import insert, select

from bot.domain.ids import TeamId
from storage import tables
from storage.connection.interface import Connection

_seen = tables.people_seen


class PeopleSeen:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def of(self, team: TeamId) -> frozenset[str]:
        found = await self._connection.execute(select(_seen.c.mark).where(_seen.c.team == team))
        return frozenset(row.mark for row in found)

    async def add(self, team: TeamId, marks: Collection[str]) -> None:
        for mark in sorted(marks):
            await self._connection.execute(insert(_seen), {"team": team, "mark": mark})
