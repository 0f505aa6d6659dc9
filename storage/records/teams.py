"""The groups, and the room of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Text, insert, type_coerce

from bot.domain.ids import RoomId, TeamId, UserId
from bot.domain.teams import Kind, Team, TeamState
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import change, record_of, records, values_of

_teams = tables.teams
tied = _teams.c.state.in_([TeamState.PROPOSED, TeamState.ACTIVE])


class Teams:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[TeamId | Kind, Team | None] = {}
        """Cache of this transaction: one command asks several times for the PMO and for the team of its record."""
        self._all: list[Team] | None = None
        """Cache of the teams that have a room; None until they were read."""

    async def get(self, team: TeamId) -> Team | None:
        if team not in self._known:
            self._known[team] = await self._first(_teams.c.id == team)
        return self._known[team]

    async def of_room(self, room: RoomId) -> Team | None:
        if self._all is not None:
            return next((team for team in self._all if team.room == room), None)
        return await self._first(_teams.c.room == room, tied)

    async def of_kind(self, kind: Kind) -> Team | None:
        if self._all is not None:
            return next((team for team in self._all if team.counts and kind in team.kinds), None)
        if kind not in self._known:
            of_that_kind = type_coerce(_teams.c.kinds, Text).contains(f",{kind},")
            self._known[kind] = await self._first(_teams.c.state == TeamState.ACTIVE, of_that_kind)
        return self._known[kind]

    async def former(self, room: RoomId, name: str = "") -> Team | None:
        found = await self._listed(_teams.c.room == room, _teams.c.state.in_([TeamState.DISSOLVED, TeamState.DECLINED]))
        return next((team for team in reversed(found) if not name or team.name.casefold() == name.casefold()), None)

    async def founded_by(self, user: UserId) -> Sequence[Team]:
        return await self._listed(_teams.c.created_by == user)

    async def all(self) -> Sequence[Team]:
        if self._all is None:
            self.know_all(await self._listed(tied))
        return sorted(self._all or [], key=_by_name)

    async def ever(self) -> Sequence[Team]:
        return sorted(await self._listed(), key=_by_name)

    def know_all(self, teams: Sequence[Team]) -> None:
        """Those that have a room have been read in this transaction."""
        if self._all is None:
            self._all = sorted(teams, key=lambda team: team.id)
            self._known |= {team.id: team for team in self._all}

    async def add(self, team: Team) -> Team:
        self.forget()
        new = await self._connection.scalar(insert(_teams).returning(_teams.c.id), values_of(team, but=["id"]))
        return replace(team, id=TeamId(new))

    async def save(self, team: Team) -> None:
        """Raises LookupError for one that was never added."""
        self.forget()
        await change(self._connection, _teams, {"id": team.id}, values_of(team, but=["id"]))

    def forget(self) -> None:
        """What was read before may have changed."""
        self._known.clear()
        self._all = None

    async def _first(self, *conditions: ColumnElement[bool]) -> Team | None:
        found = await self._listed(*conditions)
        return found[0] if found else None

    async def _listed(self, *conditions: ColumnElement[bool]) -> list[Team]:
        query = records(_teams, Team).where(*conditions).order_by(_teams.c.id)
        return [record_of(Team, row) for row in await self._connection.execute(query)]


def _by_name(team: Team) -> tuple[str, int]:
    return (team.name.casefold(), team.id)
