"""The changes of a transaction in the queues, for those who keep in memory what is due next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.ids import EventId
from bot.ports.outbox import OutboxRow


@dataclass(kw_only=True)
class QueueChanges:
    """What a transaction has changed in the queues, so that their loops know what is due next without a query."""

    queued: list[OutboxRow] = field(default_factory=list)
    sent: dict[int, EventId | None] = field(default_factory=dict)
    """Rows of the outbox that have arrived, each with its event id."""
    is_outbox_unclear: bool = False
    """Whether the waiting rows of the outbox have changed in any other way."""
    has_come: bool = False
    """Whether an event was added to the inbox."""
    timer_at: datetime | None = None
    """The earliest timer that was set."""
    timer_kinds: set[str] = field(default_factory=set)
    """The kinds of those that were set, without set-aside ones that were brought back."""
    is_uncertain: bool = False
    """Whether it is unknown if the transaction was committed."""
