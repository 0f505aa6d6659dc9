"""The port of what was handed over to stand-ins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.handovers import Handover
from bot.domain.ids import EventId


class Handovers(Protocol):
    async def add(self, handover: Handover) -> Handover:
        """Stores it under a new id; `handover.id` is ignored."""

    async def get(self, handover: int) -> Handover | None: ...

    async def running(self) -> Sequence[Handover]:
        """Those that have not ended, the oldest first."""

    async def of_event(self, event: EventId) -> Sequence[Handover]:
        """Those that this message has begun and that have not ended."""

    async def end(self, handover: Handover, at: datetime) -> None: ...
