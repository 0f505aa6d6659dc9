"""What is due, and when: the moments at which the machine looks at something by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class DueTimer:
    kind: str
    subject: str
    due_at: datetime
    tries: int = 0
    """How often it has failed in a row."""


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """A timer that failed again and again."""

    kind: str
    subject: str
    set_aside_at: datetime


class Timers(Protocol):
    async def set(self, kind: str, subject: str, due_at: datetime) -> None:
        """When to look at `subject` next; takes the place of an earlier one of the same kind."""

    async def failed(self, due: DueTimer, again_at: datetime) -> None:
        """To be tried again then."""

    async def set_aside(self, due: DueTimer, at: datetime) -> None:
        """Not looked at any more, until something sets it anew."""

    async def all_set_aside(self) -> Sequence[SetAside]:
        """The oldest first."""

    async def bring_back(self, at: datetime) -> None:
        """Those that are set aside are due then."""

    async def mend(self, at: datetime) -> int:
        """Those whose time cannot be read are due then: the state says what to do. How many."""

    async def clear(self, subject: str, kind: str | None = None) -> None: ...

    async def due(self, now: datetime) -> DueTimer | None:
        """The first that is due."""

    async def overdue(self, now: datetime) -> int:
        """How many are due."""

    async def next_at(self) -> datetime | None: ...

    async def upcoming(self, limit: int) -> Sequence[DueTimer]: ...

    async def count(self, kind: str, *, after: datetime, before: datetime) -> int:
        """How many of a kind are due between the two moments."""
