"""The port of drafts of minutes, and of what people object to in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import EventId, Number
from bot.domain.minutes.draft import Draft, Objection


class MinutesDrafts(Protocol):
    async def of_date(self, session: Number, planned: datetime) -> Draft | None: ...

    async def save(self, draft: Draft) -> None:
        """Stores it, in place of an earlier one of that date."""

    async def delete(self, session: Number, planned: datetime) -> None:
        """Deletes the draft with its objections; that of a date that has none is no error."""

    async def unfinished(self) -> Sequence[tuple[Number, datetime]]:
        """The dates whose minutes are not final yet, the oldest draft first."""

    async def objections(self, session: Number, planned: datetime) -> Sequence[Objection]:
        """In the order in which they were raised, settled ones too."""

    async def objection_of(self, event: EventId) -> Objection | None:
        """The one that this message or reaction raised."""

    async def save_objection(self, objection: Objection) -> None:
        """Stores it, in place of what the same message or reaction has raised before."""

    async def delete_objection(self, objection: Objection) -> None: ...

    async def forget_objections(self, session: Number, planned: datetime) -> None:
        """Deletes all of a date."""
