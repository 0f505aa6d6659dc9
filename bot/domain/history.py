"""What every kind of record has: notes that people add to it, and a history of its changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import EventId, Number, UserId


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note on a record. `event` is the message that wrote it: deleting that message deletes the note."""

    id: int
    subject: Number
    author: UserId
    at: datetime
    text: str
    event: EventId | None


@dataclass(frozen=True, kw_only=True)
class Change:
    """One step in a record's history."""

    id: int
    subject: Number
    at: datetime
    by: UserId | None
    """None where a timer did it."""
    what: str
    """The command that did it (`blocker solve`), or the step of the ladder (`escalation repeat`)."""
    detail: str = ""
    event: EventId | None = None
    """The event that caused it: withdrawing that reaction undoes the change."""
    before: str | None = None
    """The record as it was before (JSON), where withdrawing the event undoes the change; None for any other change."""
