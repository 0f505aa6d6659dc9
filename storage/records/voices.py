"""The seats of the steering committee, and what was said about their voices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, update

from bot.domain.ids import EventId, Number, TeamId
from bot.domain.voting.voices import Seat, Stand, Word
from storage import tables
from storage.connection.interface import Connection
from storage.row_mapping import put, record_of, records, values_of

_seats, _words = tables.seats, tables.voice_words
_KEY = ("team", "municipality")


class Voices:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased

    async def seats(self, team: TeamId) -> Sequence[Seat]:
        query = records(_seats, Seat).where(_seats.c.team == team)
        return sorted(
            (record_of(Seat, row) for row in await self._connection.execute(query)), key=lambda each: each.municipality.casefold()
        )

    async def set_seat(self, seat: Seat) -> None:
        key = {name: getattr(seat, name) for name in _KEY}
        await put(self._connection, _seats, key, values_of(seat, but=_KEY))
        self._on_erased()

    async def remove_seat(self, seat: Seat) -> None:
        is_it = (_seats.c.team == seat.team, _seats.c.municipality == seat.municipality)
        await self._connection.execute(delete(_seats).where(*is_it))
        self._on_erased()

    async def say(self, word: Word) -> None:
        await self._connection.execute(insert(_words), values_of(word, but=["id"]))

    async def words(self, team: TeamId) -> Sequence[Word]:
        query = records(_words, Word).where(_words.c.team == team).order_by(_words.c.id)
        return [record_of(Word, row) for row in await self._connection.execute(query)]

    async def of_event(self, event: EventId) -> Sequence[Word]:
        query = records(_words, Word).where(_words.c.event == event).order_by(_words.c.id)
        return [record_of(Word, row) for row in await self._connection.execute(query)]

    async def unsay(self, words: Sequence[Word]) -> None:
        if not words:
            return
        await self._connection.execute(delete(_words).where(_words.c.id.in_([word.id for word in words])))
        self._on_erased()

    async def shift(self, session: Number, old: datetime, new: datetime) -> None:
        is_it = (_words.c.session == session, _words.c.planned == old)
        await self._connection.execute(update(_words).where(*is_it).values(planned=new))

    async def forget(self, words: Sequence[Word]) -> None:
        kept = [word for word in words if word.said is Stand.DEPUTISED and word.municipality]
        await self.unsay([word for word in words if word not in kept])
        nameless: dict[str, None] = {"holder": None, "deputy": None, "by": None, "event": None}
        if kept:
            await self._connection.execute(update(_words).where(_words.c.id.in_([word.id for word in kept])).values(**nameless))
            self._on_erased()
