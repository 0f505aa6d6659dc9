"""What groups have said of themselves, a row for each change."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, insert

from bot.domain.ids import TeamId
from bot.domain.team_profiles import Profile
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import record_of, records, values_of

_profiles = tables.team_profiles


class TeamProfiles:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, profile: Profile) -> None:
        await self._connection.execute(insert(_profiles), values_of(profile))

    async def of_team(self, team: TeamId) -> Sequence[Profile]:
        return await self._listed(_profiles.c.team == team)

    async def all(self) -> Sequence[Profile]:
        return await self._listed()

    async def _listed(self, *conditions: ColumnElement[bool]) -> Sequence[Profile]:
        query = records(_profiles, Profile).where(*conditions).order_by(_profiles.c.id)
        return [record_of(Profile, row) for row in await self._connection.execute(query)]
