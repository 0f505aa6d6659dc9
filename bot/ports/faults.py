"""What is kept of our own faults, so that whoever runs the bot sees them also after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.faults import Fault, Place

UNREADABLE = (ValueError, TypeError, LookupError)
"""What reading a row raises in which a broken disk or another version has left something else than we write."""


class Unread(Exception):
    """A row that this version cannot read."""


class Faults(Protocol):
    async def add(self, place: Place, detail: str, what: str, at: datetime) -> bool:
        """It has shown once more; whether for the first time."""

    async def latest(self, limit: int) -> Sequence[Fault]:
        """The last one first."""

    async def forget(self, before: datetime) -> None:
        """Those that have not shown since then."""
