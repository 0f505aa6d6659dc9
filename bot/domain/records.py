"""What every kind of record has: notes that people add to it, and a history of its changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import EventId, Number, UserId


@dataclass(frozen=True, kw_only=True)
class Note:
    """A remark on a record. `event` is the message that wrote it: deleting that message deletes the note."""

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
    """None where the clock did it."""
    what: str
    """The command that did it (`blocker solve`), or the step of the ladder (`escalation repeat`)."""
    detail: str = ""
    event: EventId | None = None
    """The event that caused it: withdrawing that reaction undoes the change."""
    before: str | None = None
    """The record as it was (JSON), so that the change can be undone; None where there was nothing before."""
