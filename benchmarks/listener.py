"""What do the bots say, and when did it reach the person who asked?"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass

from demo.world.person import Person

SYNC = "/_matrix/client/v3/sync"


@dataclass(frozen=True)
class Heard:
    body: str
    """Empty where it came in an envelope."""
    at: float
    """By `time.perf_counter`, when it had reached us."""
    sent_at: float
    """By the homeserver's clock, in seconds."""


class Ear:
    """For each room what the bots have said since the listening began."""

    def __init__(self) -> None:
        self.said: dict[str, list[Heard]] = {}
        self._news = asyncio.Condition()

    def count(self, room: str) -> int:
        return len(self.said.get(room, ()))

    def since(self, room: str, mark: int) -> list[Heard]:
        return self.said.get(room, [])[mark:]

    async def until(self, condition: Callable[[], bool], patience: float) -> None:
        """Raises TimeoutError after `patience` seconds."""
        async with asyncio.timeout(patience), self._news:
            await self._news.wait_for(condition)

    async def until_quiet(self, condition: Callable[[], bool], count: Callable[[], int], quiet: float) -> None:
        """Until it comes true, or the count has stood still for `quiet` seconds."""
        while not condition():
            before = count()
            try:
                await self.until(lambda before=before: condition() or count() > before, quiet)  # type: ignore[misc]  # a default of a lambda has no type
            except TimeoutError:
                return

    async def next(self, room: str, mark: int, patience: float) -> Heard:
        """The first word in the room after the first `mark` ones."""
        await self.until(lambda: self.count(room) > mark, patience)
        return self.said[room][mark]

    async def hears(self, room: str, text: str, patience: float) -> Heard:
        """The first word with this text in it."""

        def found() -> list[Heard]:
            return [each for each in self.said.get(room, ()) if text in each.body]

        await self.until(lambda: bool(found()), patience)
        return found()[0]

    async def _takes(self, room: str, heard: Collection[Heard]) -> None:
        async with self._news:
            self.said.setdefault(room, []).extend(heard)
            self._news.notify_all()


@asynccontextmanager
async def listening(person: Person, bots: Collection[str]) -> AsyncIterator[Ear]:
    """From now on. The person has to be in the rooms; `bots` are user ids."""
    timeline = {"senders": list(bots), "types": ["m.room.message", "m.room.encrypted"], "limit": 100}
    only = {"room": {"timeline": timeline, "state": {"types": []}, "ephemeral": {"types": []}, "account_data": {"types": []}}}
    query = {"filter": json.dumps(only | {"presence": {"types": []}, "account_data": {"types": []}}), "timeout": "0"}
    query["since"] = (await person.request("GET", SYNC, query=query))["next_batch"]
    ear = Ear()

    async def listen() -> None:
        while True:
            answer = await person.request("GET", SYNC, query=query | {"timeout": "30000"})
            now = time.perf_counter()
            query["since"] = answer["next_batch"]
            for room, about in answer.get("rooms", {}).get("join", {}).items():
                events = about["timeline"]["events"]
                await ear._takes(room, [Heard(each["content"].get("body", ""), now, each["origin_server_ts"] / 1000) for each in events])

    task = asyncio.create_task(listen())
    try:
        yield ear
    finally:
        task.cancel()
        await asyncio.wait([task])
