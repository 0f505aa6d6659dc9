"""Questions about blockers beyond those of every record, and the groups that each concerns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, insert, or_, select

from bot.domain.blockers import Blocker, BlockerState, Severity
from bot.domain.ids import EventId, Number, TeamId
from bot.domain.record_types import BLOCKERS
from storage import tables
from storage.connection.interface import Connection
from storage.records.repository import Records
from storage.row_mapping import record_of, records

_blockers, _concerns = tables.blockers, tables.concerns
_is_open = _blockers.c.state.in_([BlockerState.OPEN, BlockerState.TAKEN])


class Blockers(Records[Blocker]):
    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, BLOCKERS)

    async def of_source(self, event: EventId) -> Blocker | None:
        found = await self._listed(_blockers.c.source == event)
        return found[0] if found else None

    async def first(self, most: int, teams: Collection[TeamId] | None = None, *, closed: bool = False) -> tuple[Sequence[Blocker], int]:
        conditions = [] if teams is None else [_concerning(teams)]
        if not closed:
            conditions.append(_is_open)
        is_red = _blockers.c.severity == Severity.RED
        in_order: list[ColumnElement[Any]] = [case((_is_open, 0), else_=1), case((is_red, 0), else_=1), _blockers.c.reported_at]
        # Numbers are kept as text, which sorts B10 before B9.
        in_order += [func.length(_blockers.c.number), _blockers.c.number]
        query = records(_blockers, Blocker).where(*conditions).order_by(*in_order).limit(most)
        found = [record_of(Blocker, row) for row in await self._connection.execute(query)]
        if len(found) < most:
            return found, len(found)
        count = await self._connection.scalar(select(func.count()).select_from(_blockers).where(*conditions))
        return found, int(count or 0)

    async def solved_since(self, since: datetime, most: int) -> Sequence[Blocker]:
        is_one = (_blockers.c.state == BlockerState.SOLVED, _blockers.c.closed_at >= since)
        query = records(_blockers, Blocker).where(*is_one).order_by(_blockers.c.closed_at.desc()).limit(most)
        return [record_of(Blocker, row) for row in await self._connection.execute(query)]

    async def concern(self, number: Number, team: TeamId) -> bool:
        """Marks that the blocker concerns this team too; False where it did already, as its own or by an earlier mark."""
        owner = await self._connection.scalar(select(_blockers.c.team).where(_blockers.c.number == number))
        if owner == team or team in await self.concerned(number):
            return False
        await self._connection.execute(insert(_concerns).values(blocker=number, team=team))
        return True

    async def concerned(self, number: Number) -> Sequence[TeamId]:
        query = select(_concerns.c.team).where(_concerns.c.blocker == number).order_by(_concerns.c.team)
        return [TeamId(team) for team in await self._connection.scalars(query)]

    def _of(self, team: TeamId) -> ColumnElement[bool]:
        return _concerning([team])


def _concerning(teams: Collection[TeamId]) -> ColumnElement[bool]:
    """The condition for blockers of these teams, and for those of others that concern them too."""
    others = select(_concerns.c.blocker).where(_concerns.c.team.in_(teams))
    return or_(_blockers.c.team.in_(teams), _blockers.c.number.in_(others))
