"""The addresses of calendars to which people subscribe."""

from __future__ import annotations

from sqlalchemy import select

from bot.domain.ids import EventId, TeamId
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import put

_feeds = tables.calendar_feeds


class CalendarFeeds:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def generation(self, team: TeamId) -> str:
        return await self._connection.scalar(select(_feeds.c.generation).where(_feeds.c.team == team)) or ""

    async def renew(self, team: TeamId, event: EventId) -> None:
        await put(self._connection, _feeds, {"team": team}, {"generation": event})
