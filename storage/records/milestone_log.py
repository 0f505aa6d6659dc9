"""The rows of the log of milestones: they are added and taken back, and never overwritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, insert, update

from bot.domain.ids import Number
from bot.domain.milestones.forecasts import LogEntry
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import record_of, records, values_of

_log = tables.milestone_log


class MilestoneLog:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased
        self._known: dict[Number, list[LogEntry]] = {}
        """What was read in this transaction: a forecast asks several times."""

    async def add(self, *entries: LogEntry) -> None:
        self.forget()
        if entries:
            await self._connection.execute(insert(_log), [values_of(entry, but=["id"]) for entry in entries])

    async def of(self, number: Number) -> Sequence[LogEntry]:
        if number not in self._known:
            self._known[number] = await self._listed(_log.c.milestone == number)
        return list(self._known[number])

    def forget(self) -> None:
        """What was read may be out of date."""
        self._known.clear()

    async def of_all(self, numbers: Collection[Number]) -> Mapping[Number, Sequence[LogEntry]]:
        found: defaultdict[Number, list[LogEntry]] = defaultdict(list)
        for entry in await self._listed(_log.c.milestone.in_(sorted(numbers))) if numbers else ():
            found[entry.milestone].append(entry)
        return found

    async def of_mark(self, mark: str) -> Sequence[LogEntry]:
        return await self._listed(_log.c.mark == mark)

    async def withdraw(self, entry: LogEntry, at: datetime) -> None:
        self.forget()
        await self._connection.execute(update(_log).where(_log.c.id == entry.id).values(withdrawn_at=at))

    async def give_reason(self, entry: LogEntry, reason: str) -> None:
        self.forget()
        await self._connection.execute(update(_log).where(_log.c.id == entry.id).values(reason=reason))
        self._on_erased()

    async def erase(self, number: Number) -> None:
        self.forget()
        await self._connection.execute(update(_log).where(_log.c.milestone == number).values(reason=""))
        self._on_erased()

    async def _listed(self, condition: ColumnElement[bool]) -> list[LogEntry]:
        query = records(_log, LogEntry).where(condition).order_by(_log.c.id)
        return [record_of(LogEntry, row) for row in await self._connection.execute(query)]
