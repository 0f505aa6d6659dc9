"""Requests of people to have their data erased, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.ids import EventId, RoomId, UserId

MONTHS = 1
"""Within a month a request is answered (Art. 12 (3) GDPR)."""
REMIND_BEFORE = timedelta(days=7)
"""How long before the last day the officer is reminded, on a working day."""


class RequestState(StrEnum):
    SHOWN = "shown"
    """The person was shown what would be erased, and has not confirmed it."""
    ASKED = "asked"
    GRANTED = "granted"
    """The bot's own messages are being edited; then the data is erased."""
    ERASED = "erased"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({RequestState.ASKED, RequestState.GRANTED})


@dataclass(frozen=True, kw_only=True)
class ErasureRequest:
    id: int = 0
    person: UserId
    room: RoomId
    """The direct chat in which it was asked; nothing of it is said anywhere else but to the officer."""
    event: EventId
    asked_at: datetime
    due: date
    """The last day on which it is to be answered."""
    state: RequestState = RequestState.SHOWN
    decided_by: UserId | None = None
    decided_at: datetime | None = None
    reason: str = ""
    """Why it was refused."""
    looked_at: tuple[str, ...] = ()
    """The rooms whose messages of the bot's were looked through, so that after a stop it goes on with the next one."""
    edited: int = 0
    """How many messages of the bot's were edited."""
    unread: int = 0
    """How many of them could not be read, because their key is gone."""
    files: tuple[str, ...] = ()
    """The addresses (`mxc://…`) of files that only the administrator of the homeserver can delete."""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def became(self, state: RequestState, *, by: UserId | None, at: datetime, reason: str = "") -> ErasureRequest:
        return replace(self, state=state, decided_by=by, decided_at=at, reason=reason)


def due_day(asked: date) -> date:
    """The same day of the next month, or the last day of that month where it is shorter."""
    year, month = (asked.year + 1, 1) if asked.month == 12 else (asked.year, asked.month + MONTHS)
    for day in range(asked.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, min(asked.day, 28))
