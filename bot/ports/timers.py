"""The port of the timers: when the bot looks at something by itself."""

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
        """Sets the timer of this kind for `subject`, in place of an earlier one."""

    async def failed(self, due: DueTimer, again_at: datetime) -> None:
        """Marks a timer whose handler has failed, to be retried at `again_at`."""

    async def set_aside(self, due: DueTimer, at: datetime) -> None:
        """Sets a timer aside: it does not run until it is set again, or brought back."""

    async def all_set_aside(self) -> Sequence[SetAside]:
        """The timers that are set aside, the oldest first."""

    async def bring_back(self, at: datetime) -> None:
        """Makes the timers that are set aside due at `at`."""

    async def mend(self, at: datetime) -> int:
        """Makes timers whose time cannot be read due at `at`, since handlers decide by the state; how many."""

    async def clear(self, subject: str, kind: str | None = None) -> None: ...

    async def due(self, now: datetime) -> DueTimer | None:
        """The first timer that is due; None where none is."""

    async def overdue(self, now: datetime) -> int:
        """How many timers are due."""

    async def next_at(self) -> datetime | None: ...

    async def upcoming(self, limit: int) -> Sequence[DueTimer]: ...

    async def count(self, kind: str, *, after: datetime, before: datetime) -> int:
        """How many timers of a kind are due between the two times."""
