"""Votes on decisions, and the ballots that were given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, delete, insert, select

from bot.domain.ids import EventId, Number
from bot.domain.voting.votes import Ballot, Voting
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import put, record_of, records, values_of

_votings, _ballots = tables.votings, tables.ballots


class Votings:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased

    async def get(self, decision: Number) -> Voting | None:
        found = await self._listed(_votings.c.decision == decision)
        return found[0] if found else None

    async def put(self, voting: Voting) -> None:
        await put(self._connection, _votings, {"decision": voting.decision}, values_of(voting, but=["decision"]))

    async def running(self) -> Sequence[Voting]:
        return await self._listed(_votings.c.counted_at.is_(None))

    async def of_session(self, session: Number) -> Sequence[Voting]:
        return await self._listed(_votings.c.session == session)

    async def cast(self, ballot: Ballot) -> None:
        await self._connection.execute(insert(_ballots), values_of(ballot))

    async def ballots(self, decision: Number) -> Sequence[Ballot]:
        query = records(_ballots, Ballot).where(_ballots.c.decision == decision).order_by(_ballots.c.id)
        return [record_of(Ballot, row) for row in await self._connection.execute(query)]

    async def take_back(self, event: EventId) -> Sequence[Number]:
        said = _ballots.c.event == event
        found = await self._connection.execute(select(_ballots.c.decision).where(said).distinct())
        await self._connection.execute(delete(_ballots).where(said))
        return [row.decision for row in found]

    async def recast(self, decision: Number, ballots: Sequence[Ballot]) -> None:
        await self._connection.execute(delete(_ballots).where(_ballots.c.decision == decision))
        if ballots:
            await self._connection.execute(insert(_ballots), [values_of(ballot) for ballot in ballots])
        self._on_erased()

    async def _listed(self, condition: ColumnElement[bool]) -> list[Voting]:
        query = records(_votings, Voting).where(condition).order_by(_votings.c.opened_at, _votings.c.decision)
        return [record_of(Voting, row) for row in await self._connection.execute(query)]
