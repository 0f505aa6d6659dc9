"""The relay: sends the rows of the outbox to their rooms, in order where people would see another, else in parallel, with retries.

The same transaction id (idempotency key) at every attempt makes the homeserver drop a repeat. It remembers ids for a day and per
device only, so a row that is older, or was queued for another device, is first searched for in the room.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any, TypeVar

import structlog

from bot.domain.faults import Place
from bot.domain.ids import EventId, RoomId, UserId
from bot.domain.muted_rooms import Why
from bot.loops import happened_or, persistently
from bot.monitoring.counters import SendError, Tally
from bot.outbound.event_content import CARRIES_ONCE, SIGNS_IN, resolved
from bot.outbound.made_files import FileMakers
from bot.outbound.marking import Arrived, Marking
from bot.outbound.pending import Pending
from bot.outbound.retry_policy import MAX_PAUSE, RetryPolicy, remember_pace
from bot.outbound.sign_in_links import SignInLinks
from bot.outbound.waiting import by_turns
from bot.ports import ERASED, FAULT, Chat, Clock, Damaged, Deposed, Interrupted, OutboxRow, QueueChanges, SendFailed, Store

log = structlog.get_logger(__name__)
T = TypeVar("T")

TXN_REMEMBERED_FOR = timedelta(hours=23)
"""How long the homeserver is trusted to know a transaction id; Synapse keeps them for 24 hours."""
MAX_REQUESTS = 16
"""Requests that are sent concurrently, unless a rate limit holds."""
MAX_ROOMS_REMEMBERED = 64
"""Rooms whose last sending is remembered, for fairness; a flood in more rooms than that is unlikely."""
BUSY_CHECK_INTERVAL = timedelta(seconds=2)
_OTHER_LIMITS = frozenset({"join", "leave", "open"})
"""Actions with a rate limit of their own, far lower than that of messages: a pause for one of them does not hold for messages."""
MAX_FAULTY_ATTEMPTS = 12
"""Attempts after which a message that fails by a programming error is given up."""
DEFAULT_RATE_LIMIT_PAUSE = timedelta(seconds=5)
"""The first pause after a rate limit (429) without Retry-After; the next ones are longer."""
REQUESTS_END_WITHIN_S, MARKS_END_WITHIN_S = 3, 1
"""How long a stop waits for the requests under way, and then for what has arrived to be kept. What is not kept by then, as when the
disk is full, is sent again after the start, with the same transaction id."""


class Relay:
    def __init__(
        self,
        store: Store,
        chat: Chat,
        clock: Clock,
        device: str,
        retry_policy: RetryPolicy,
        on_sent: Sequence[Arrived],
        on_delivered: Callable[[], None],
        tally: Tally,
        makers: FileMakers,
        links: SignInLinks,
    ) -> None:
        """`on_sent` are called in the transaction that marks a row as sent; `on_delivered` when a timer waits for its arrival."""
        self._makers = makers
        self._links = links
        self._store = store
        self._chat = chat
        self._clock = clock
        self._device = device
        self._retry_policy = retry_policy
        self._on_delivered = on_delivered
        self._tally = tally
        self._faults = tally.faults
        self._marking = Marking(store, clock, on_sent, tally.faults)
        self._pending = Pending(store, clock, self._marking, tally.faults)
        store.watch(self._changed)
        self._under_way: dict[int, RoomId] = {}
        self._served: dict[RoomId, int] = {}
        """The rooms in which more waits, with a counter of when each was served last, for fairness."""
        self._serving = count(1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self.relieved = asyncio.Event()
        """Set when a message was sent and marked so, or there was nothing to send, since the last wake-up."""
        self._paused_until: datetime | None = None
        self._at_once = MAX_REQUESTS
        self._slowed = 0
        """How many requests in a row met the rate limit."""
        self._lost: BaseException | None = None
        """The error after which nothing more can be delivered."""

    def _changed(self, changes: QueueChanges) -> None:
        """Also where nobody calls `wake`: after a commit that failed the rows may be there all the same."""
        if changes.queued or changes.is_outbox_unclear or changes.is_uncertain:
            self._wake.set()

    def has_marked(self, event: EventId) -> bool:
        """Whether this process has marked it as sent, and remembers that."""
        return self._marking.has_marked(event)

    def wake(self) -> None:
        """To be called when a row was queued."""
        self._wake.set()
        self.relieved.clear()

    async def run(self) -> None:
        """Delivers until cancelled; requests under way are finished first."""
        watched = self._faults.loop("outbox")
        try:
            while True:
                self._wake.clear()
                if self._lost is not None:
                    raise self._lost
                await persistently(self._start_ready, self._clock, watched)
                if not self._under_way and not self._wake.is_set():
                    await self._marking.rest()
                    self.relieved.set()
                await happened_or(self._wake, self._clock, await persistently(self.next_look, self._clock, watched))
        finally:
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=REQUESTS_END_WITHIN_S)
            if self._lost is None:
                with suppress(TimeoutError, Interrupted):
                    await asyncio.wait_for(self._marking.rest(), MARKS_END_WITHIN_S)

    async def deliver_ready(self) -> int:
        """Delivers the rows that are ready now, and waits until that is done; how many were tried."""
        await self._start_ready()
        tasks = tuple(self._tasks)
        await asyncio.gather(*tasks)
        await self._marking.rest()
        return len(tasks)

    async def next_look(self) -> datetime | None:
        """When there may be a row to send: a past time where there is one now, None where nothing waits."""
        if self._paused_until is not None and self._paused_until > self._clock.now():
            return self._paused_until
        if self._under_way:
            # A delivery that ends wakes the relay; one that hangs must not delay the retries of the others.
            return self._clock.now() + BUSY_CHECK_INTERVAL
        return await self._pending.first_moment()

    async def _start_ready(self) -> None:
        now = self._clock.now()
        if self._paused_until is not None:
            if self._paused_until > now:
                return
            self._paused_until = None
        free = self._at_once - len(self._under_way)
        if free <= 0 or self._marking.is_full:
            return
        rows = await self._pending.ready(now, self._under_way, free + len(self._under_way) + len(self._served))
        # Rooms that were served least recently go first: by age alone a flooded room would go before all others.
        for row in by_turns(rows, self._served, self._under_way.values())[:free]:
            self._under_way[row.id] = row.room
            task = asyncio.create_task(self._deliver(row))
            self._tasks.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self._lost = task.exception()
            self._wake.set()

    async def _deliver(self, row: OutboxRow) -> None:
        began = self._clock.now()
        try:
            outcome = await self._tried(row)
            if isinstance(outcome, SendFailed):
                await self._kept(partial(self._not_sent, row, outcome), row)
                return
            if row.action not in _OTHER_LIMITS:
                self._tally.sent(row.cause, began, self._clock.now())
            self._at_once, self._slowed = min(self._at_once + 1, MAX_REQUESTS), 0
            await self._has_arrived(row, outcome)
        except (Damaged, Deposed):
            raise
        except Interrupted:
            pass  # nothing was sent: it is retried when the database is back
        finally:
            self._under_way.pop(row.id, None)
            self._wake.set()

    async def _tried(self, row: OutboxRow) -> EventId | SendFailed | None:
        try:
            with self._faults.noted_in(Place.MESSAGE, row.action, but=(SendFailed, Interrupted), row=row.id):
                return await self._send(row)
        except SendFailed as refused:
            self._tally.not_sent(SendError.of(refused))
            return refused
        self._tally.not_sent(SendError.FAULT)
        # Doubted: it may be this message alone, so the others of its room need not wait long for it.
        return SendFailed(FAULT, final=row.attempts >= MAX_FAULTY_ATTEMPTS, is_doubted=True, why=Why.CONTENT)

    async def _kept(self, keep: Callable[..., Coroutine[Any, Any, T]], row: OutboxRow) -> T:
        """Stores what became of a message, with the messages that follow from that; without these if they cause a fault."""

        async def kept() -> T:
            with self._faults.noted_in(Place.MESSAGE, "what follows from it", but=(Interrupted,), row=row.id):
                return await keep()
            return await keep(tells=False)

        return await persistently(kept, self._clock, self._faults.loop("outbox"))

    async def _has_arrived(self, row: OutboxRow, event: EventId | None) -> None:
        self._pending.arrived(row, event)
        self._under_way.pop(row.id, None)
        self._served.pop(row.room, None)
        if self._pending.has_more(row.room):
            self._served[row.room] = next(self._serving)
        if len(self._served) > MAX_ROOMS_REMEMBERED:
            del self._served[next(iter(self._served))]
        if row.action == "react" and row.target is not None and not self._marking.is_full:
            self._marking.put_off(row, event)
            return
        self._wake.set()
        if await self._marking.mark(row, event):
            self._on_delivered()
        self.relieved.set()

    async def _send(self, row: OutboxRow) -> EventId | None:
        now = self._clock.now()
        was_erased = row.action in ("send", "edit", "file") and not row.content
        if was_erased or (row.action in CARRIES_ONCE and (row.device != self._device or now - row.created_at > TXN_REMEMBERED_FOR)):
            found = await self._chat.find(row.room, row.once, row.created_at)
            if found is not None:
                return found
        if was_erased:
            raise SendFailed(ERASED, final=True, why=Why.CONTENT)
        content = row.content
        if row.target is not None:
            target = await self._pending.event_of(row.target)
            if target is None:
                raise SendFailed("the message that it belongs to was never sent", final=True, why=Why.CONTENT)
            if row.action == "redact":
                return await self._chat.redact(row.room, target, row.txn)
            content = resolved(row, target)
        if SIGNS_IN in content:
            content = await self._links.put_into(row, content)
        match row.action:
            case "join":
                via = content.get("via")
                await self._chat.join(row.room, RoomId(via) if via else None)
                return None
            case "leave":
                await self._chat.leave(row.room)
                return None
            case "open":
                await self._chat.open_direct(UserId(row.room), like=RoomId(content["like"]), about=content["about"], once=row.once)
                return None
            case "file":
                return await self._send_file(row, content)
            case _:
                return await self._chat.send(row.room, row.event_type, content, row.txn)

    async def _send_file(self, row: OutboxRow, content: dict[str, Any]) -> EventId:
        """Uploads and sends a file. A crash in between uploads it twice, but the transaction id still sends it once."""
        shown, data = await self._makers.file_of(row, content)
        where = await self._chat.upload(row.room, content["filename"], content["info"]["mimetype"], data)
        return await self._chat.send(row.room, row.event_type, shown | where, row.txn)

    async def _not_sent(self, row: OutboxRow, failure: SendFailed, *, tells: bool = True) -> None:
        now = self._clock.now()
        pause = failure.retry_after
        is_slowed = failure.is_slowed and row.action not in _OTHER_LIMITS
        if is_slowed:
            # The rate limit is per user, so every room has to wait. Of many concurrent retries a random one would get through.
            pause = pause or min(DEFAULT_RATE_LIMIT_PAUSE * 2**self._slowed, MAX_PAUSE)
            self._slowed = min(self._slowed + 1, 10)
            self._paused_until = max(self._paused_until or now, now + pause)
            self._at_once = 1
        async with self._store.transaction() as tx:
            given_up = await self._retry_policy.not_sent(tx, row, failure, now, pause, tells=tells)
            if is_slowed and pause is not None:
                await remember_pace(tx, pause, now)
        if given_up or row.wakes is not None:
            # A timer that waits for its arrival has to look at a refusal, too.
            self._on_delivered()
