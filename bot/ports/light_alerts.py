"""The ports of alerts about lights that turned red, and of the letters on risks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.ids import EventId, TeamId
from bot.domain.lights.red_alert import RedAlert
from bot.domain.lights.risk_letter import RiskLetter, RiskRemark


class RedAlerts(Protocol):
    async def add(self, alert: RedAlert) -> None:
        """Stores it under a new id; `alert.id` is ignored."""

    async def save(self, alert: RedAlert) -> None: ...

    async def of_team(self, team: TeamId) -> Sequence[RedAlert]:
        """The oldest first."""


class RiskLetters(Protocol):
    async def get(self, key: str) -> RiskLetter | None: ...

    async def put(self, letter: RiskLetter) -> None:
        """Stores it, in place of an earlier one with the same key."""

    async def open(self) -> Sequence[RiskLetter]:
        """Those that are still to be sent; the first one due leads."""

    async def decided(self) -> Sequence[RiskLetter]:
        """Those that the PMO has released or left out; the last one due leads."""

    async def last_sent(self) -> RiskLetter | None: ...

    async def remarks(self, letter: str) -> Sequence[RiskRemark]:
        """In the order in which they were made."""

    async def remark_of(self, event: EventId) -> RiskRemark | None: ...

    async def save_remark(self, remark: RiskRemark) -> None: ...

    async def delete_remark(self, event: EventId) -> None: ...
