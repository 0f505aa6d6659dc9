"""The dispatcher: one event becomes one transaction and one reply.

The event's outcome, the change and the messages are committed together, so an event that comes twice changes nothing. A mistake of
the user is rolled back and answered. A fault (programming error) is rolled back, noted and apologised for; the event is not retried,
because its author was asked to say it again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.context_factory import ContextFactory
from bot.domain.faults import Place
from bot.domain.ids import EventId
from bot.inbound.edit import Edits
from bot.inbound.error_reply import ErrorReplies
from bot.inbound.fair_queue import FairQueue
from bot.inbound.membership import Memberships
from bot.inbound.message import Messages
from bot.inbound.reaction import Reactions
from bot.inbound.redaction import Redactions
from bot.loops import persistently
from bot.messages import (
    Echo,
    Edit,
    Garbled,
    Incoming,
    Invitation,
    Joined,
    Left,
    Message,
    Reaction,
    Redaction,
    Replaced,
    Undecryptable,
    UserError,
)
from bot.messages.outcome import Outcome, fingerprint
from bot.monitoring.counters import Result, Tally
from bot.outbound.composer import Composer
from bot.outbound.queueing import Cause
from bot.ports import UNREADABLE, Clock, InboxRow, QueueChanges, Store, Transaction, Unread


class Dispatcher:
    def __init__(
        self,
        store: Store,
        clock: Clock,
        contexts: ContextFactory,
        composer: Composer,
        messages: Messages,
        edits: Edits,
        reactions: Reactions,
        redactions: Redactions,
        memberships: Memberships,
        refusals: ErrorReplies,
        tally: Tally,
        on_posted: Callable[[], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._contexts = contexts
        self._composer = composer
        self._messages = messages
        self._edits = edits
        self._reactions = reactions
        self._redactions = redactions
        self._memberships = memberships
        self._refusals = refusals
        self._tally = tally
        self._faults = tally.faults
        self._on_posted = on_posted
        self._queue = FairQueue()
        self._wake = asyncio.Event()
        self.idle = asyncio.Event()
        """Set while no event is left to handle."""
        self._may_wait = True
        """Whether anything may wait in the inbox; else it need not be looked into."""
        self._has_come = False
        """Whether anything has come since it was looked into."""
        self._is_running = False
        store.watch(self._changed)

    @property
    def is_free(self) -> bool:
        """Whether an event that comes now would be the next, so that it can be handled where it is taken in."""
        return self._is_running and not self._may_wait

    def _changed(self, changes: QueueChanges) -> None:
        if changes.has_come or changes.is_uncertain:
            self._has_come = self._may_wait = True
        if changes.is_uncertain:
            self._wake.set()  # it may have been kept, and nobody else will say so

    def wake(self) -> None:
        """To be called when an event was added to the inbox."""
        self._wake.set()
        self.idle.clear()

    async def run(self) -> None:
        """Handles what comes until cancelled."""
        self._is_running = True
        while True:
            self._wake.clear()
            while await persistently(self.dispatch_one, self._clock, self._faults.loop("inbox")):
                pass
            if not self._wake.is_set():
                self.idle.set()
            await self._wake.wait()

    async def dispatch_one(self, *, in_order: bool = False) -> bool:
        """Handles the event of the inbox whose turn it is, or strictly the oldest; False where none waits."""
        try:
            row = await self._next(in_order=in_order)
        except UNREADABLE as error:
            await self._pass_over(error)
            return True
        if row is None:
            return False
        event = row.event
        if isinstance(event, Garbled):
            await self._set_aside(event)
            return True
        with self._faults.noted_in(Place.EVENT, event.kind, event_id=event.event_id) as met:
            try:
                async with self._store.transaction() as tx:
                    outcome = await self.carry_out(tx, row)
                self._count(row, outcome, Result.DONE)
            except UserError as error:
                refused = error
                await self._answer(row, lambda tx: self._refusals.refusal(tx, row, refused), Result.REFUSED)
        if met.error is not None:
            await self._answer(row, lambda tx: self._refusals.apology(tx, row), Result.FAILED)
        self._on_posted()
        return True

    async def _next(self, *, in_order: bool) -> InboxRow | None:
        if not self._may_wait and not in_order:
            return None
        self._has_come = False
        async with self._store.reading() as tx:
            row = await (tx.inbox.next() if in_order else self._queue.next(tx.inbox))
        if row is None and not self._has_come:
            self._may_wait = False
        return row

    async def carry_out(self, tx: Transaction, row: InboxRow) -> Outcome:
        """Does in a transaction all that an event brings about. Raises UserError."""
        await tx.recall.answered(row.event.event_id)
        outcome = await self._handle(tx, row)
        await self._conclude(tx, row, outcome)
        return outcome

    async def refuse(self, tx: Transaction, row: InboxRow, error: UserError) -> Outcome:
        """Answers an event whose transaction was rolled back for a mistake of the user."""
        outcome = await self._refusals.refusal(tx, row, error)
        await self._conclude(tx, row, outcome)
        return outcome

    def carried_out(self, row: InboxRow, outcome: Outcome, *, is_refused: bool = False) -> None:
        """Its transaction is committed."""
        self._count(row, outcome, Result.REFUSED if is_refused else Result.DONE)
        self._on_posted()

    async def _answer(self, row: InboxRow, become: Callable[[Transaction], Awaitable[Outcome]], result: Result) -> None:
        """Answers an event that was rolled back. If that fails, the bot apologises; if that fails too, the event is finished unanswered."""
        with self._faults.noted_in(Place.EVENT, "answer", event_id=row.event.event_id) as met:
            async with self._store.transaction() as tx:
                outcome = await become(tx)
                await self._conclude(tx, row, outcome)
            self._count(row, outcome, result)
        if met.error is not None and result is not Result.FAILED:
            await self._answer(row, lambda tx: self._refusals.apology(tx, row), Result.FAILED)
        elif met.error is not None:
            async with self._store.transaction() as tx:
                await tx.inbox.finish(row.event.event_id, outcome="refused")

    async def _pass_over(self, error: Exception) -> None:
        """Sets aside rows that cannot be read. Raises `error` where there are none, so that it has another cause."""
        async with self._store.transaction() as tx:
            if not await tx.inbox.set_aside_unreadable():
                raise error
        self._faults.note(Place.ROW, "inbox", error)

    async def _set_aside(self, event: Garbled) -> None:
        async with self._store.transaction() as tx:
            await tx.inbox.set_aside(event.event_id)
        self._faults.note(Place.ROW, "inbox", Unread(), event_id=event.event_id)

    def _count(self, row: InboxRow, outcome: Outcome, result: Result) -> None:
        """Counts the result of a command. Nameless notes are not counted: comparing two values would tell when one came."""
        if outcome.nameless:
            return
        if result is not Result.DONE or outcome.result == "refused":
            self._tally.command(outcome.command, Result.REFUSED if result is Result.DONE else result)
        elif outcome.command:
            self._tally.command(outcome.command, result)
        if outcome.posts:
            self._tally.to_be_answered(row.event.event_id, row.received_at)

    async def _handle(self, tx: Transaction, row: InboxRow) -> Outcome:
        match row.event:
            case Message() as event:
                return await self._messages.message(tx, event)
            case Edit() as event:
                return await self._edits.edit(tx, event)
            case Reaction() as event:
                return await self._reactions.reaction(tx, event)
            case Redaction() as event:
                return await self._redactions.redaction(tx, event)
            case Invitation() | Joined() | Left() | Replaced() as event:
                return await self._memberships.handle(tx, event)
            case Undecryptable() | Echo():
                return Outcome()
            case Garbled():
                raise AssertionError("set aside before")

    async def _conclude(self, tx: Transaction, row: InboxRow, outcome: Outcome) -> None:
        event = row.event
        if outcome.posts:
            moment = await self._contexts.moment(tx, event.room)
            cause = Cause() if outcome.nameless else Cause(event=event.event_id, sender=event.sender)
            await self._composer.post(moment, outcome.posts, cause)
        if outcome.instead_of and not await tx.inbox.known([outcome.instead_of]):
            known = Message(event_id=outcome.instead_of, room=event.room, sender=event.sender, sent_at=event.sent_at, text="")
            await tx.inbox.add([known], row.received_at)
        for handled in {event.event_id, outcome.instead_of or event.event_id}:
            if outcome.nameless:
                await tx.inbox.forget(handled)
                await tx.outbox.forget_cause(handled)
                continue
            kept = await self._may_keep(tx, event, handled, outcome)
            await tx.inbox.finish(
                handled,
                outcome=outcome.result,
                command=outcome.command,
                subject=outcome.subject,
                others=outcome.others,
                fingerprint=fingerprint(event) if kept else "",
            )
        if outcome.nameless:
            await tx.outbox.forget_suggested_to(event.sender)

    async def _may_keep(self, tx: Transaction, event: Incoming, handled: EventId, outcome: Outcome) -> bool:
        """Whether a hash of the text is kept, by which an edit that changes nothing is recognized.

        Not for a refused message in a direct chat: the next try may become a nameless note, and the hash of the same words would tell
        whose it is. Not for an edit, since edits are not edited.
        """
        if isinstance(event, Edit) and handled == event.event_id:
            return False
        room = await tx.rooms.get(event.room) if outcome.result != "done" else None
        return room is None or not room.is_direct
