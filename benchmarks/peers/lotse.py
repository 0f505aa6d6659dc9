"""Our bot, as an operator runs it: every command is kept with its record, history and answer before anything goes out."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.far_database import ROUND_TRIP_S, FarDatabase, far_database
from benchmarks.listener import Ear
from benchmarks.peers.peer import Seat
from benchmarks.statistics import FAR
from demo.world.person import Person

_CONFIG = """
[matrix]
homeserver = "{homeserver}"
user_id = "{bot}"
password = "{password}"

[access]
admins = {admins}

[storage]
folder = "{folder}"
url = "{url}"

[digest]
weekly = "{weekly}"

[log]
level = "info"
format = "json"
"""


class Lotse:
    name = "lotse"
    title = "Lotse"
    does = "keeps a record with its history, and the answer, in one transaction on the disk; then sends"
    encrypts = True
    package = "lotse"
    ready = '"event": "ready"'
    """What its log says when it has caught up."""

    def command(self, seat: Seat) -> Sequence[str]:
        return lotse("run", configure(seat))

    async def at_home(self, person: Person, ear: Ear, room: str, name: str) -> None:
        """Its commands are for rooms of a group. Raises TimeoutError."""
        await ear.next(room, 0, 30)
        mark = ear.count(room)
        await person.say(room, f"!team {name}")
        await ear.next(room, mark, 30)


class FarLotse(Lotse):
    """The same on PostgreSQL, to which each round trip takes some milliseconds."""

    name = FAR
    title = f"Lotse, PostgreSQL {ROUND_TRIP_S * 1000:.0f} ms away"
    does = f"keeps the same in PostgreSQL, to which a round trip takes {ROUND_TRIP_S * 1000:.0f} ms longer"

    def __init__(self) -> None:
        self._database: FarDatabase | None = None
        self._urls: dict[Path, str] = {}

    @asynccontextmanager
    async def near_its_database(self, programs: Path) -> AsyncIterator[None]:
        """It can be started in this block only."""
        async with far_database(programs) as self._database:
            yield

    def command(self, seat: Seat) -> Sequence[str]:
        assert self._database is not None
        if seat.folder not in self._urls:
            self._urls[seat.folder] = self._database.create(f"bench{len(self._urls)}")
        return lotse("run", configure(seat, url=self._urls[seat.folder]))


def lotse(command: str, config: Path, *more: str) -> Sequence[str]:
    """Its command line."""
    return (sys.executable, "-m", "bot", command, "--config", str(config), *more)


def configure(seat: Seat, *, weekly: str = "off", url: str = "", more: str = "") -> Path:
    """Writes its configuration, with `more` behind it; the file. `url` is that of its database; empty for a file in its folder."""
    path = seat.folder / "config.toml"
    account = seat.account
    path.write_text(
        _CONFIG.format(
            homeserver=account.url,
            url=url,
            bot=account.user_id,
            password=account.password,
            admins=json.dumps(seat.admins),
            folder=data(seat),
            weekly=weekly,
        )
        + more
    )
    return path


def data(seat: Seat) -> Path:
    """Where it keeps its records and keys."""
    return seat.folder / "data"
