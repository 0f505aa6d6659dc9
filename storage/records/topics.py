"""Topics on agendas, and those that wait for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.agenda import Topic, TopicState
from bot.domain.ids import Number, TeamId
from bot.domain.record_types import TOPICS
from storage import tables
from storage.connection.interface import Connection
from storage.records.repository import Records

_topics = tables.topics
_open = _topics.c.state == TopicState.OPEN


class Topics(Records[Topic]):
    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, TOPICS)

    async def of_date(self, session: Number, planned: datetime) -> Sequence[Topic]:
        on_it = _topics.c.state.in_([TopicState.OPEN, TopicState.HANDLED])
        return await self._listed(_topics.c.session == session, _topics.c.planned == planned, on_it)

    async def open_of_session(self, session: Number) -> Sequence[Topic]:
        return await self._listed(_topics.c.session == session, _open)

    async def waiting(self, team: TeamId) -> Sequence[Topic]:
        found = await self._listed(_topics.c.team == team, _topics.c.session.is_(None), _open)
        return sorted(found, key=lambda topic: (topic.created_at, topic.number))

    async def of_blocker(self, blocker: Number) -> Sequence[Topic]:
        """Whatever became of them, the oldest number first."""
        return sorted(await self._listed(_topics.c.blocker == blocker), key=lambda topic: topic.number)

    async def open_of_team(self, team: TeamId) -> Sequence[Topic]:
        return await self._listed(_topics.c.team == team, _open)

    async def proposed(self) -> Sequence[Topic]:
        return sorted(await self._listed(_topics.c.state == TopicState.PROPOSED), key=lambda topic: topic.number)
