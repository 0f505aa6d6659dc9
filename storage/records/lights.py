"""The rows of the traffic lights: they are added and taken back, and never overwritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, insert, update

from bot.domain.ids import TeamId
from bot.domain.lights.report import Aspect, Report
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import record_of, records, values_of

_lights = tables.lights


class Lights:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased

    async def add(self, *reports: Report) -> None:
        if reports:
            await self._connection.execute(insert(_lights), [values_of(report, but=["id"]) for report in reports])

    async def of(self, team: TeamId) -> Sequence[Report]:
        return await self._listed((_lights.c.team == team) & (_lights.c.aspect != Aspect.PROJECT))

    async def of_all(self) -> Mapping[TeamId, Sequence[Report]]:
        found: defaultdict[TeamId, list[Report]] = defaultdict(list)
        for report in await self._listed(_lights.c.aspect != Aspect.PROJECT):
            found[report.team].append(report)
        return found

    async def of_project(self) -> Sequence[Report]:
        return await self._listed(_lights.c.aspect == Aspect.PROJECT)

    async def of_mark(self, mark: str) -> Sequence[Report]:
        return await self._listed(_lights.c.mark == mark)

    async def withdraw(self, reports: Sequence[Report], at: datetime) -> None:
        if reports:
            await self._connection.execute(update(_lights).where(_is_one_of(reports)).values(withdrawn_at=at))

    async def erase(self, reports: Sequence[Report]) -> None:
        if reports:
            await self._connection.execute(update(_lights).where(_is_one_of(reports)).values(reason="", measure="", help=""))
            self._on_erased()

    async def _listed(self, condition: ColumnElement[bool]) -> list[Report]:
        query = records(_lights, Report).where(condition).order_by(_lights.c.id)
        return [record_of(Report, row) for row in await self._connection.execute(query)]


def _is_one_of(reports: Sequence[Report]) -> ColumnElement[bool]:
    return _lights.c.id.in_([report.id for report in reports])
