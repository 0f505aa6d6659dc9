"""The faults (programming errors) that have shown lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, update

from bot.domain.faults import Fault, Place
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import record_of, records

_faults = tables.faults


class Faults:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, place: Place, detail: str, what: str, at: datetime) -> bool:
        same = (_faults.c.place == place, _faults.c.detail == detail, _faults.c.what == what)
        again = update(_faults).where(*same).values(times=_faults.c.times + 1, last_at=at)
        if (await self._connection.execute(again)).rowcount:
            return False
        await self._connection.execute(
            insert(_faults).values(place=place, detail=detail, what=what, times=1, first_at=at, last_at=at),
        )
        return True

    async def latest(self, limit: int) -> Sequence[Fault]:
        query = records(_faults, Fault).order_by(_faults.c.last_at.desc(), _faults.c.place, _faults.c.detail).limit(limit)
        return [record_of(Fault, row) for row in await self._connection.execute(query)]

    async def forget(self, before: datetime) -> None:
        await self._connection.execute(delete(_faults).where(_faults.c.last_at < before))
