"""Which actions are there, and which of them are still to be done?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, insert, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.actions import Action, ActionState, order
from bot.domain.ids import Number, TeamId
from storage import tables
from storage.row_mapping import change, record_of, records, values_of

_actions = tables.actions


class Actions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, number: Number) -> Action | None:
        found = await self._listed(_actions.c.number == number)
        return found[0] if found else None

    async def add(self, action: Action) -> None:
        await self._connection.execute(insert(_actions), values_of(action))

    async def save(self, action: Action) -> None:
        """Raises LookupError for one that was never added."""
        await change(self._connection, _actions, {"number": action.number}, values_of(action, but=["number"]))

    async def listed(self, team: TeamId | None = None, *, closed: bool = False, closed_since: datetime | None = None) -> Sequence[Action]:
        conditions: list[ColumnElement[bool]] = []
        if team is not None:
            conditions.append(_actions.c.team == team)
        if not closed:
            is_open = _actions.c.state == ActionState.OPEN
            conditions.append(is_open if closed_since is None else or_(is_open, _actions.c.closed_at >= closed_since))
        return sorted(await self._listed(*conditions), key=order)

    async def _listed(self, *conditions: ColumnElement[bool]) -> list[Action]:
        query = records(_actions, Action).where(*conditions)
        return [record_of(Action, row) for row in await self._connection.execute(query)]
