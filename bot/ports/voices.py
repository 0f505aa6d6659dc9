"""The port of the voices: who has a seat, and what was said about a voice for a date or a period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import EventId, Number, TeamId
from bot.domain.voting.voices import Seat, Word


class Voices(Protocol):
    async def seats(self, team: TeamId) -> Sequence[Seat]:
        """By the names of the municipalities."""

    async def set_seat(self, seat: Seat) -> None:
        """Stores a seat, in place of an earlier one of the same municipality."""

    async def remove_seat(self, seat: Seat) -> None: ...

    async def say(self, word: Word) -> None:
        """Stores a word under a new id, which is higher than that of any other; `word.id` is ignored."""

    async def words(self, team: TeamId) -> Sequence[Word]:
        """All that was said, the oldest first."""

    async def of_event(self, event: EventId) -> Sequence[Word]:
        """What this message or reaction has said."""

    async def unsay(self, words: Sequence[Word]) -> None: ...

    async def shift(self, session: Number, old: datetime, new: datetime) -> None:
        """What was said about one date of a session holds for another one, because the series was planned anew."""

    async def forget(self, words: Sequence[Word]) -> None:
        """Keeps of each voice that somebody else spoke for it, and no names; what else was said is deleted."""
