"""How a test starts the bot over a database of its own, lets things happen and lets time pass."""

from __future__ import annotations

import asyncio
import copy
import itertools
import random
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import Machine, build
from bot.context import Project
from bot.domain.ids import EventId, RoomId, UserId
from bot.domain.public_parts import Part
from bot.inbound.intake import Decrypt, Intake
from bot.messages import Incoming, Joined
from bot.monitoring.counters import Tally
from bot.outbound.made_files import FileMakers
from storage.connection.database import Database
from tests.databases import AtOnce
from tests.world.fake_chat import FakeChat
from tests.world.fakes import BERLIN, BOT, MONDAY, FakeClock, FakeRooms, user
from tests.world.room import Room


@dataclass(frozen=True)
class Scenery:
    """What a project looks like from outside at one moment. Its records stand in the data folder, which has to be kept with it."""

    chat: FakeChat
    rooms: FakeRooms
    events: int
    now: datetime
    places: tuple[tuple[RoomId, str, int], ...]
    """The rooms: which, who speaks there, and how much of it is forgotten."""


class World:
    """The project: its rooms and people, the bot with its database, and the clock."""

    def __init__(
        self,
        folder: Path,
        url: str,
        machine: Machine,
        store: Database,
        chat: FakeChat,
        rooms: FakeRooms,
        clock: FakeClock,
        tally: Tally,
    ) -> None:
        self.folder = folder
        self.url = url
        self.machine = machine
        self.store = store
        self.chat = chat
        self.rooms = rooms
        self.clock = clock
        self.tally = tally
        self.founded: tuple[Room, ...] = ()
        """The rooms of the usual project, where it stood from the beginning."""
        self.happened: list[Incoming] = []
        """All that people have said and done, the oldest first."""
        self._events = 0

    @classmethod
    async def start(
        cls,
        folder: Path,
        *,
        url: str = "",
        store: Database | None = None,
        settings: Mapping[str, str] | None = None,
        admins: Sequence[str] = ("Ada",),
        may_invite: Callable[[UserId], bool] = lambda user: user.endswith(":stadt.example"),
        makers: FileMakers | None = None,
        web_url: str = "",
        privacy_officer: str = "",
    ) -> World:
        store = store or await Database.open(url, folder, threads=AtOnce)
        clock, chat, rooms, tally = FakeClock(MONDAY), FakeChat(), FakeRooms(), Tally()
        rooms.names[BOT] = "Lotse"
        machine = build(
            store=store,
            chat=chat,
            rooms=rooms,
            clock=clock,
            project=Project(
                name="Open Smart City",
                prefix="!",
                admins=frozenset(user(name) for name in admins),
                privacy_officer=user(privacy_officer) if privacy_officer else None,
                url=web_url,
                public=frozenset(Part) if web_url else frozenset(),
            ),
            zone=BERLIN,
            settings=settings or {},
            may_invite=may_invite,
            device="DEVICE",
            rand=random.Random(1),
            tally=tally,
            makers=makers,
        )
        return cls(folder, url, machine, store, chat, rooms, clock, tally)

    async def stop(self) -> None:
        await self.store.close()

    def scenery(self, *rooms: Room) -> Scenery:
        places = tuple((room.id, room.speaker, room._from) for room in rooms)
        return copy.deepcopy(Scenery(self.chat, self.rooms, self._events, self.clock.now(), places))

    def stands_as(self, scenery: Scenery) -> tuple[Room, ...]:
        """This new world over a copy of the records that belong to `scenery` goes on from there; its rooms."""
        then = copy.deepcopy(scenery)
        vars(self.chat).update(vars(then.chat))
        vars(self.rooms).update(vars(then.rooms))
        self._events = then.events
        self.clock.set(then.now)
        return tuple(Room(self, room, speaker, seen) for room, speaker, seen in then.places)

    def event_id(self) -> EventId:
        self._events += 1
        return EventId(f"$said{self._events}")

    def room(self, name: str, *people: str, moderators: Sequence[str] = (), public: bool = False) -> Room:
        """A room with these people in it; the moderators are joined too."""
        room = RoomId(f"!{name.casefold().replace(' ', '-')}")
        self.rooms.people[room] = {user(person): 0 for person in people} | {user(person): 50 for person in moderators}
        for person in (*people, *moderators):
            self.rooms.names[user(person)] = person
        if public:
            self.rooms.public.add(room)
        return Room(self, room, (*moderators, *people)[0] if (*moderators, *people) else "")

    async def opened_direct(self) -> Room:
        """The direct chat that the bot has opened last, with the person in it."""
        person, about = self.chat.opened[-1]
        name = self.rooms.names[person]
        direct = self.room(f"Direkt mit {name} {len(self.chat.opened)}", name)
        opened = Joined(
            event_id=self.event_id(), room=direct.id, sender=BOT, sent_at=self.clock.now(), opened_for=person, opened_about=about
        )
        await self.happens(opened)
        return direct

    async def happens(self, *events: Incoming) -> None:
        """Takes the events into the inbox and lets the bot do all that follows."""
        self.happened += events
        self.chat.takes_in(events)
        async with self.store.transaction() as tx:
            await tx.inbox.add(events, self.clock.now())
        await self.settle()

    async def receives(self, *events: Incoming) -> None:
        """Takes the events in as the sync does: filtered, and our own messages seen as arrived."""
        await self.syncs(*events)
        await self.settle()

    async def syncs(self, *events: Incoming) -> None:
        """The same, while the bot goes on with what it is at."""
        self.chat.takes_in(events)
        await self.receiving().keep(events, "position")

    async def retries(self, decrypt: Decrypt) -> None:
        """A key has come: what waited for one is looked at again."""
        await self.receiving().retry(decrypt, self.clock.now() - timedelta(days=7))
        await self.settle()

    def receiving(self) -> Intake:
        machine = self.machine
        return Intake(
            self.store,
            self.rooms,
            self.clock,
            machine.messages,
            self.tally.faults,
            machine.dispatcher,
            machine.work.ring,
            machine.relay.has_marked,
        )

    async def settle(self) -> None:
        """Lets the bot work until nothing is left to do at this moment."""
        machine = self.machine
        parts = (
            machine.dispatcher.dispatch_one,
            machine.timers.run_one,
            machine.relay.deliver_ready,
            machine.recounts.count_one,
            machine.fetches.fetch_one,
            machine.erasures.erase_one,
            machine.fault_report.keep,
        )
        idle = 0
        for part in itertools.cycle(parts):
            idle += 1
            while await part():
                idle = 1
            if idle == len(parts):
                return

    @asynccontextmanager
    async def running(self, *, timers: bool = True) -> AsyncIterator[Intake]:
        """The loops turn as they do in the process, while the clock stands; what comes in is handed to the receiver."""
        self.clock.stands = True
        machine = self.machine
        turning = (machine.dispatcher, machine.relay, machine.recounts, *((machine.timers,) if timers else ()))
        loops = [asyncio.create_task(each.run()) for each in turning]
        await machine.answered()
        try:
            yield self.receiving()
        finally:
            for loop in loops:
                loop.cancel()
            await asyncio.gather(*loops, return_exceptions=True)
            self.clock.stands = False

    async def catches_up(self, events: Sequence[Incoming]) -> None:
        """Starts after these have been said, as the process does."""
        await self.receiving().keep(events, "position")
        await self.machine.replay.relive()
        while await self.machine.dispatcher.dispatch_one():
            pass
        await self.machine.startup.begin()
        await self.settle()

    async def pass_(self, **span: float) -> None:
        """Lets time pass; whatever is due on the way happens at its moment."""
        await self.until(self.clock.now() + timedelta(**span))

    async def until(self, end: datetime) -> None:
        await self.settle()  # what a start has set for now
        while True:
            async with self.store.reading() as tx:
                moments = (await tx.timers.next_at(), await tx.outbox.next_due(), await self.machine.relay.next_look())
            upcoming = min((moment for moment in moments if moment and self.clock.now() < moment <= end), default=None)
            if upcoming is None:
                break
            self.clock.set(upcoming)
            await self.settle()
        self.clock.set(end)
        await self.settle()

    async def project(self) -> tuple[Room, Room, Room]:
        """The usual one: a task force, the PMO and the steering committee, each with its people."""
        team = self.room("Dateninventur", "Ben", moderators=("Anna",))
        pmo = self.room("PMO", "Paula", "Peter", moderators=("Ada",))
        steering = self.room("Steuerungskreis", "Stefan", moderators=("Ada",))
        await pmo.says("!team PMO | art: pmo", by="Ada")
        await steering.says("!team Steuerungskreis | art: steuerungskreis", by="Ada")
        await team.says("!team Dateninventur | kommunen: Gießen, Marburg", by="Anna")
        await pmo.taps("✅", on="Dateninventur", by="Paula")
        for room in (team, pmo, steering):
            room.forget()
        return team, pmo, steering
