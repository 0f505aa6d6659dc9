"""Which topics stand on which agenda, and which wait for one?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.agenda import Topic, TopicState
from bot.domain.ids import Number, TeamId
from storage import tables
from storage.row_mapping import change, record_of, records, values_of

_topics = tables.topics
_open = _topics.c.state == TopicState.OPEN


class Topics:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, number: Number) -> Topic | None:
        found = await self._listed(_topics.c.number == number)
        return found[0] if found else None

    async def add(self, topic: Topic) -> None:
        await self._connection.execute(insert(_topics), values_of(topic))

    async def save(self, topic: Topic) -> None:
        """Raises LookupError for one that was never added."""
        await change(self._connection, _topics, {"number": topic.number}, values_of(topic, but=["number"]))

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

    async def _listed(self, *conditions: ColumnElement[bool]) -> list[Topic]:
        """By date and order; those without a date first."""
        query = records(_topics, Topic).where(*conditions)
        found = [record_of(Topic, row) for row in await self._connection.execute(query)]
        return sorted(found, key=lambda topic: (topic.planned or datetime.min, topic.position, topic.number))  # noqa: DTZ901
