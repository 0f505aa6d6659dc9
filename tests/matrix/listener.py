"""The Matrix side of the bot without the rest of it: it hears, keeps what it heard with the position, and can speak."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeVar

from bot.clock import SystemClock
from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.account import Account
from bot.matrix.client import Connection, connect
from bot.matrix.inbound.sync import SyncBatch, SyncLoop
from bot.matrix.outbound import Outbound
from bot.matrix.rooms import JoinedRooms
from bot.messages import Edit, Incoming, Invitation, Joined, Message
from demo.world.person import Person

Event = TypeVar("Event", bound=Incoming)


class Listener:
    """`heard` and `position` are its store: they outlive a stop, as a database would."""

    def __init__(self, url: str, person: Person, folder: Path) -> None:
        self.account = Account(homeserver=url, user_id=UserId(person.user_id), password=person.password)
        self.user_id = person.user_id
        self.person = person
        self.folder = folder
        self.heard: list[Incoming] = []
        self.batches: list[SyncBatch] = []
        self.position: str | None = None
        self.rooms: JoinedRooms
        self.chat: Outbound
        self.intake: SyncLoop
        self.connection: Connection
        self.broken: Exception | None = None
        """What the store raises from now on."""
        self._news = asyncio.Condition()
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Returns when it has caught up."""
        self.connection = await connect(self.account, self.folder)
        self.rooms = JoinedRooms(UserId(self.user_id))
        self.chat = Outbound(self.connection, self.rooms)
        self.intake = SyncLoop(self.connection, self.rooms, SystemClock(), known=self._known, edits_of=self._edits_of, jitter=lambda: 0.0)
        self.batches.clear()
        self._running = asyncio.create_task(self.intake.run(self._keep, self.position))
        await self.until(lambda: any(batch.caught_up for batch in self.batches))

    async def stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])
            self._running = None
            await self.connection.close()

    async def ended(self) -> BaseException | None:
        """Waits for the loop to end by itself; why it did."""
        assert self._running is not None
        done, _ = await asyncio.wait([self._running], timeout=10)
        return done.pop().exception() if done else None

    async def enters(self, person: Person, room: str) -> None:
        """Is invited by `person` and comes."""
        await person.invite(room, self.user_id)
        await self.accepts(room)

    async def accepts(self, room: str) -> None:
        await self.hears(Invitation, room)
        await self.chat.join(RoomId(room), None)
        await self.hears(Joined, room)

    async def hears(self, kind: type[Event], room: str, fits: Callable[[Event], bool] = lambda event: True) -> Event:
        """The first event of that kind in that room that fits; waits for it."""

        def found() -> list[Event]:
            return [event for event in self.heard if isinstance(event, kind) and event.room == room and fits(event)]

        await self.until(lambda: bool(found()))
        return found()[0]

    async def hears_text(self, room: str, text: str) -> Message:
        return await self.hears(Message, room, lambda event: event.text == text)

    def texts(self, room: str) -> list[str]:
        """Of messages and edits, in the order in which they came."""
        return [event.text for event in self.heard if isinstance(event, Message | Edit) and event.room == room]

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(20), self._news:
            await self._news.wait_for(lambda: condition() or (self._running is not None and self._running.done()))
        assert condition(), f"the intake ended: {self._running}"

    async def _keep(self, batch: SyncBatch) -> None:
        if self.broken is not None:
            raise self.broken
        async with self._news:
            known = {event.event_id for event in self.heard}
            self.heard += (event for event in batch.events if event.event_id not in known)
            self.batches.append(batch)
            self.position = batch.position
            self._news.notify_all()

    async def _known(self, events: Collection[EventId]) -> frozenset[EventId]:
        return frozenset(events) & {event.event_id for event in self.heard}

    async def _edits_of(self, events: Collection[EventId]) -> Mapping[EventId, EventId]:
        return {event.event_id: event.of for event in self.heard if isinstance(event, Edit) and event.event_id in events}
