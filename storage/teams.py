"""Which groups are there, and which room is whose?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Text, insert, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import RoomId, TeamId, UserId
from bot.domain.teams import Kind, Team, TeamState
from storage import tables
from storage.rows import change, columns_of, record_of, values_of

_teams = tables.teams
_tied = _teams.c.state.in_([TeamState.PROPOSED, TeamState.ACTIVE])


class Teams:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._known: dict[TeamId | Kind, Team | None] = {}
        """What was read in this transaction: one command asks several times for the PMO and for the team of its record."""

    async def get(self, team: TeamId) -> Team | None:
        if team not in self._known:
            self._known[team] = await self._first(_teams.c.id == team)
        return self._known[team]

    async def of_room(self, room: RoomId) -> Team | None:
        return await self._first(_teams.c.room == room, _tied)

    async def of_kind(self, kind: Kind) -> Team | None:
        if kind not in self._known:
            of_that_kind = type_coerce(_teams.c.kinds, Text).contains(f",{kind},")
            self._known[kind] = await self._first(_teams.c.state == TeamState.ACTIVE, of_that_kind)
        return self._known[kind]

    async def former(self, room: RoomId, name: str) -> Team | None:
        found = await self._listed(_teams.c.room == room, _teams.c.state.in_([TeamState.DISSOLVED, TeamState.DECLINED]))
        return next((team for team in reversed(found) if team.name.casefold() == name.casefold()), None)

    async def founded_by(self, user: UserId) -> Sequence[Team]:
        return await self._listed(_teams.c.created_by == user)

    async def all(self) -> Sequence[Team]:
        found = await self._listed(_tied)
        return sorted(found, key=lambda team: (team.name.casefold(), team.id))

    async def add(self, team: Team) -> Team:
        self._known.clear()
        new = insert(_teams).values(**values_of(team, but=["id"])).returning(_teams.c.id)
        return replace(team, id=TeamId((await self._connection.execute(new)).scalar_one()))

    async def save(self, team: Team) -> None:
        """Raises LookupError for one that was never added."""
        self._known.clear()
        await change(self._connection, _teams, {"id": team.id}, values_of(team, but=["id"]))

    async def _first(self, *conditions: ColumnElement[bool]) -> Team | None:
        found = await self._listed(*conditions)
        return found[0] if found else None

    async def _listed(self, *conditions: ColumnElement[bool]) -> list[Team]:
        query = select(*columns_of(_teams, Team)).where(*conditions).order_by(_teams.c.id)
        return [record_of(Team, row) for row in await self._connection.execute(query)]
