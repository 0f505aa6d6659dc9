"""Requests of people to be erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, insert

from bot.domain.erasure_requests import OPEN, ErasureRequest
from bot.domain.ids import UserId
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import change, record_of, records, values_of

_requests = tables.erasure_requests


class ErasureRequests:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, request: ErasureRequest) -> ErasureRequest:
        added = insert(_requests).values(values_of(request, but=["id"])).returning(_requests.c.id)
        return replace(request, id=int(await self._connection.scalar(added) or 0))

    async def save(self, request: ErasureRequest) -> None:
        await change(self._connection, _requests, {"id": request.id}, values_of(request, but=["id"]))

    async def get(self, request: int) -> ErasureRequest | None:
        return await self._last(_requests.c.id == request)

    async def of_event(self, event: str) -> ErasureRequest | None:
        return await self._last(_requests.c.event == event)

    async def latest_of(self, user: UserId) -> ErasureRequest | None:
        return await self._last(_requests.c.person == user)

    async def open(self) -> Sequence[ErasureRequest]:
        query = records(_requests, ErasureRequest).where(_requests.c.state.in_(list(OPEN))).order_by(_requests.c.id)
        return [record_of(ErasureRequest, row) for row in await self._connection.execute(query)]

    async def _last(self, which: ColumnElement[bool]) -> ErasureRequest | None:
        query = records(_requests, ErasureRequest).where(which).order_by(_requests.c.id.desc()).limit(1)
        row = (await self._connection.execute(query)).first()
        return None if row is None else record_of(ErasureRequest, row)
