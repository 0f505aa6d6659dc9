"""What becomes of a digest that could not be delivered while it was of use: it is given up, not posted late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.context import Moment
from bot.messages import Outgoing
from bot.timer import timer

TIMER = "digest expiry"
WEEKLY = "weekly expiry"
_ALL = 1_000_000
GIVEN_UP = "could not be delivered while it was of use"

log = structlog.get_logger(__name__)


async def expires(moment: Moment, once: str, at: datetime, kind: str = TIMER) -> None:
    """From then on the message of this key is of no use."""
    await moment.tx.timers.set(kind, once, at)


@timer(TIMER)
async def expire(moment: Moment, subject: str) -> Sequence[Outgoing]:
    await give_up(moment, subject)
    return []


async def expire_overdue(moment: Moment) -> None:
    """At the start of the bot, before anything is delivered."""
    for each in await moment.tx.timers.upcoming(_ALL):
        if each.due_at > moment.now:
            break
        if each.kind in (TIMER, WEEKLY):
            await give_up(moment, each.subject)
            await moment.tx.timers.clear(each.subject, each.kind)


async def give_up(moment: Moment, once: str) -> None:
    """The message of this key in all its pieces, as far as it was not delivered."""
    count, piece = 1, await moment.tx.outbox.by_once(once)
    while piece is not None:
        if piece.sent_at is None and piece.parked_at is None:
            log.warning("digest given up: it could not be delivered in time", once=piece.once)
            await moment.tx.outbox.parked(piece, GIVEN_UP, moment.now)
        elif piece.sent_at is None and piece.failure != GIVEN_UP:
            await moment.tx.outbox.lapse(piece)
        count += 1
        piece = await moment.tx.outbox.by_once(f"{once}/{count}")
