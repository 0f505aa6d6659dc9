"""A project in its rooms, the bot in its many lives, and the hand that lets things go wrong.

await lab.says(TEAM, "Anna", "!blocker Raum fehlt")
lab.dies(Death.POWER, at="after request send")
await lab.pass_(hours=4)
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.ids import EventId, RoomId
from bot.messages import ONCE
from tests.faults.clock import LabClock
from tests.faults.homeserver import Homeserver
from tests.faults.process_life import Death, Life
from tests.faults.room_log import Event
from tests.world import BOT, MONDAY, user

TEAM, PMO, STEERING = RoomId("!team"), RoomId("!pmo"), RoomId("!steering")
_LONGEST_STRIDE = timedelta(minutes=50)
"""Nobody sees whether a machine sleeps for minutes while nothing is to be done; after an hour the bot takes it for an absence."""
_MOST_TURNS = 200_000
"""Of the event loop, until all that follows from one moment must be done."""


@dataclass
class Doom:
    """Where the next death waits: at the step of this name, or at any; after so many others."""

    manner: Death
    at: str | None
    after: int
    down: timedelta
    """How long nobody starts it again."""


class Lab:
    """`folder` holds a folder for each life."""

    def __init__(self, folder: Path, server: Homeserver, clock: LabClock) -> None:
        self.folder = folder
        self.server = server
        self.clock = clock
        self.life: Life | None = None
        self.home = folder / "data"
        """The data folder that the present life works on, or the next one will."""
        self.steps: list[str] = []
        """All steps of all lives."""
        self.takes: dict[str, timedelta] = {}
        """How much time passes at a step of this name; at the others none does."""
        self.deaths = 0
        self.doom: Doom | None = None

    @classmethod
    async def founded(cls, folder: Path) -> Lab:
        """A task force, the PMO and the steering committee, the bot in each of them. It has been stopped."""
        (folder / "data").mkdir(parents=True)
        clock = LabClock(MONDAY)
        server = Homeserver(clock)
        server.found(TEAM, user("Anna"), [user("Ben"), BOT], [], "Dateninventur")
        server.found(PMO, user("Ada"), [user("Paula"), user("Peter"), BOT], [], "PMO")
        server.found(STEERING, user("Ada"), [user("Stefan"), BOT], [], "Steuerungskreis")
        lab = cls(folder, server, clock)
        await lab.start()
        await lab.says(PMO, "Ada", "!team PMO | art: pmo")
        await lab.says(STEERING, "Ada", "!team Steuerungskreis | art: steuerungskreis")
        await lab.says(TEAM, "Anna", "!team Dateninventur | kommunen: Gießen, Marburg")
        await lab.taps(PMO, "Paula", "✅", on=lab.spoken(PMO, "Dateninventur")[-1].id)
        await lab.pass_(seconds=10)
        await lab.stop()
        return lab

    def again(self, folder: Path) -> Lab:
        """The same project for another story; the bot is not running."""
        assert self.life is None
        clock = LabClock(self.clock.now())
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.folder / "data", folder / "data")
        return Lab(folder, self.server.copy(clock), clock)

    @property
    def database(self) -> Path:
        return self.home / "lotse.db"

    # --------------------------------------------------------------------------------------------------------- what people do

    async def says(self, room: RoomId, name: str, text: str, **more: Any) -> EventId:
        event = self.server.add(room, user(name), "m.room.message", {"msgtype": "m.text", "body": text, **more})
        await self.settle()
        return event

    async def edits(self, room: RoomId, name: str, of: EventId, text: str) -> EventId:
        content = {
            "msgtype": "m.text",
            "body": f"* {text}",
            "m.new_content": {"msgtype": "m.text", "body": text},
            "m.relates_to": {"rel_type": "m.replace", "event_id": of},
        }
        event = self.server.add(room, user(name), "m.room.message", content)
        await self.settle()
        return event

    async def taps(self, room: RoomId, name: str, key: str, *, on: EventId) -> EventId:
        relation = {"rel_type": "m.annotation", "event_id": on, "key": key}
        event = self.server.add(room, user(name), "m.reaction", {"m.relates_to": relation})
        await self.settle()
        return event

    async def deletes(self, room: RoomId, name: str, event: EventId) -> None:
        self.server.redact(room, user(name), event)
        await self.settle()

    def spoken(self, room: RoomId, text: str = "") -> list[Event]:
        """The messages of the bot in a room with this text in them, without its edits; deleted ones as they were."""
        return [
            event
            for event in self.server.log
            if event.room == room
            and event.sender == BOT
            and event.type == "m.room.message"
            and event.content.get("m.relates_to", {}).get("rel_type") != "m.replace"
            and text in event.content["body"]
        ]

    def carrying(self, once: str) -> list[Event]:
        """Everything of the bot that carries this `once`; edits carry one of their own."""
        return [event for event in self.server.log if event.sender == BOT and event.content.get(ONCE) == once]

    # --------------------------------------------------------------------------------------------------- what happens to the bot

    async def start(self) -> None:
        await self._begin()
        await self.settle()

    async def stop(self) -> None:
        assert self.life is not None
        life, self.life = self.life, None
        await life.end()

    async def _begin(self) -> None:
        self.life = Life(self.home, self.server, self.clock, self._on_step)
        await self.life.begin()

    def dies(self, manner: Death, *, at: str | None = None, after: int = 0, down: timedelta = timedelta(0)) -> None:
        """Lets it die at the next step of this name, or the next at all, when `after` others like it have passed."""
        self.doom = Doom(manner, at, after, down)

    def _on_step(self, name: str) -> None:
        self.steps.append(name)
        if name in self.takes:
            self.clock.advance(self.takes[name])
        doom = self.doom
        if doom is None or doom.at not in (None, name):
            return
        if doom.after:
            doom.after -= 1
            return
        assert self.life is not None
        self.life.die(doom.manner)

    # ------------------------------------------------------------------------------------------------------------ how time passes

    async def settle(self) -> None:
        """Until nothing is left to do at this moment; who has died meanwhile is started again."""
        while True:
            await _quiet()
            if self.life is None or not (self.life.ended or self.life.task.done()):
                return
            life, down = self.life, self.doom.down if self.doom else timedelta(0)
            self.life = self.doom = None
            self.deaths += 1
            await life.end()
            self.clock.advance(down)
            self.home = life.remains
            await self._begin()

    async def pass_(self, **span: float) -> None:
        """Lets time pass; what is due on the way happens at its moment."""
        end, stride = self.clock.now() + timedelta(**span), timedelta(seconds=1)
        while (now := self.clock.now()) < end:
            due = await self._next_due()
            self.clock.set(min(end, now + stride, due or end))
            await self.settle()
            stride = min(stride * 2, _LONGEST_STRIDE)

    async def _next_due(self) -> datetime | None:
        if self.life is None:
            return None
        async with self.life.store.reading() as tx:
            moments = (await tx.timers.next_at(), await tx.outbox.next_due())
        return min((moment for moment in moments if moment is not None and moment > self.clock.now()), default=None)


async def _quiet() -> None:
    """Until no task could go on: all of them wait for the clock, for news, or for each other."""
    loop: Any = asyncio.get_running_loop()
    ready: Callable[[], int] = loop._ready.__len__  # there is no public way to ask
    for _ in range(_MOST_TURNS):
        await asyncio.sleep(0)
        if not ready():
            return
    raise AssertionError("it never comes to rest: something is tried again and again without a pause")
