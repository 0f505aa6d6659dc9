"""The intake: stores the events of a sync in the inbox, only those meant for the bot, with the position, in one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain.faults import Place
from bot.domain.ids import EventId, RoomId
from bot.domain.muted_rooms import PROJECT, TAKERS, TRY
from bot.domain.newcomers import COLLECTED_FOR
from bot.domain.newcomers import LOOK as NEWCOMERS
from bot.domain.teams import Kind
from bot.domain.voting.voices import LOOK
from bot.inbound import downtime
from bot.inbound.dispatcher import Dispatcher
from bot.inbound.message import Messages, claim
from bot.inbound.relevance import Relevance
from bot.messages import Echo, Incoming, Joined, Undecryptable, UserError
from bot.messages.outcome import Outcome, fingerprint
from bot.monitoring.faults import Faults
from bot.ports import LAST_SYNC, Clock, InboxRow, Interrupted, KnownRoom, Rooms, Store, Transaction

POSITION_KEY = "sync_position"
GAPS_KEY = "open_gaps"
"""The key in `meta` of the open gaps: a list in JSON, each with the room first."""
NO_GAPS = "[]"
POSITION_MAX_AGE = timedelta(seconds=10)
"""How old the stored position may become while syncs bring nothing new."""
POSITION_LOST_KEY = "position_lost"
"""The key in `meta` of the time at which the homeserver last did not know the sync position."""

Decrypt = Callable[[Undecryptable], Awaitable[Incoming | None]]


Handle = Callable[[Transaction, InboxRow], Awaitable[Outcome]]


@dataclass(frozen=True)
class _Batch:
    """What a sync has brought."""

    events: Sequence[Incoming]
    position: str
    encrypted: Collection[RoomId]
    changed: Collection[RoomId]
    gaps: str
    is_regained: bool


@dataclass(frozen=True)
class _Kept:
    """What was kept with the last sync."""

    last_sync: str | None
    gaps: str
    is_restored: bool
    """Whether the replay after a restore was not finished yet."""


class Intake:
    def __init__(
        self,
        store: Store,
        rooms: Rooms,
        clock: Clock,
        messages: Messages,
        faults: Faults,
        dispatcher: Dispatcher,
        on_delivered: Callable[[], None],
        is_marked: Callable[[EventId], bool],
    ) -> None:
        """`is_marked` tells of an event that it is known to be a message marked as sent; where it does not, the database is asked."""
        self._store = store
        self._clock = clock
        self._faults = faults
        self.relevance = Relevance(rooms, messages, faults)
        self._dispatcher = dispatcher
        self._on_delivered = on_delivered
        self._is_marked = is_marked
        self._kept: _Kept | None = None
        """What stands in the database; None where it has to be asked."""

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
        batch = _Batch(events, position, encrypted, changed, gaps, is_regained)
        with self._faults.noted_in(Place.EVENT, "sync", but=(Interrupted,)):
            return False if await self._can_wait(batch) else await self._handled(batch)
        kept = await self._one_by_one(events)
        await self._keep(replace(batch, events=[]))
        return kept

    async def _can_wait(self, batch: _Batch) -> bool:
        """Whether a sync brings nothing but echoes of messages that are marked as sent: its position is stored with that of a later one.

        After a crash the bot continues from an earlier position, and meets the same echoes again.
        """
        kept = self._kept
        is_plain = not (batch.encrypted or batch.changed or batch.is_regained) and all(isinstance(each, Echo) for each in batch.events)
        if kept is None or kept.last_sync is None or kept.is_restored or batch.gaps != kept.gaps or not is_plain:
            return False
        if self._clock.now() - datetime.fromisoformat(kept.last_sync) >= POSITION_MAX_AGE:
            return False
        echoes = [each for each in batch.events if isinstance(each, Echo)]
        unknown = {each.once for each in echoes if each.once and not self._is_marked(each.event_id)}
        if not unknown:
            return True
        async with self._store.reading() as tx:
            return not await tx.outbox.has_unsent(unknown)

    async def _handled(self, batch: _Batch) -> bool:
        """Where a single event is meant for us and none waits before it, it is handled in the transaction that keeps it.

        A mistake of the user takes back both: a second transaction keeps it, and the answer to the mistake.
        """
        try:
            try:
                return await self._keep(batch, self._dispatcher.carry_out)
            except UserError as error:
                return await self._keep(batch, partial(self._dispatcher.refuse, error=error), is_refused=True)
        except Interrupted:
            raise
        except Exception:  # noqa: BLE001 - whatever it was, it shows again where the event is handled from the inbox, and is noted there
            return await self._keep(batch)

    async def _one_by_one(self, events: Sequence[Incoming]) -> bool:
        """Stores each event in a transaction of its own, before the position: whether any was for the bot."""
        kept = False
        for event in events:
            with self._faults.noted_in(Place.EVENT, event.kind, but=(Interrupted,), event_id=event.event_id):
                async with self._store.transaction() as tx:
                    now = self._clock.now()
                    _, wanted = await self._look_into(tx, [event], now, await tx.recall.since() is not None)
                    if wanted:
                        await tx.inbox.add(wanted, now)
                kept |= bool(wanted)
        if kept:
            self._dispatcher.wake()
        self._on_delivered()
        return kept

    async def _keep(self, batch: _Batch, handle: Handle | None = None, *, is_refused: bool = False) -> bool:
        """`handle` does what a single event brings about, if it may be done at once."""
        now = self._clock.now()
        kept, self._kept = self._kept, None
        alone, outcome = None, None
        async with self._store.transaction() as tx:
            is_restored = await tx.recall.since() is not None
            delivered, wanted = await self._look_into(tx, batch.events, now, is_restored)
            if handle is not None and len(wanted) == 1 and not is_restored and self._dispatcher.is_free:
                alone = await self._alone(tx, wanted[0], now)
            if alone is None and wanted:
                await tx.inbox.add(wanted, now)
            if batch.encrypted:
                await tx.rooms.mark_encrypted(batch.encrypted)
            looked_at = bool(batch.changed) and await self._look_at(tx, batch.changed, now)
            if kept is None:
                gaps = await tx.get_meta(GAPS_KEY) or NO_GAPS
                kept = _Kept(last_sync=await tx.get_meta(LAST_SYNC), gaps=gaps, is_restored=is_restored)
            last_sync = datetime.fromisoformat(kept.last_sync) if kept.last_sync else None
            # A restored bot knows that only after the replay.
            returned = last_sync is not None and not is_restored and await downtime.noticed(tx, last_sync, now)
            fresh = {POSITION_KEY: batch.position, LAST_SYNC: now.isoformat()}
            fresh |= {GAPS_KEY: batch.gaps} if batch.gaps != kept.gaps else {}
            fresh |= {POSITION_LOST_KEY: now.isoformat()} if batch.is_regained else {}
            await tx.set_metas(fresh)
            if alone is not None and handle is not None:
                outcome = await handle(tx, alone)
        self._kept = _Kept(last_sync=fresh[LAST_SYNC], gaps=batch.gaps, is_restored=is_restored)
        if alone is not None and outcome is not None:
            self._dispatcher.carried_out(alone, outcome, is_refused=is_refused)
        elif wanted:
            self._dispatcher.wake()
        if delivered or returned or looked_at:
            self._on_delivered()
        return bool(wanted)

    async def _alone(self, tx: Transaction, event: Incoming, now: datetime) -> InboxRow | None:
        """Kept, to be handled in the same transaction; None where it was kept before or waits for its key."""
        if isinstance(event, Undecryptable):
            return None
        return await tx.inbox.take(event, now, [claim(event.event_id, event.sender)])

    async def _look_into(
        self, tx: Transaction, events: Sequence[Incoming], now: datetime, is_restored: bool
    ) -> tuple[bool, Sequence[Incoming]]:
        """Whether a timer waits for a message that has arrived, and which events are for the bot."""
        delivered = False
        for event in events:
            if isinstance(event, Echo):
                delivered |= await self._delivered(tx, event, now, is_restored)
            elif isinstance(event, Joined) and is_restored:
                await self._entered(tx, event)
        wanted: dict[EventId, Incoming] = {}
        for event in events:
            if await self.relevance.is_wanted(tx, event, wanted):
                wanted[event.event_id] = event
        return delivered, [*wanted.values()]

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
        steering = await tx.teams.of_kind(Kind.STEERING)
        sessions = await tx.sessions.of_team(steering.id) if steering is not None and steering.room in changed else ()
        for session in sessions:
            await tx.timers.set(LOOK, str(session.number), now)
        groups = [team for team in await tx.teams.all() if team.room in changed]
        for team in groups:
            await tx.timers.set(NEWCOMERS, str(team.id), now + COLLECTED_FOR)
        return bool(muted) or bool(groups) or bool(sessions)

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
                    if not repeated and await self.relevance.is_wanted(tx, readable, {}):
                        await tx.inbox.decrypted(row.event.event_id, readable)
                    else:
                        await tx.inbox.finish(row.event.event_id, outcome="ignored")
        if waiting:
            self._dispatcher.wake()
