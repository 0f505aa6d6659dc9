"""A snapshot of the bot: figures read from its database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.ports import LAST_SYNC, Transaction


@dataclass(frozen=True, kw_only=True)
class Condition:
    last_sync: datetime | None
    """The time of the last sync; None before the first one."""
    unhandled: int
    """Events that wait to be handled."""
    unsent: int
    """Messages that wait to be sent, also those that wait for the end of quiet hours."""
    parked: int
    """Messages that were given up."""
    overdue: int
    """Timers that are due and have not run."""
    oldest_overdue: datetime | None
    set_aside: int
    """Timers and events that a fault of ours keeps from being handled, until the next start."""


async def condition(tx: Transaction, now: datetime) -> Condition:
    last_sync = await tx.get_meta(LAST_SYNC)
    unsent, parked = await tx.outbox.counts()
    first = await tx.timers.due(now)
    return Condition(
        last_sync=datetime.fromisoformat(last_sync) if last_sync else None,
        unhandled=await tx.inbox.waiting(),
        unsent=unsent,
        parked=parked,
        overdue=await tx.timers.overdue(now),
        oldest_overdue=first.due_at if first else None,
        set_aside=len(await tx.timers.all_set_aside()) + await tx.inbox.count_set_aside(),
    )
