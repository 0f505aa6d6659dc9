"""What the bot has said itself since the backup from which it was restored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import EventId, RoomId
from bot.messages import Echo
from bot.ports.queues import Outbox


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A message of ours that stands in its room, and of which the records know nothing yet."""

    event_id: EventId
    room: RoomId
    mark: str
    """Of its `once` key (`bot.messages.mark_of`)."""
    sent_at: datetime
    about: str | None
    """The record that it speaks of; empty for none, None where nobody can tell any more."""


class Recall(Protocol):
    """In an installation that was never restored there is nothing in it."""

    async def since(self) -> datetime | None:
        """The moment of the backup, while what happened after it has not been lived through again."""

    async def hear(self, echo: Echo) -> None: ...

    async def is_ours(self, event: EventId) -> bool:
        """Whether it was heard as a message of ours."""

    async def last(self) -> datetime | None:
        """When the bot said something for the last time before it was restored."""

    async def begin(self, outbox: Outbox) -> None:
        """What waited at the moment of the backup and was heard has arrived; no number that people may know is given again."""

    async def answered(self, event: EventId) -> None:
        """In this transaction the event is carried out, perhaps again: its record gets the number that its answer named."""

    async def finish(self, now: datetime) -> None:
        """All has been lived through again."""

    async def forget(self, before: datetime) -> None:
        """What was heard, if that was finished before then."""
