"""The port of what reports are made of: funds called, and what groups say of a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import EventId, TeamId
from bot.domain.reports.contributions import Entry
from bot.domain.reports.document import Report
from bot.domain.reports.figures import Figure
from bot.domain.reports.periods import Quarter


class Reports(Protocol):
    """Rows are stored under new ids, and never overwritten; those taken back are told too, unless it says otherwise."""

    async def add_figure(self, figure: Figure) -> None: ...

    async def figures(self, team: TeamId | None = None) -> Sequence[Figure]:
        """In the order in which they were said; of all groups where none is named."""

    async def figures_of_event(self, event: EventId) -> Sequence[Figure]:
        """Those that this message said and that count."""

    async def withdraw_figure(self, figure: Figure, at: datetime) -> None: ...

    async def say(self, *entries: Entry) -> None: ...

    async def said(self, period: Quarter, team: TeamId | None = None) -> Sequence[Entry]:
        """In the order in which it was said."""

    async def said_by(self, mark: str) -> Sequence[Entry]:
        """What this event said, or asked for, and what counts."""

    async def take_back(self, entry: Entry, at: datetime) -> None:
        """Deletes its words as well: its message was deleted or edited."""

    async def release(self, report: Report) -> None: ...

    async def released(self, period: Quarter | None = None) -> Sequence[Report]:
        """By quarter and revision; those that were given back too."""

    async def released_periods(self) -> frozenset[Quarter]:
        """The quarters that have a report which was not given back."""

    async def save(self, report: Report) -> None:
        """What has become of it; what it says stays."""
