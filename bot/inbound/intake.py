"""The intake: stores the events of a sync in the inbox, only those meant for the bot, with the position, in one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Container, Sequence
from datetime import datetime
from functools import partial

from bot.command import NOTED
from bot.domain.faults import Place
from bot.domain.ids import EventId, RoomId
from bot.domain.muted_rooms import PROJECT, TAKERS, TRY
from bot.domain.teams import Kind
from bot.inbound import downtime
from bot.inbound.message import Speech
from bot.inbound.receipted_message import receipted
from bot.messages import Echo, Edit, Incoming, Joined, Message, Undecryptable
from bot.messages.outcome import fingerprint
from bot.monitoring.faults import Faults
from bot.ports import LAST_SYNC, Clock, Interrupted, KnownRoom, Rooms, Store, Transaction

POSITION_KEY = "sync_position"
GAPS_KEY = "open_gaps"
"""The key in `meta` of the open gaps: a list in JSON, each with the room first."""
NO_GAPS = "[]"
POSITION_LOST_KEY = "position_lost"
"""The key in `meta` of the time at which the homeserver last did not know the sync position."""

Decrypt = Callable[[Undecryptable], Awaitable[Incoming | None]]


class Receiving:
    def __init__(
        self,
        store: Store,
        rooms: Rooms,
        clock: Clock,
        speech: Speech,
        faults: Faults,
        on_received: Callable[[], None],
        on_delivered: Callable[[], None],
    ) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock
        self._speech = speech
        self._faults = faults
        self._on_received = on_received
        self._on_delivered = on_delivered

    async def position(self) -> str | None:
        """The sync position to continue from; None before the first sync."""
        async with self._store.reading() as tx:
            return await tx.get_meta(POSITION_KEY)

    async def heard_until(self) -> datetime | None:
        """When the last sync was stored; None before the first."""
        async with self._store.reading() as tx:
            last_sync = await tx.get_meta(LAST_SYNC)
        return datetime.fromisoformat(last_sync) if last_sync else None

    async def gaps(self) -> str:
        """The open gaps, as they were stored with the last position."""
        async with self._store.reading() as tx:
            return await tx.get_meta(GAPS_KEY) or ""

    async def keep(
        self,
        events: Sequence[Incoming],
        position: str,
        encrypted: Collection[RoomId] = (),
        changed: Collection[RoomId] = (),
        *,
        gaps: str = NO_GAPS,
        is_regained: bool = False,
    ) -> bool:
        """Stores the events meant for the bot, the rooms that became `encrypted`, and the position behind them.

        Muted rooms among `changed` are retried at once. With the position are stored the open gaps (`gaps`), and that the position had
        been lost (`is_regained`).

        An event that causes a fault (programming error) is noted and left out: it would come again for ever. Returns whether any event
        was for the bot.
        """
        about = partial(self._keep, position=position, encrypted=encrypted, changed=changed, gaps=gaps, is_regained=is_regained)
        with self._faults.noted_in(Place.EVENT, "sync", but=(Interrupted,)):
            return await about(events)
        kept = await self._one_by_one(events)
        await about([])
        return kept

    async def _one_by_one(self, events: Sequence[Incoming]) -> bool:
        """Stores each event in a transaction of its own, before the position: whether any was for the bot."""
        kept = False
        for event in events:
            with self._faults.noted_in(Place.EVENT, event.kind, but=(Interrupted,), event_id=event.event_id):
                async with self._store.transaction() as tx:
                    _, is_wanted = await self._take_in(tx, [event], self._clock.now(), await tx.recall.since() is not None)
                kept |= is_wanted
        if kept:
            self._on_received()
        self._on_delivered()
        return kept

    async def _keep(
        self,
        events: Sequence[Incoming],
        *,
        position: str,
        encrypted: Collection[RoomId],
        changed: Collection[RoomId],
        gaps: str,
        is_regained: bool,
    ) -> bool:
        now = self._clock.now()
        async with self._store.transaction() as tx:
            is_restored = await tx.recall.since() is not None
            delivered, is_wanted = await self._take_in(tx, events, now, is_restored)
            if encrypted:
                await tx.rooms.mark_encrypted(encrypted)
            looked_at = bool(changed) and await self._look_at(tx, changed, now)
            last_sync = await tx.get_meta(LAST_SYNC)
            # A restored bot knows that only after the replay.
            returned = last_sync is not None and not is_restored and await downtime.noticed(tx, datetime.fromisoformat(last_sync), now)
            await tx.set_meta(POSITION_KEY, position)
            await tx.set_meta(LAST_SYNC, now.isoformat())
            if gaps != (await tx.get_meta(GAPS_KEY) or NO_GAPS):
                await tx.set_meta(GAPS_KEY, gaps)
            if is_regained:
                await tx.set_meta(POSITION_LOST_KEY, now.isoformat())
        if is_wanted:
            self._on_received()
        if delivered or returned or looked_at:
            self._on_delivered()
        return is_wanted

    async def _take_in(self, tx: Transaction, events: Sequence[Incoming], now: datetime, is_restored: bool) -> tuple[bool, bool]:
        """Whether a timer waits for a message that has arrived, and whether any event was for the bot."""
        delivered = False
        for event in events:
            if isinstance(event, Echo):
                delivered |= await self._delivered(tx, event, now, is_restored)
            elif isinstance(event, Joined) and is_restored:
                await self._entered(tx, event)
        wanted: dict[EventId, Incoming] = {}
        for event in events:
            if await self._is_wanted(tx, event, wanted):
                wanted[event.event_id] = event
        if wanted:
            await tx.inbox.add(list(wanted.values()), now)
        return delivered, bool(wanted)

    async def _delivered(self, tx: Transaction, echo: Echo, now: datetime, is_restored: bool) -> bool:
        """Marks a message of the bot's as arrived, so that taps on it count even where the homeserver's answer to the request was lost."""
        row = await tx.outbox.by_once(echo.once) if echo.once else None
        if row is None and is_restored:
            await tx.recall.hear(echo)
        if row is None or row.sent_at is not None or row.room != echo.room:
            return False
        return await tx.outbox.sent(row, echo.event_id, now)

    async def _look_at(self, tx: Transaction, changed: Collection[RoomId], now: datetime) -> bool:
        """Sets the timers that look at changed power levels and members; whether there were any to set."""
        muted = [room.room for room in await tx.muted.all() if room.room in changed]
        for room in muted:
            await tx.timers.set(TRY, room, now)
        pmo = await tx.teams.of_kind(Kind.PMO)
        is_about_pmo = pmo is not None and pmo.room in changed
        if is_about_pmo:
            await tx.timers.set(TAKERS, PROJECT, now)
        return bool(muted) or is_about_pmo

    async def _entered(self, tx: Transaction, event: Joined) -> None:
        """Stores a direct chat that was opened since the backup: messages in it are for the bot before its join has been handled."""
        inviter = event.opened_for or (event.inviter if event.is_direct else None)
        if inviter is not None and await tx.rooms.get(event.room) is None:
            await tx.rooms.save(KnownRoom(room=event.room, is_direct=True, inviter=inviter, joined_at=None, successor=None))

    async def retry(self, decrypt: Decrypt, given_up_before: datetime) -> None:
        """Tries to decrypt waiting events again; those from before `given_up_before` are given up and forgotten."""
        async with self._store.reading() as tx:
            waiting = await tx.inbox.undecryptable()
        for row in waiting:
            assert isinstance(row.event, Undecryptable)
            readable: Incoming | None = None
            with self._faults.noted_in(Place.EVENT, row.event.kind, event_id=row.event.event_id):
                readable = await decrypt(row.event)
            async with self._store.transaction() as tx:
                if readable is None or row.received_at < given_up_before:
                    await tx.inbox.finish(row.event.event_id, outcome="ignored")
                elif not isinstance(readable, Undecryptable):
                    # The sender may have repeated it when asked: it must not count twice when the key comes after all.
                    words = fingerprint(readable)
                    repeated = words != "" and await tx.inbox.was_repeated(row, words)
                    if not repeated and await self._is_wanted(tx, readable, {}):
                        await tx.inbox.decrypted(row.event.event_id, readable)
                    else:
                        await tx.inbox.finish(row.event.event_id, outcome="ignored")
        if waiting:
            self._on_received()

    def may_matter(self, event: Incoming) -> bool:
        """Whether an event may be for the bot. False for what people say among themselves, as far as that is clear without the database."""
        if not isinstance(event, Message) or event.reply_to or len(self._rooms.members(event.room)) <= 1:
            return True
        return self._says(event) is not False

    def is_command(self, event: Incoming) -> bool:
        """Whether the message is a command by itself, whatever it replies to or edits."""
        return isinstance(event, Message | Edit) and self._says(event) is True

    def _says(self, event: Message | Edit) -> bool | None:
        """Whether the message is a command; None where a fault (programming error) prevents the check, which `keep` meets again."""
        with self._faults.noted_in(Place.EVENT, event.kind, event_id=event.event_id):
            return self._speech.heard(event, direct=False) is not None
        return None

    async def _is_wanted(self, tx: Transaction, event: Incoming, wanted: Container[EventId]) -> bool:
        """Whether to store an event: only commands, replies to cards, and edits of either, nothing that people say among themselves.

        `wanted` are events of the same batch that are stored, too.
        """
        match event:
            case Message():
                if self._speech.heard(event, direct=False) is not None:
                    return True
                known = await tx.rooms.get(event.room)
                # With a third person in it, people speak to each other in a direct chat, too.
                if known is not None and known.is_direct and len(self._rooms.members(event.room)) <= 1:
                    return True
                if event.reply_to is None:
                    return False
                row = await tx.outbox.by_event(event.reply_to)
                if row is None:
                    # Where a reaction was the whole answer, people reply to the message that made the record.
                    is_ours = await tx.recall.is_ours(event.reply_to)
                    return is_ours or await receipted(tx, event.reply_to, event.room) is not None
                return row.room == event.room and row.role in NOTED
            case Edit():
                if self._speech.heard(event, direct=False) is not None:
                    return True
                before = await tx.inbox.handled(event.of)
                if before is not None:
                    return before.outcome != "ignored"  # decrypted late, and not for the bot
                return event.of in wanted or bool(await tx.inbox.known([event.of]))
            case Echo():
                return False
            case _:
                return True
