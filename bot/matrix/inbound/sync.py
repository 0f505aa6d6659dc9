"""The sync loop: one long poll after the other, each handed on before the next is asked for.

The position is stored with the events: `run` gets it at the start, and hands it on with every batch.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from typing import Any
from urllib.parse import quote

from bot.domain.ids import RoomId, UserId
from bot.matrix.client import Connection
from bot.matrix.errors import HomeserverError, Unreachable
from bot.matrix.http import CLIENT_API
from bot.matrix.inbound.decrypt import Matters, OnVerification, Reader
from bot.matrix.inbound.gaps import Known, RawEvent, has_join, since_join
from bot.matrix.inbound.json_fields import id_at, text_at
from bot.matrix.inbound.missed import MAX_WAIT_REFUSED, Gap, Lost, Missed
from bot.matrix.inbound.originals import EditsOf, Originals
from bot.matrix.inbound.poll import Listened, Poll
from bot.matrix.response_policy import Asked, Follows, rule_for
from bot.matrix.retry import Patience
from bot.matrix.rooms import JoinedRooms
from bot.messages import Incoming, Undecryptable
from bot.ports import Clock

log = logging.getLogger(__name__)

MAX_CATCH_UP_SYNCS = 20
MAX_SPEAKERS_ASKED_FOR = 20
"""In one room, in one sync."""
_SPOKEN = frozenset({"m.room.message", "m.room.encrypted", "m.reaction"})
MAX_CLOCK_DIFFERENCE = timedelta(hours=1)
"""By how much the clocks of servers may differ: events up to this much older than the last sync are looked at again."""


@dataclass(frozen=True, kw_only=True)
class SyncBatch:
    """What one sync brought. `events` and `position` have to be stored in one transaction."""

    position: str
    events: list[Incoming]
    started_from: str | None
    """The position before; None at the very first sync."""
    caught_up: bool
    """Whether everything said before the start has been handed over, in this batch or an earlier one."""
    new_keys: bool
    """Whether room keys came: what could not be decrypted may be readable now."""
    changed: frozenset[RoomId] = frozenset()
    """Rooms in which members or power levels have changed."""
    encrypted: frozenset[RoomId] = frozenset()
    """Rooms that became encrypted. To be stored with the rest: nothing goes there unencrypted ever after."""
    is_regained: bool = False
    """Whether the homeserver did not know the position, and gave a full sync instead."""
    gaps: str = ""
    """The gaps that are still open, for the next process; to be stored with the rest."""


Sink = Callable[[SyncBatch], Awaitable[None]]


class SyncLoop:
    """`known` says which event ids are stored already, and `edits_of` which of them edit what."""

    def __init__(
        self,
        connection: Connection,
        rooms: JoinedRooms,
        clock: Clock,
        *,
        known: Known,
        edits_of: EditsOf,
        jitter: Callable[[], float],
        on_verification: OnVerification = lambda room, event: None,
        matters: Matters = lambda event: True,
        is_command: Matters = lambda event: True,
    ) -> None:
        """`jitter` gives numbers from 0 to 1 (`random.random`); `on_verification` hears what people say to verify the bot.

        What does not matter is not even handed on. `is_command` tells of an edit whether it says something to the bot.
        """
        self._connection = connection
        self._rooms = rooms
        self._clock = clock
        self._patience = Patience(clock, jitter)
        self._poll = Poll(connection, self._patience, jitter)
        self._missed = Missed(connection, rooms.me, clock, self._patience, known)
        self._reader = Reader(connection, rooms, on_verification, matters)
        self._originals = Originals(self._fetched, self._reader, known, edits_of, is_command)

    async def run(self, sink: Sink, since: str | None, heard_until: datetime | None = None, gaps: str = "") -> None:
        """Until cancelled. Raises SessionLost when the homeserver no longer knows us, and whatever `sink` raises.

        `heard_until` and `gaps` are what the last batch of the process before told, with its position.
        """
        self._missed.remember(gaps)
        position, first, caught_up, rounds = since, True, False, 0
        upkeep: asyncio.Task[None] | None = None
        try:
            while True:
                listened = await self._poll.listen(position, full=first, wait=caught_up)
                since_then = _since(heard_until) if listened.is_regained else None
                batch = await self._batch(listened, position, since_then, caught_up=caught_up or rounds >= MAX_CATCH_UP_SYNCS)
                if upkeep is None or upkeep.done():
                    upkeep = asyncio.create_task(self._connection.nio.upkeep()) if self._connection.nio.needs_upkeep else None
                await sink(batch)
                position, first, caught_up, rounds = batch.position, False, batch.caught_up, rounds + 1
                heard_until = self._clock.now()
        finally:
            if upkeep is not None:
                upkeep.cancel()
                with suppress(asyncio.CancelledError):
                    await upkeep

    async def try_decrypt(self, event: Undecryptable) -> Incoming | None:
        """The message in `event`, if its key has come; None if that means nothing to the bot; `event` itself while the key is missing."""
        now = self._clock.now()
        read = await self._reader.read_again(event, now)
        if read is None or isinstance(read, Undecryptable):
            return read
        settled = await self._originals.settle(event.room, [read], [], now)
        return settled[0] if settled else None

    async def _batch(self, listened: Listened, started_from: str | None, since: datetime | None, *, caught_up: bool) -> SyncBatch:
        """One sync as a batch. `since` is given where the position was lost: older events have been handled."""
        nio, now, answer = self._connection.nio, self._clock.now(), listened.answer
        rooms = answer["rooms"]
        lost = Lost(since, self._rooms.joined() - rooms["join"].keys()) if listened.is_regained else None
        if lost is not None:
            log.error("the homeserver did not know the position any more: everything that may have been missed is read again")
            nio.forget_devices()
        self._rooms.begin_batch()
        nio.encrypted_rooms |= self._rooms.encrypted()
        await nio.feed(answer)
        self._follow_state(rooms, lost)
        for room, about in rooms["join"].items():
            await self._ask_for_speakers(RoomId(room), _events(about, "timeline"))
        heard: list[list[Incoming]] = []
        for room, about in rooms["invite"].items():
            heard.append(self._reader.invitation(RoomId(room), about, started_from, now))
        for room, about in rooms["join"].items():
            heard.append(await self._room(RoomId(room), about, started_from, now, lost))
        for room, about in rooms["leave"].items():
            if lost is None or lost.is_news(RoomId(room), _events(about, "state") + _events(about, "timeline"), self._rooms.me):
                heard.append(await self._reader.left(RoomId(room), about, started_from, now))
        for room in lost.gone - rooms["leave"].keys() if lost else ():
            heard.append(await self._reader.left(room, {}, started_from, now))
        for room, said in await self._missed.closed_now(self._rooms.joined()):
            heard.append(await self._heard(room, said, now))
        events = in_order(heard)
        new_keys, nio.new_keys = nio.new_keys, False
        return SyncBatch(
            position=answer["next_batch"],
            events=events,
            started_from=started_from,
            caught_up=caught_up or (started_from is not None and not events),
            new_keys=new_keys,
            changed=self._rooms.changed(),
            encrypted=self._rooms.newly_encrypted(),
            is_regained=listened.is_regained,
            gaps=self._missed.written(),
        )

    def _follow_state(self, rooms: dict[str, Any], lost: Lost | None) -> None:
        """Takes in the state before any event is read: rights are judged by the state at the end of the sync."""
        self._rooms.mark_encrypted(RoomId(room) for room in self._connection.nio.encrypted_rooms)
        for room, about in rooms["join"].items():
            self._rooms.apply(RoomId(room), _events(about, "state"))
            self._rooms.apply(RoomId(room), _events(about, "timeline"))
        for room in rooms["leave"].keys() | (lost.gone if lost else frozenset()):
            self._rooms.forget(RoomId(room))

    async def _ask_for_speakers(self, room: RoomId, events: Iterable[RawEvent]) -> None:
        """Asks for the membership of those who speak though no sync has told of their joining: they would have no rights here.

        A homeserver can leave that out where several join at the same moment, and says it never again (MSC4222).
        """
        senders = {id_at(event, "sender") for event in events if text_at(event, "type") in _SPOKEN} - {""}
        unknown = [each for each in map(UserId, senders) if not (self._rooms.is_joined(each, room) or self._rooms.has_left(each, room))]
        for user in sorted(unknown)[:MAX_SPEAKERS_ASKED_FOR]:
            path = f"{CLIENT_API}/rooms/{quote(room, safe='')}/state/m.room.member/{quote(user, safe='')}"
            with suppress(HomeserverError, Unreachable):
                content = await self._fetched(path)
                self._rooms.apply(room, [{"type": "m.room.member", "state_key": user, "content": content}])

    async def _room(
        self, room: RoomId, about: dict[str, Any], started_from: str | None, now: datetime, lost: Lost | None
    ) -> list[Incoming]:
        timeline, events, me = about["timeline"], _events(about, "timeline"), self._rooms.me
        if started_from is None:
            return await self._reader.first_look(room, _events(about, "state") + events, now)
        is_complete = not timeline["limited"] or has_join(events, me)
        if lost is not None:
            is_complete |= any(map(lost.is_old, events))
            events = [event for event in events if not lost.is_old(event)]
        if not is_complete:
            gap = Gap(room, timeline.get("prev_batch", ""), "" if lost else started_from)
            missed = await self._missed.of(gap, lost.is_old if lost else lambda event: False)
            return await self._heard(room, missed.followed_by(events), now)
        return await self._heard(room, since_join(events, me), now)

    async def _heard(self, room: RoomId, events: Collection[RawEvent], now: datetime) -> list[Incoming]:
        return await self._originals.settle(room, await self._reader.read(room, events, now), events, now)

    async def _fetched(self, path: str) -> dict[str, Any]:
        """The answer to a GET. Raises HomeserverError or Unreachable where it is refused, or fails for a while."""

        def is_enough(error: HomeserverError | Unreachable, spent: timedelta) -> bool:
            is_refused = (
                isinstance(error, HomeserverError) and rule_for(Asked.EVENT, error.status, error.errcode).follows is Follows.WITHOUT
            )
            return is_refused or spent >= MAX_WAIT_REFUSED

        return await self._patience.until_answered(lambda: self._connection.call("GET", path), is_enough)


def _since(heard_until: datetime | None) -> datetime | None:
    return None if heard_until is None else heard_until - MAX_CLOCK_DIFFERENCE


def in_order(heard: Iterable[Sequence[Incoming]]) -> list[Incoming]:
    """The events of all rooms in one order: by their times across rooms, but within a room as the homeserver has them.

    After an outage a batch spans hours, and what was said in one room answers what was said in another.
    """
    return list(merge(*heard, key=lambda event: event.sent_at))


def _events(about: dict[str, Any], section: str) -> list[RawEvent]:
    events: list[RawEvent] = about[section]["events"]
    return events
