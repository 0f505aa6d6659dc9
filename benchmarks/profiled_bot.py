"""Runs the bot with a clock at its seams, for `benchmarks/measures/profile.py`.

    python -m benchmarks.profiled CONFIG OUTPUT

The seams are wrapped from outside: what the bot does stays as it is. When it is stopped, OUTPUT gets the moments as JSON, one list
[name, beginning, end] each, by `time.perf_counter`, which on Linux is the same clock in all processes.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path
from typing import Any

from bot.config import load
from bot.inbound.dispatcher import Dispatcher
from bot.inbound.intake import Intake
from bot.log_config import configure_logging
from bot.matrix.client import Connection
from bot.matrix.crypto.client import KeyedClient
from bot.outbound.composer import Composer
from bot.outbound.relay import Relay
from bot.process import run
from bot.texts import Texts
from storage.connection.database import Database, Reader

CALLS = {"sync": "sync", "messages": "messages"}
Span = tuple[str, float, float]
"""A name, its beginning and its end, in seconds."""
SPANS: list[Span] = []


def profiled(config: Path, output: Path) -> Sequence[str]:
    """The command that does it."""
    return (sys.executable, "-m", "benchmarks.profiled_bot", str(config), str(output))


def spans(output: Path) -> list[Span]:
    """What it has noted."""
    return [(name, begun, ended) for name, begun, ended in json.loads(output.read_text())]


def timed(owner: type, method: str, name: str | Callable[..., str]) -> None:
    """Notes each call of a coroutine method, or of a plain one; `name` may depend on the arguments."""
    inner = getattr(owner, method)

    def note(begun: float, args: tuple[Any, ...]) -> None:
        SPANS.append((name(*args) if callable(name) else name, begun, time.perf_counter()))

    if asyncio.iscoroutinefunction(inner):

        @wraps(inner)
        async def waits(self: Any, *args: Any, **more: Any) -> Any:
            begun = time.perf_counter()
            try:
                return await inner(self, *args, **more)
            finally:
                note(begun, args)

        setattr(owner, method, waits)
    else:

        @wraps(inner)
        def works(self: Any, *args: Any, **more: Any) -> Any:
            begun = time.perf_counter()
            try:
                return inner(self, *args, **more)
            finally:
                note(begun, args)

        setattr(owner, method, works)


def timed_transaction(owner: type, method: str, name: str) -> None:
    """Notes how long it takes to get in and how long to get out, which for a change is the commit."""
    inner = getattr(owner, method)

    @asynccontextmanager
    async def wrapped(self: Any) -> AsyncIterator[Any]:
        begun = time.perf_counter()
        async with inner(self) as tx:
            SPANS.append((f"{name} begins", begun, time.perf_counter()))
            yield tx
            begun = time.perf_counter()
        SPANS.append((f"{name} ends", begun, time.perf_counter()))

    setattr(owner, method, wrapped)


def wrap_all() -> None:
    timed(Connection, "call", lambda method, path, *rest: CALLS.get(path.rpartition("/")[2], "send" if "/send/" in path else "other"))
    timed(KeyedClient, "feed", "feed")
    timed(Intake, "keep", "receive")
    timed(Dispatcher, "dispatch_one", "dispatch")
    timed(Dispatcher, "_handle", "handle")
    timed(Composer, "post", "compose")
    timed(Texts, "render", "render")
    timed(Relay, "_start_ready", "pick")
    timed(Relay, "_has_arrived", "note sent")
    timed_transaction(Database, "transaction", "transaction")
    timed_transaction(Reader, "reading", "reading")


async def _profiled(config: Path, output: Path) -> None:
    settings = load(config, os.environ)
    configure_logging(settings.log.level, settings.log.format, sys.stderr)
    try:
        await run(settings)
    finally:
        output.write_text(json.dumps(SPANS))


if __name__ == "__main__":
    wrap_all()
    asyncio.run(_profiled(Path(sys.argv[1]), Path(sys.argv[2])))
