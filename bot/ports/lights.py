"""The port of the reports of traffic lights: all that was ever said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import TeamId
from bot.domain.lights.report import Report


class Lights(Protocol):
    """Nothing in it is overwritten."""

    async def add(self, *reports: Report) -> None:
        """Stores them under new ids; `report.id` is ignored."""

    async def of(self, team: TeamId) -> Sequence[Report]:
        """Those of a group, the project's light left out: the oldest first, those taken back too."""

    async def of_all(self) -> Mapping[TeamId, Sequence[Report]]:
        """The same of every group that has any."""

    async def of_project(self) -> Sequence[Report]:
        """Those of the project's light."""

    async def of_mark(self, mark: str) -> Sequence[Report]:
        """Those that this event said, or the message with this key asked."""

    async def withdraw(self, reports: Sequence[Report], at: datetime) -> None:
        """From then on they do not count; before, they did."""

    async def erase(self, reports: Sequence[Report]) -> None:
        """Deletes what people wrote in them: the message that said them was deleted."""
