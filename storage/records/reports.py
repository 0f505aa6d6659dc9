"""The rows that reports are made of: they are added and taken back, and never overwritten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import insert, select, update

from bot.domain.ids import EventId, TeamId
from bot.domain.reports.contributions import Entry
from bot.domain.reports.document import Report, ReportState
from bot.domain.reports.figures import Figure
from bot.domain.reports.periods import Quarter
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import record_of, records, values_of

_figures, _said, _reports = tables.figures, tables.contributions, tables.reports


class Reports:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased

    async def add_figure(self, figure: Figure) -> None:
        await self._connection.execute(insert(_figures), values_of(figure, but=["id"]))

    async def figures(self, team: TeamId | None = None) -> Sequence[Figure]:
        query = records(_figures, Figure).order_by(_figures.c.id)
        query = query if team is None else query.where(_figures.c.team == team)
        return [record_of(Figure, row) for row in await self._connection.execute(query)]

    async def figures_of_event(self, event: EventId) -> Sequence[Figure]:
        query = records(_figures, Figure).where(_figures.c.event == event, _figures.c.withdrawn_at.is_(None)).order_by(_figures.c.id)
        return [record_of(Figure, row) for row in await self._connection.execute(query)]

    async def withdraw_figure(self, figure: Figure, at: datetime) -> None:
        await self._connection.execute(update(_figures).where(_figures.c.id == figure.id).values(withdrawn_at=at))

    async def say(self, *entries: Entry) -> None:
        if entries:
            await self._connection.execute(insert(_said), [values_of(entry, but=["id"]) for entry in entries])

    async def said(self, period: Quarter, team: TeamId | None = None) -> Sequence[Entry]:
        query = records(_said, Entry).where(_said.c.period == period).order_by(_said.c.id)
        query = query if team is None else query.where(_said.c.team == team)
        return [record_of(Entry, row) for row in await self._connection.execute(query)]

    async def said_by(self, mark: str) -> Sequence[Entry]:
        query = records(_said, Entry).where(_said.c.mark == mark, _said.c.withdrawn_at.is_(None)).order_by(_said.c.id)
        return [record_of(Entry, row) for row in await self._connection.execute(query)]

    async def take_back(self, entry: Entry, at: datetime) -> None:
        await self._connection.execute(update(_said).where(_said.c.id == entry.id).values(withdrawn_at=at, text=""))
        self._on_erased()

    async def release(self, report: Report) -> None:
        await self._connection.execute(insert(_reports), values_of(report, but=["id"]))

    async def released(self, period: Quarter | None = None) -> Sequence[Report]:
        query = records(_reports, Report).order_by(_reports.c.period, _reports.c.revision)
        query = query if period is None else query.where(_reports.c.period == period)
        return [record_of(Report, row) for row in await self._connection.execute(query)]

    async def released_periods(self) -> frozenset[Quarter]:
        query = select(_reports.c.period).where(_reports.c.state.not_in((ReportState.RETURNED, ReportState.WITHDRAWN)))
        return frozenset(row.period for row in await self._connection.execute(query))

    async def save(self, report: Report) -> None:
        await self._connection.execute(update(_reports).where(_reports.c.id == report.id).values(values_of(report, but=["id", "document"])))
