"""Retrospectives, what was handed in for them, and who voted for what while they run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, delete, insert, select

from bot.domain.ids import EventId, Number, TeamId
from bot.domain.record_types import RETROS
from bot.domain.retros import Retro, RetroNote, RetroState, Vote
from storage import tables
from storage.connection.engine import keeps_the_order
from storage.connection.interface import Connection
from storage.records.repository import Records
from storage.row_mapping import change, put, record_of, records, values_of

_retros, _notes, _votes = tables.retros, tables.retro_notes, tables.retro_votes


class Retros(Records[Retro]):
    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, RETROS)

    async def of_team(self, team: TeamId) -> Sequence[Retro]:
        return await self._listed(_retros.c.team == team)

    async def of_session(self, session: Number) -> Sequence[Retro]:
        return await self._listed(_retros.c.session == session)

    async def ended(self) -> Sequence[Retro]:
        return await self._listed(_retros.c.state == RetroState.ENDED)


class RetroNotes:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased

    async def add(self, note: RetroNote) -> None:
        await self._connection.execute(insert(_notes), values_of(note))
        if keeps_the_order(self._connection):
            await self._scatter(note.retro)

    async def save(self, note: RetroNote) -> None:
        """Raises LookupError for one that was deleted."""
        await change(self._connection, _notes, {"key": note.key}, values_of(note, but=["key"]))

    async def of(self, retro: Number) -> Sequence[RetroNote]:
        return await self._listed(_notes.c.retro == retro)

    async def of_source(self, event: EventId) -> Sequence[RetroNote]:
        return await self._listed(_notes.c.source == event)

    async def delete(self, note: RetroNote) -> None:
        await self._connection.execute(delete(_notes).where(_notes.c.key == note.key))
        self._on_erased()

    async def _scatter(self, retro: Number) -> None:
        """Rewrites all notes in the order of their random keys, so that neither their places in the file nor their transactions tell which
        came when."""
        rows = [dict(row._mapping) for row in await self._connection.execute(select(_notes).where(_notes.c.retro == retro))]
        await self._connection.execute(delete(_notes).where(_notes.c.retro == retro))
        await self._connection.execute(insert(_notes), sorted(rows, key=lambda row: str(row["key"])))

    async def _listed(self, condition: ColumnElement[bool]) -> list[RetroNote]:
        query = records(_notes, RetroNote).where(condition).order_by(_notes.c.place.nulls_first(), _notes.c.key)
        return [record_of(RetroNote, row) for row in await self._connection.execute(query)]


class Votes:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, vote: Vote) -> None:
        key = {"retro": vote.retro, "place": vote.place, "event": vote.event}
        await put(self._connection, _votes, key, {"voter": vote.voter})

    async def of(self, retro: Number) -> Sequence[Vote]:
        query = records(_votes, Vote).where(_votes.c.retro == retro).order_by(_votes.c.place, _votes.c.event)
        return [record_of(Vote, row) for row in await self._connection.execute(query)]

    async def withdraw(self, event: EventId) -> None:
        await self._connection.execute(delete(_votes).where(_votes.c.event == event))

    async def forget(self, retro: Number) -> None:
        await self._connection.execute(delete(_votes).where(_votes.c.retro == retro))
