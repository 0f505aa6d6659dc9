"""Our bot, as an operator runs it: every command is kept with its record, history and answer before anything goes out."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.listener import Ear
from benchmarks.peers.peer import Seat
from demo.world.person import Person

_CONFIG = """
[matrix]
homeserver = "{url}"
user_id = "{bot}"
password = "{password}"

[access]
admins = {admins}

[storage]
folder = "{folder}"

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


def lotse(command: str, config: Path, *more: str) -> Sequence[str]:
    """Its command line."""
    return (sys.executable, "-m", "bot", command, "--config", str(config), *more)


def configure(seat: Seat, *, weekly: str = "off", more: str = "") -> Path:
    """Writes its configuration, with `more` behind it; the file."""
    path = seat.folder / "config.toml"
    account = seat.account
    path.write_text(
        _CONFIG.format(
            url=account.url,
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
