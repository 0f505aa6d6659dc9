"""Drafts of minutes, and what people object to in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from bot.domain.ids import EventId, Number
from bot.domain.minutes.draft import Draft, Objection
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import put, record_of, records, values_of

_drafts, _objections = tables.minutes_drafts, tables.minutes_objections


class MinutesDrafts:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased

    async def of_date(self, session: Number, planned: datetime) -> Draft | None:
        query = records(_drafts, Draft).where(_drafts.c.session == session, _drafts.c.planned == planned)
        row = (await self._connection.execute(query)).first()
        return record_of(Draft, row) if row is not None else None

    async def save(self, draft: Draft) -> None:
        key = {"session": draft.session, "planned": draft.planned}
        await put(self._connection, _drafts, key, values_of(draft, but=key))

    async def delete(self, session: Number, planned: datetime) -> None:
        await self.forget_objections(session, planned)
        await self._connection.execute(delete(_drafts).where(_drafts.c.session == session, _drafts.c.planned == planned))
        self._on_erased()

    async def unfinished(self) -> Sequence[tuple[Number, datetime]]:
        query = select(_drafts.c.session, _drafts.c.planned).where(_drafts.c.final_at.is_(None)).order_by(_drafts.c.posted_at)
        return [(row.session, row.planned) for row in await self._connection.execute(query)]

    async def objections(self, session: Number, planned: datetime) -> Sequence[Objection]:
        query = records(_objections, Objection).where(_objections.c.session == session, _objections.c.planned == planned)
        found = await self._connection.execute(query.order_by(_objections.c.at, _objections.c.event))
        return [record_of(Objection, row) for row in found]

    async def objection_of(self, event: EventId) -> Objection | None:
        row = (await self._connection.execute(records(_objections, Objection).where(_objections.c.event == event))).first()
        return record_of(Objection, row) if row is not None else None

    async def save_objection(self, objection: Objection) -> None:
        key = {"event": objection.event}
        await put(self._connection, _objections, key, values_of(objection, but=key))

    async def delete_objection(self, objection: Objection) -> None:
        await self._connection.execute(delete(_objections).where(_objections.c.event == objection.event))
        self._on_erased()

    async def forget_objections(self, session: Number, planned: datetime) -> None:
        await self._connection.execute(delete(_objections).where(_objections.c.session == session, _objections.c.planned == planned))
        self._on_erased()
