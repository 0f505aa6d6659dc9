"""Health: whether the bot runs and does its work, with the reasons where it does not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot import __version__
from bot.monitoring.faults import Faults
from bot.monitoring.snapshot import Condition, condition
from bot.ports import UNREADABLE, Interrupted, Readable

log = structlog.get_logger(__name__)

SYNC_STALE_AFTER = timedelta(minutes=2)
"""A sync takes at most 30 seconds: after this the homeserver does not answer, or its events cannot be stored."""
DATABASE_TIMEOUT_S = 5.0
"""How long the database may take to answer."""


@dataclass
class Readiness:
    """What the process itself knows of its state, without the database."""

    caught_up: bool = False
    """Whether everything said before the start has been handled."""
    leads: Callable[[], bool] = lambda: True
    """Whether this process leads; False on a standby."""


@dataclass(frozen=True, kw_only=True)
class Health:
    alive: bool
    """Always true in an answer: a dead process gives none."""
    ready: bool
    last_sync: int | None
    """Seconds since the last sync; None for never, or where the database does not answer."""
    database: bool
    leader: bool
    version: str
    faults: int
    """Of ours, since the start; what waits because of them is set aside, and `lotse status` says what."""
    set_aside: int | None
    """None where the database does not say."""
    reasons: tuple[str, ...]
    """The reasons why it is not ready; empty where it is."""


async def look(store: Readable, now: datetime) -> Condition | None:
    """The figures read from the database; None where it does not answer in DATABASE_TIMEOUT_S."""
    try:
        async with asyncio.timeout(DATABASE_TIMEOUT_S), store.reading() as tx:
            return await condition(tx, now)
    except (Interrupted, OSError, *UNREADABLE) as error:
        log.warning("the database does not answer a probe", error=type(error).__name__)
        return None


def health(found: Condition | None, readiness: Readiness, faults: Faults, now: datetime) -> Health:
    since = now - found.last_sync if found is not None and found.last_sync is not None else None
    seconds = None if since is None else max(int(since.total_seconds()), 0)
    leads = readiness.leads()
    reasons = [
        *([] if found is not None else ["the database does not answer"]),
        *([] if leads else ["another process leads, and this one stands by"]),
        *(["it still catches up with what was said while it was away"] if leads and not readiness.caught_up else []),
        *(f"the loop of the {name} cannot go on because of a fault of the program: see the log" for name in sorted(faults.stuck)),
        *(["there was no sync yet"] if found is not None and since is None else []),
        *([f"the last sync was {seconds} seconds ago"] if since is not None and since > SYNC_STALE_AFTER else []),
    ]
    return Health(
        alive=True,
        ready=not reasons,
        last_sync=seconds,
        database=found is not None,
        leader=leads,
        version=__version__,
        faults=faults.counts.total(),
        set_aside=found.set_aside if found is not None else None,
        reasons=tuple(reasons),
    )
