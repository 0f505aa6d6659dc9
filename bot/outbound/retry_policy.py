"""The retry policy: whether a message that could not be sent blocks its room, stands aside for the others, or is given up.

A message that fails because the homeserver is in trouble blocks its room, so that the order is kept. One that is refused for no known
reason, alone of all messages, must not block the others for long (head-of-line blocking). A file blocks nothing.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.domain import send_rate
from bot.domain.muted_rooms import Why
from bot.outbound.late_files import LateFiles, is_picture
from bot.ports import GONE, REPLACED, OutboxRow, SendFailed, Transaction

log = structlog.get_logger(__name__)

MAX_PAUSE = timedelta(minutes=5)
BLOCKS_ROOM_FOR = timedelta(minutes=1)
"""How long a message that is refused for no known reason blocks its room."""
ASIDE_INTERVAL = MAX_PAUSE
"""The pause between retries of a message that stands aside; the same for all, so that they keep their order."""
RETRIED_FOR = timedelta(days=1)
"""How long a message that is refused for no known reason is retried before it is given up."""
FILES_RETRIED_FOR = timedelta(days=7)
"""The same for a file: people were told that it comes later, and the dates in it are mostly further ahead. A picture is old after a day."""

Parked = Callable[[Transaction, OutboxRow, SendFailed], Awaitable[None]]


class RetryPolicy:
    def __init__(self, on_parked: Parked, files: LateFiles, rand: random.Random) -> None:
        self._on_parked = on_parked
        self._files = files
        self._random = rand

    async def not_sent(
        self, tx: Transaction, row: OutboxRow, failure: SendFailed, now: datetime, pause: timedelta | None, *, tells: bool = True
    ) -> bool:
        """Whether it was given up. `pause` is the one that the homeserver asked for; nobody hears of it unless it `tells`."""
        is_file = row.action == "file"
        is_doubted = failure.is_doubted or is_file
        since = (row.doubted_since or now) if is_doubted else None
        retried_for = FILES_RETRIED_FOR if is_file and not is_picture(row) else RETRIED_FOR
        if failure.final or (since is not None and now - since >= retried_for):
            if since is not None and not failure.final and await tx.outbox.has_arrived(row.room, since):
                failure = SendFailed(failure.reason, final=True, why=Why.CONTENT)
            await self._give_up(tx, row, failure, now, tells=tells)
            return True
        if since is not None and row.doubted_since is None:
            log.warning("message not taken, tried again", row=row.id, action=row.action, reason=failure.reason.partition(": ")[0])
        again = now + (pause or self._back_off(row.attempts))
        stands_aside = is_file
        if since is not None and not is_file:
            stands_aside = now - since >= BLOCKS_ROOM_FOR
            if stands_aside:
                again = now + max(pause or ASIDE_INTERVAL, ASIDE_INTERVAL)
            else:
                # One after the other is refused, so the room is at fault and not the messages: they block the room together again.
                await tx.outbox.bring_back(row.room, now, again)
        if stands_aside and row.wakes is not None and row.subject is not None:
            await tx.timers.set(row.wakes, row.subject, now)  # the timer that waits for its arrival has to run
        await tx.outbox.failed(row, failure.reason, again, doubted_since=since, stands_aside=stands_aside)
        if is_file and since is not None and tells:
            await self._files.failed(tx, row, since)
        return False

    async def _give_up(self, tx: Transaction, row: OutboxRow, failure: SendFailed, now: datetime, *, tells: bool) -> None:
        """Parks the row; or readdresses it to the room that has replaced its own."""
        room = await tx.rooms.get(row.room)
        if room is not None and room.successor is not None and row.action not in ("leave", "open"):
            if row.action in ("send", "file") and row.target is None:
                await tx.outbox.readdress(row, room.successor)
            else:
                await tx.outbox.parked(row, REPLACED, now)
            return
        if failure.why is Why.REMOVED and room is not None and room.joined_at is None and await tx.teams.of_room(row.room) is None:
            # The bot was removed from a direct chat: there is nobody left to reach.
            await tx.outbox.parked(row, GONE, now)
            return
        # Without the words of the homeserver: names of people and rooms may stand in them.
        log.warning("message parked", row=row.id, action=row.action, reason=failure.reason.partition(": ")[0])
        await tx.outbox.parked(row, failure.reason, now)
        if not tells:
            return
        if row.action == "file":
            await self._files.given_up(tx, row, failure.reason)
        else:
            await self._on_parked(tx, row, failure)

    def _back_off(self, attempts: int) -> timedelta:
        """Exponential back-off: 1 s, 2 s, 4 s … up to MAX_PAUSE, with a quarter of jitter, so that rooms do not retry all at once."""
        pause = min(timedelta(seconds=2 ** min(attempts, 10)), MAX_PAUSE)
        return pause * self._random.uniform(0.75, 1.25)


async def remember_pace(tx: Transaction, pause: timedelta, now: datetime) -> None:
    """Keeps the rate limit that the homeserver's pause shows: from now on digests begin early enough for it."""
    known = send_rate.read(await tx.get_meta(send_rate.META_KEY)) or send_rate.Pace(pause, now)
    await tx.set_meta(send_rate.META_KEY, send_rate.written(known.slowed(pause, now)))
