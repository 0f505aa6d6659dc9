"""The port of the log of milestones: all that was ever said of their dates."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import Number
from bot.domain.milestones.forecasts import LogEntry


class MilestoneLog(Protocol):
    """Nothing in it is overwritten."""

    async def add(self, *entries: LogEntry) -> None:
        """Stores them under new ids; `entry.id` is ignored."""

    async def of(self, number: Number) -> Sequence[LogEntry]:
        """The oldest first, those taken back too."""

    async def of_all(self, numbers: Collection[Number]) -> Mapping[Number, Sequence[LogEntry]]: ...

    async def of_mark(self, mark: str) -> Sequence[LogEntry]:
        """Those that this event said, or the message with this key asked or offered."""

    async def withdraw(self, entry: LogEntry, at: datetime) -> None:
        """From then on it does not count; before, it did."""

    async def give_reason(self, entry: LogEntry, reason: str) -> None:
        """Why, where that was said only when it was asked for."""

    async def erase(self, number: Number) -> None:
        """Deletes what people wrote: the reasons."""
