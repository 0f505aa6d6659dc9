"""What came in since the last time? The sync loop: one long poll after the other, each handed on before the next is asked for.

The position belongs to who stores the events: it comes from there at the start, and goes there with every batch.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from heapq import merge
from typing import Any
from urllib.parse import quote

from bot.domain.ids import RoomId
from bot.matrix.client import Connection
from bot.matrix.errors import HomeserverError, Unreachable, passes
from bot.matrix.gaps import Gathered, Known, Page, RawEvent, has_join, since_join, walk_back
from bot.matrix.originals import EditsOf, Originals
from bot.matrix.reading import Matters, OnVerification, Reader
from bot.matrix.requests import CLIENT
from bot.matrix.rooms import JoinedRooms
from bot.messages import Incoming, Undecryptable
from bot.ports import Clock

log = logging.getLogger(__name__)

POLL = timedelta(seconds=30)
AT_ONCE = timedelta(milliseconds=100)
"""How long the homeserver may wait for news, at most, while we catch up."""
FIRST_SYNC = timedelta(minutes=5)
"""The first sync brings the state of every room; with a thousand of them that takes seconds, on a busy server more."""
LONGEST_PAUSE = timedelta(seconds=60)
MOST_CATCHING_UP = 20

_FILTER = json.dumps(
    {
        "presence": {"not_types": ["*"]},
        "account_data": {"not_types": ["*"]},
        "room": {
            # Synapse sends no more than 100 of a room at once.
            "timeline": {"limit": 100, "lazy_load_members": False},
            "state": {"lazy_load_members": False},
            "ephemeral": {"not_types": ["*"]},
            "account_data": {"not_types": ["*"]},
        },
    }
)


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
    """Rooms in which somebody came or went, or may do something that they might not before."""
    encrypted: frozenset[RoomId] = frozenset()
    """Rooms that were not encrypted before. To be stored with the rest: nothing goes there in the clear ever after."""


Sink = Callable[[SyncBatch], Awaitable[None]]


class Intake:
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
        self._known = known
        self._jitter = jitter
        self._reader = Reader(connection, rooms, on_verification, matters)
        self._originals = Originals(self._fetched, self._reader, known, edits_of, is_command)

    async def run(self, sink: Sink, since: str | None) -> None:
        """Until cancelled. Raises SessionLost when the homeserver no longer knows us, and whatever `sink` raises."""
        position, first, caught_up, rounds = since, True, False, 0
        upkeep: asyncio.Task[None] | None = None
        try:
            while True:
                answer = await self._patiently(partial(self._sync, position, full=first, wait=caught_up))
                batch = await self._batch(answer, position, caught_up=caught_up or rounds >= MOST_CATCHING_UP)
                if upkeep is None or upkeep.done():
                    upkeep = asyncio.create_task(self._connection.nio.upkeep()) if self._connection.nio.needs_upkeep else None
                await sink(batch)
                position, first, caught_up, rounds = batch.position, False, batch.caught_up, rounds + 1
        finally:
            if upkeep is not None:
                upkeep.cancel()
                with suppress(asyncio.CancelledError):
                    await upkeep

    async def try_decrypt(self, event: Undecryptable) -> Incoming | None:
        """What it says, if its key is there now; None if that is nothing to the bot; `event` itself while the key is missing."""
        now = self._clock.now()
        read = await self._reader.read_again(event, now)
        if read is None or isinstance(read, Undecryptable):
            return read
        settled = await self._originals.settle(event.room, [read], [], now)
        return settled[0] if settled else None

    async def _batch(self, answer: dict[str, Any], started_from: str | None, *, caught_up: bool) -> SyncBatch:
        nio, now = self._connection.nio, self._clock.now()
        self._rooms.begin_batch()
        nio.encrypted_rooms |= self._rooms.encrypted()
        await nio.feed(answer)
        rooms = answer.get("rooms", {})
        self._follow_state(rooms)
        heard: list[list[Incoming]] = []
        for room, about in rooms.get("invite", {}).items():
            heard.append(self._reader.invitation(RoomId(room), about, started_from, now))
        for room, about in rooms.get("join", {}).items():
            heard.append(await self._room(RoomId(room), about, started_from, now))
        for room, about in rooms.get("leave", {}).items():
            heard.append(await self._reader.left(RoomId(room), about, started_from, now))
        events = in_order(heard)
        new_keys, nio.new_keys = nio.new_keys, False
        return SyncBatch(
            position=str(answer["next_batch"]),
            events=events,
            started_from=started_from,
            caught_up=caught_up or (started_from is not None and not events),
            new_keys=new_keys,
            changed=self._rooms.changed(),
            encrypted=self._rooms.newly_encrypted(),
        )

    def _follow_state(self, rooms: dict[str, Any]) -> None:
        """Before anything is read: who may do what is judged by how things stand at the end of the sync."""
        self._rooms.mark_encrypted(RoomId(room) for room in self._connection.nio.encrypted_rooms)
        for room, about in rooms.get("join", {}).items():
            self._rooms.apply(RoomId(room), _events(about, "state"))
            self._rooms.apply(RoomId(room), _events(about, "timeline"))
        for room in rooms.get("leave", {}):
            self._rooms.forget(RoomId(room))

    async def _room(self, room: RoomId, about: dict[str, Any], started_from: str | None, now: datetime) -> list[Incoming]:
        timeline, events = about.get("timeline", {}), _events(about, "timeline")
        me = self._rooms.me
        if started_from is None:
            return await self._reader.first_look(room, _events(about, "state") + events, now)
        if timeline.get("limited") and timeline.get("prev_batch") and not has_join(events, me):
            gap = await self._gap(room, timeline["prev_batch"], started_from)
            return await self._heard(room, gap.followed_by(events), now)
        return await self._heard(room, since_join(events, me), now)

    async def _heard(self, room: RoomId, events: Collection[RawEvent], now: datetime) -> list[Incoming]:
        return await self._originals.settle(room, await self._reader.read(room, events, now), events, now)

    async def _fetched(self, path: str) -> dict[str, Any]:
        return await self._patiently(lambda: self._connection.call("GET", path))

    async def _gap(self, room: RoomId, start: str, stop: str) -> Gathered:
        async def fetch(token: str) -> Page:
            query = [("dir", "b"), ("from", token), ("to", stop), ("limit", "500")]
            path = f"{CLIENT}/rooms/{quote(room, safe='')}/messages"
            # Whatever else is wrong: if we went on without these events, nobody would ever hear of them again.
            answer = await self._patiently(lambda: self._connection.call("GET", path, None, query), is_final=_shut_out)
            return Page(answer.get("chunk", []), answer.get("end"))

        try:
            return await walk_back(fetch, start, self._rooms.me, self._known)
        except HomeserverError as error:
            # Put out of the room in this very moment: the next sync says so.
            log.warning("a gap could not be filled: %s", error)
            return Gathered()

    async def _sync(self, position: str | None, *, full: bool, wait: bool) -> dict[str, Any]:
        # Synapse answers a request that it has seen within two minutes as it did then: after a restart, and more so after a restore to the
        # same position, that would pass for having caught up. Another waiting time is another request.
        poll = POLL if wait else AT_ONCE * self._jitter()
        query = [("filter", _FILTER), ("timeout", str(int(poll.total_seconds() * 1000))), ("set_presence", "offline")]
        query += [("since", position)] if position else []
        query += [("full_state", "true")] if full else []
        limit = FIRST_SYNC if full else poll + timedelta(seconds=30)
        return await self._connection.call("GET", f"{CLIENT}/sync", None, query, limit)

    async def _patiently(
        self,
        request: Callable[[], Awaitable[dict[str, Any]]],
        is_final: Callable[[HomeserverError], bool] = lambda error: not passes(error),
    ) -> dict[str, Any]:
        """Again and again, with longer and longer pauses, while the homeserver is away, in trouble, or asks us to slow down.

        Raises what it refuses for good.
        """
        attempt = 0
        while True:
            try:
                return await request()
            except HomeserverError as error:
                if is_final(error):
                    raise
                pause = error.retry_after or back_off(attempt, self._jitter())
                log.warning("the homeserver answers %s; again in %.1f s", error, pause.total_seconds())
            except Unreachable as error:
                pause = back_off(attempt, self._jitter())
                log.warning("%s; again in %.1f s", error, pause.total_seconds())
            attempt += 1
            await self._clock.sleep_until(self._clock.now() + pause)


def back_off(attempt: int, jitter: float) -> timedelta:
    """The pause after failure number `attempt` (from 0): half a second, doubled up to a minute, and a random half of it left out."""
    longest = min(timedelta(seconds=2 ** min(attempt, 10) / 2), LONGEST_PAUSE)
    return longest * (0.5 + jitter / 2)


def in_order(heard: Iterable[Sequence[Incoming]]) -> list[Incoming]:
    """What was heard in each room, as it was written: by the clock across rooms, but within a room as the homeserver has it.

    After an outage a batch spans hours, and what was said in one room answers what was said in another.
    """
    return list(merge(*heard, key=lambda event: event.sent_at))


def _shut_out(error: HomeserverError) -> bool:
    return error.errcode == "M_FORBIDDEN"


def _events(about: dict[str, Any], section: str) -> list[RawEvent]:
    events: list[RawEvent] = about.get(section, {}).get("events", [])
    return events
