"""The port of the addresses of calendars to which people subscribe."""

from __future__ import annotations

from typing import Protocol

from bot.domain.ids import EventId, TeamId


class CalendarFeeds(Protocol):
    async def generation(self, team: TeamId) -> str:
        """The message that renewed the address of the group's calendar last; empty where none has."""

    async def renew(self, team: TeamId, event: EventId) -> None: ...
