"""A person with a strict client: matrix-js-sdk with Rust crypto in Node, which hands keys to signed devices only and believes no others."""

from __future__ import annotations

import asyncio
import itertools
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from demo.world.person import Person

HERE = Path(__file__).parent
NODE = HERE.parents[2] / ".e2ee" / "bin" / "node"
PATIENCE = 60.0


class StrictClient:
    """What it is told to do stands in person.mjs."""

    def __init__(self, person: Person, folder: Path) -> None:
        """What it says about itself goes into a log in `folder`, and at a restart the store of its keys."""
        self.person = person
        self._folder = folder
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._process: Process
        self._reading: asyncio.Task[None]

    async def begin(self) -> None:
        assert NODE.exists(), "make test-e2ee brings Node"
        with (self._folder / "client.log").open("ab") as log:
            command = (NODE, HERE / "person.mjs")
            self._process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=log, limit=2**24)
        self._reading = asyncio.create_task(self._read())

    async def restart(self) -> None:
        """A new process, which has nothing but the store of the keys."""
        file = str(self._folder / "client.store")
        left = await self.does("leave", file=file)
        await self.end()
        await self.begin()
        await self.does("resume", file=file, **left)

    async def does(self, deed: str, **about: Any) -> Any:
        """AssertionError where it could not, with what it says."""
        number = next(self._numbers)
        self._waiting[number] = answered = asyncio.get_running_loop().create_future()
        assert self._process.stdin is not None
        self._process.stdin.write((json.dumps({"id": number, "do": deed, **about}) + "\n").encode())
        async with asyncio.timeout(PATIENCE):
            answer = await answered
        assert "failed" not in answer, f"{deed} {about}: {answer['failed']}"
        return answer["is"]

    async def end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        await self._reading

    async def _read(self) -> None:
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            answer = json.loads(line)
            self._waiting.pop(answer["id"]).set_result(answer)
        for each in self._waiting.values():
            each.set_result({"failed": "it has ended"})


@asynccontextmanager
async def strict_client(person: Person, folder: Path, *, signed: bool = True) -> AsyncIterator[StrictClient]:
    """On a device of its own, signed by its owner or not."""
    client = StrictClient(person, folder)
    await client.begin()
    try:
        await client.does("start", url=person.url, user=person.user_id, password=person.password, signed=signed)
        yield client
    finally:
        await client.end()
