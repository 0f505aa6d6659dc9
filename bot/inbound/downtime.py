"""Downtime: whether the bot was away for so long that people should hear of it, and since when.

The bot is away while no sync succeeds: because it does not run, or because the homeserver cannot be reached.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports import Transaction

MIN_DOWNTIME = timedelta(hours=1)
"""Shorter downtimes, such as an update or a restart of the server, are not told."""
SETTLE_TIME = timedelta(seconds=5)
"""How long after the return it is told: by then what waited has been handled, and the missed timers have run."""
TIMER, SUBJECT = "absence", "project"
_META_KEY = "absence"


@dataclass(frozen=True, kw_only=True)
class Absence:
    since: datetime
    until: datetime


async def noticed(tx: Transaction, last_sync: datetime, now: datetime) -> bool:
    """To be called with every sync: whether it ended an absence. An earlier absence that was not told yet is merged with it."""
    if now - last_sync <= MIN_DOWNTIME:
        return False
    untold = await remembered(tx)
    absence = Absence(since=untold.since if untold else last_sync, until=now)
    await tx.set_meta(_META_KEY, json.dumps({"since": absence.since.isoformat(), "until": absence.until.isoformat()}))
    await tx.timers.set(TIMER, SUBJECT, now + SETTLE_TIME)
    return True


async def remembered(tx: Transaction) -> Absence | None:
    """The last absence, until it has been told; None after that."""
    kept = await tx.get_meta(_META_KEY)
    if not kept:
        return None
    read = json.loads(kept)
    return Absence(since=datetime.fromisoformat(read["since"]), until=datetime.fromisoformat(read["until"]))


async def forget(tx: Transaction) -> None:
    await tx.set_meta(_META_KEY, "")
