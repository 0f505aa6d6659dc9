"""The port of the replay: what the bot has said itself since the backup from which it was restored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import EventId, RoomId
from bot.messages import Echo
from bot.ports.outbox import Outbox


@dataclass(frozen=True, kw_only=True)
class Heard:
    """An echo: a message of the bot's in a room that the restored records do not know yet."""

    event_id: EventId
    room: RoomId
    mark: str
    """The hash of its `once` key (`bot.messages.mark_of`)."""
    sent_at: datetime
    about: str | None
    """The record that it is about; empty for none, None where it is unknown."""


class Recall(Protocol):
    """The echoes since the backup. Empty in an installation that was never restored."""

    async def since(self) -> datetime | None:
        """The time of the backup, until the replay is finished; None after that."""

    async def hear(self, echo: Echo) -> None: ...

    async def is_ours(self, event: EventId) -> bool:
        """Whether the event is an echo of the bot's."""

    async def last(self) -> datetime | None:
        """The time of the bot's last message before it was restored."""

    async def begin(self, outbox: Outbox) -> None:
        """Begins the replay: rows that waited in the backup and have an echo have arrived; numbers that were named are not given again."""

    async def answered(self, event: EventId) -> None:
        """To be called in the transaction that handles the event again: its record gets the number that the original answer named."""

    async def finish(self, now: datetime) -> None:
        """Ends the replay."""

    async def forget(self, before: datetime) -> None:
        """Deletes the echoes, if the replay was finished before then."""
