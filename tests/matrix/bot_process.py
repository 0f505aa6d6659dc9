"""How does a story start, end and kill the bot as a process of its own, and ask its command line?"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.world.person import Person

LOTSE = (sys.executable, "-m", "bot")
PATIENCE = 30.0
"""Seconds; two busy cores start the bot in three."""

Line = dict[str, Any]


@dataclass(frozen=True)
class Ended:
    """How a command of the command line ended."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


async def lotse(*arguments: str) -> Ended:
    """Runs a command to its end."""
    process = await asyncio.create_subprocess_exec(*LOTSE, *arguments, stdout=PIPE, stderr=PIPE, env=_environment())
    out, err = await process.communicate()
    return Ended(process.returncode or 0, out, err.decode())


class BotProcess:
    """The bot of `account`, configured in `folder`. Stopped and started again it is the same bot; its log goes on."""

    def __init__(
        self,
        url: str,
        account: Person,
        folder: Path,
        *,
        admins: tuple[str, ...] = (),
        invite_from: tuple[str, ...] = ("stadt.example",),
        more: Mapping[str, Mapping[str, object]] = {},  # nobody writes into it
    ) -> None:
        """`more` are further keys of the configuration, by their section."""
        self.url = url
        self.account = account
        self.user_id = account.user_id
        self.config = folder / "config.toml"
        self.data = folder / "data"
        self.admins = admins
        self.invite_from = invite_from
        self.more = more
        self.said: list[str] = []
        """Every line that it wrote, to the log or elsewhere, through all its lives."""
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._since = 0
        self._is_silent = True
        self._news = asyncio.Condition()

    def configure(self) -> None:
        sections: dict[str, dict[str, object]] = {
            "matrix": {"homeserver": self.url, "user_id": self.user_id, "password": self.account.password},
            "access": {"admins": list(self.admins), "invite_from": list(self.invite_from)},
            "storage": {"folder": str(self.data)},
            "log": {"level": "info", "format": "json"},
        }
        for name, keys in self.more.items():
            sections[name] = {**sections.get(name, {}), **keys}
        lines = [
            line
            for name, keys in sections.items()
            for line in (f"[{name}]", *(f"{key} = {json.dumps(value)}" for key, value in keys.items()))
        ]
        self.config.parent.mkdir(parents=True, exist_ok=True)
        self.config.write_text("\n".join(lines) + "\n")

    async def start(self) -> None:
        """Returns when it has caught up with what was said before."""
        await self.launch()
        await self.logs(lambda line: line.get("event") == "ready")

    async def launch(self) -> None:
        """Returns at once."""
        if not self.config.exists():
            self.configure()
        self._since = len(self.said)
        self._is_silent = False
        command = (*LOTSE, "run", "--config", str(self.config))
        self._process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=STDOUT, env=_environment())
        self._reading = asyncio.create_task(self._read(self._process))

    async def logs(self, fits: Callable[[Line], bool]) -> Line:
        """The first line of its log in this life that fits; waits for it."""

        def found() -> list[Line]:
            return [line for line in map(_parsed, self.said[self._since :]) if fits(line)]

        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: bool(found()) or self._is_silent)
        assert found(), "the bot ended: " + "\n".join(self.said[-20:])
        return found()[0]

    async def stop(self) -> int:
        """SIGTERM; its exit code."""
        self.send(signal.SIGTERM)
        return await self.ended()

    async def kill(self) -> None:
        """As a power cut would: it gets no chance to do anything."""
        self.send(signal.SIGKILL)
        await self.ended()

    def send(self, number: signal.Signals) -> None:
        if self.is_running:
            assert self._process is not None
            self._process.send_signal(number)

    async def ended(self) -> int:
        """Waits for its end; the exit code."""
        assert self._process is not None and self._reading is not None
        async with asyncio.timeout(PATIENCE):
            code = await self._process.wait()
            await self._reading
        return code

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def __aenter__(self) -> BotProcess:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            async with self._news:
                self.said.append(line.decode().rstrip("\n"))
                self._news.notify_all()
        async with self._news:
            self._is_silent = True
            self._news.notify_all()


def _parsed(line: str) -> Line:
    """Empty for what is no line of the log."""
    try:
        parsed = json.loads(line)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _environment() -> dict[str, str]:
    """Ours, without what would override the configuration."""
    return {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
