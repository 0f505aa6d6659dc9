"""Alerts about lights that turned red, and the letters on risks with what the PMO adds to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, delete, insert

from bot.domain.ids import EventId, TeamId
from bot.domain.lights.red_alert import RedAlert
from bot.domain.lights.risk_letter import LetterState, RiskLetter, RiskRemark
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import change, put, record_of, records, values_of

_alerts, _letters, _remarks = tables.red_alerts, tables.risk_letters, tables.risk_remarks


class RedAlerts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, alert: RedAlert) -> None:
        await self._connection.execute(insert(_alerts), values_of(alert, but=["id"]))

    async def save(self, alert: RedAlert) -> None:
        await change(self._connection, _alerts, {"id": alert.id}, values_of(alert, but=["id"]))

    async def of_team(self, team: TeamId) -> Sequence[RedAlert]:
        query = records(_alerts, RedAlert).where(_alerts.c.team == team).order_by(_alerts.c.id)
        return [record_of(RedAlert, row) for row in await self._connection.execute(query)]


class RiskLetters:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased

    async def get(self, key: str) -> RiskLetter | None:
        found = await self._listed(_letters.c.key == key)
        return found[0] if found else None

    async def put(self, letter: RiskLetter) -> None:
        await put(self._connection, _letters, {"key": letter.key}, values_of(letter, but=["key"]))

    async def open(self) -> Sequence[RiskLetter]:
        return await self._listed(_letters.c.state.in_([LetterState.OPEN, LetterState.RELEASED]))

    async def decided(self) -> Sequence[RiskLetter]:
        return (await self._listed(_letters.c.state.in_([LetterState.RELEASED, LetterState.DECLINED])))[::-1]

    async def last_sent(self) -> RiskLetter | None:
        found = await self._listed(_letters.c.state == LetterState.SENT)
        return found[-1] if found else None

    async def remarks(self, letter: str) -> Sequence[RiskRemark]:
        query = records(_remarks, RiskRemark).where(_remarks.c.letter == letter).order_by(_remarks.c.at, _remarks.c.event)
        return [record_of(RiskRemark, row) for row in await self._connection.execute(query)]

    async def remark_of(self, event: EventId) -> RiskRemark | None:
        row = (await self._connection.execute(records(_remarks, RiskRemark).where(_remarks.c.event == event))).first()
        return record_of(RiskRemark, row) if row is not None else None

    async def save_remark(self, remark: RiskRemark) -> None:
        await put(self._connection, _remarks, {"event": remark.event}, values_of(remark, but=["event"]))

    async def delete_remark(self, event: EventId) -> None:
        await self._connection.execute(delete(_remarks).where(_remarks.c.event == event))
        self._on_erased()

    async def _listed(self, condition: ColumnElement[bool]) -> list[RiskLetter]:
        query = records(_letters, RiskLetter).where(condition).order_by(_letters.c.due_at, _letters.c.key)
        return [record_of(RiskLetter, row) for row in await self._connection.execute(query)]
