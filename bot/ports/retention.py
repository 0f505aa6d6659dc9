"""The port of what is forgotten by age: persons in records that are closed, and who sent what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import Number, TeamId, UserId
from bot.domain.retention import Closed


class Retention(Protocol):
    async def closed(self, before: datetime) -> Sequence[Closed]:
        """The records that were closed before that time and still name somebody, the oldest first; without sessions, whose end is no
        column."""

    async def sessions(self) -> Sequence[Number]:
        """The sessions that still name somebody, open or not."""

    async def persons_in(self, number: Number) -> frozenset[UserId]:
        """Who stands in a record, in its notes and in its history."""

    async def replace_in(self, number: Number, roles: Mapping[UserId, UserId]) -> None:
        """Puts roles in place of these persons there, also in the earlier states that are kept to undo a tap."""

    async def said_by(self, before: datetime) -> Sequence[tuple[TeamId | None, UserId]]:
        """Who said something before that time that is no record: a light, a figure, words for a report, an alert that was taken."""

    async def replace_said(self, before: datetime, team: TeamId | None, user: UserId, role: UserId) -> None:
        """Puts a role in place of that person there."""
