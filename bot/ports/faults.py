"""The port of stored faults (programming errors), which the person who runs the bot sees also after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.faults import Fault, Place

UNREADABLE = (ValueError, TypeError, LookupError)
"""The exceptions of reading a row that a broken disk or another version has left in another form."""


class Unread(Exception):
    """A row that this version cannot read."""


class Faults(Protocol):
    async def add(self, place: Place, detail: str, what: str, at: datetime) -> bool:
        """Counts a fault; whether it has shown for the first time."""

    async def latest(self, limit: int) -> Sequence[Fault]:
        """The latest faults, the last one first."""

    async def forget(self, before: datetime) -> None:
        """Deletes faults that have not shown since then."""
