"""The cast of the demo: four rooms, seven people, and Lotse as a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from demo.world.homeserver import Homeserver
from demo.world.person import Person

PASSWORD = "kurs-halten"
"""Of every account; the homeserver listens on the loopback only and is gone after the demo."""

BOT_LOG = "lotse.log"
_STOP_TIMEOUT_S = 10


@dataclass(frozen=True, kw_only=True)
class Room:
    """The first of its members founded it, and moderates it."""

    id: str
    name: str
    about: str
    members: tuple[Person, ...]


@dataclass(frozen=True, kw_only=True)
class Project:
    """Everything that a step of the tour can use."""

    url: str
    lotse: str
    """The bot's user id."""
    process: Process
    """The bot."""
    miriam: Person
    jonas: Person
    katrin: Person
    anna: Person
    tobias: Person
    sabine: Person
    lukas: Person
    pmo: Room
    steering: Room
    inventory: Room
    app: Room
    opened: list[Room] = field(default_factory=list)
    """What came about during the tour."""

    @property
    def rooms(self) -> tuple[Room, ...]:
        """Task forces first: what happens begins there."""
        return self.inventory, self.app, self.pmo, self.steering, *self.opened


@asynccontextmanager
async def project(server: Homeserver, folder: Path) -> AsyncIterator[Project]:
    """Accounts and rooms on `server`, with the bot invited to each; the bot's files in `folder`. At the end the bot is stopped.

    RuntimeError if the bot does not stop when asked to.
    """
    lotse = await server.register("lotse", PASSWORD, "Lotse")
    miriam = await server.register("miriam", PASSWORD, "Miriam Vogel")
    config = _configure(folder, server, bot=lotse.user_id, admin=miriam.user_id)
    async with _bot(config, folder / BOT_LOG) as process:
        jonas = await server.register("jonas", PASSWORD, "Jonas Keller")
        katrin = await server.register("katrin", PASSWORD, "Katrin Sommer")
        anna = await server.register("anna", PASSWORD, "Anna Brandt")
        tobias = await server.register("tobias", PASSWORD, "Tobias Lang")
        sabine = await server.register("sabine", PASSWORD, "Sabine Roth")
        lukas = await server.register("lukas", PASSWORD, "Lukas Hahn")
        yield Project(
            url=server.url,
            lotse=lotse.user_id,
            process=process,
            miriam=miriam,
            jonas=jonas,
            katrin=katrin,
            anna=anna,
            tobias=tobias,
            sabine=sabine,
            lukas=lukas,
            pmo=await _room("PMO", "behält alle Task Forces im Blick", lotse, miriam, jonas),
            steering=await _room("Steuerungskreis", "entscheidet", lotse, miriam, katrin),
            inventory=await _room("Dateninventur", "Task Force aus Gießen und Marburg", lotse, anna, tobias),
            app=await _room("Open Smart City App", "Task Force aus Offenbach und Wetzlar", lotse, sabine, lukas),
        )


async def _room(name: str, about: str, lotse: Person, *members: Person) -> Room:
    founder, *others = members
    room = await founder.create_room(name, invite=[other.user_id for other in others])
    for other in others:
        await other.join(room)
    # Last, so that it is greeted by people who are there already.
    await founder.invite(room, lotse.user_id)
    return Room(id=room, name=name, about=about, members=members)


def _configure(folder: Path, server: Homeserver, *, bot: str, admin: str) -> Path:
    """The bot's configuration: nights and weekends count, and reminders come after seconds instead of hours."""
    sections: dict[str, dict[str, str | int | list[str]]] = {
        "matrix": {"homeserver": server.url, "user_id": bot, "password": PASSWORD},
        "access": {"admins": [admin], "invite_from": [server.server_name]},
        "storage": {"folder": str(folder / "data")},
        "project": {
            "name": "Open Smart City",
            "working_days": "Mo-So",
            "working_hours": "00:00-24:00",
            "holidays": "",
            "closed_days": [],
        },
        "escalation": {"repeat_every": "3s", "repeats": 3, "steering_after": "10s"},
        "digest": {"weekly": "off"},
    }
    lines: list[str] = []
    for name, keys in sections.items():
        # Texts, numbers and lists of texts are written the same in JSON and in TOML.
        lines += [f"[{name}]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()), ""]
    path = folder / "config.toml"
    path.touch(mode=0o600)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@asynccontextmanager
async def _bot(config: Path, log: Path) -> AsyncIterator[Process]:
    with log.open("ab") as out:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--config", str(config)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env={name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")},
            # Ctrl-C in the terminal is for us; the bot is stopped below, before its homeserver.
            start_new_session=True,
        )
    try:
        yield process
    finally:
        await _stop(process)


async def _stop(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(_STOP_TIMEOUT_S):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
        raise RuntimeError(f"the bot did not stop within {_STOP_TIMEOUT_S} seconds and was killed") from None
