"""What has to be known of a bot to measure it: how it is started at its account, and what a room needs before it answers there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from benchmarks.listener import Ear
from benchmarks.process import ROOT
from demo.world.person import Person

PROGRAMS = Path(__file__).parent / "programs"
PEERS_PYTHON = ROOT / ".bench" / "bin" / "python"
"""Of the environment that `make bench` makes for the libraries of the peers."""


@dataclass(frozen=True)
class Seat:
    """Where a bot works: its account on the homeserver, and a folder of its own that stays from one start to the next."""

    account: Person
    folder: Path
    admins: tuple[str, ...]
    """The user ids of those who ask."""


class Peer(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str:
        """As the page calls it."""

    @property
    def does(self) -> str:
        """For each command, in half a sentence."""

    @property
    def encrypts(self) -> bool: ...

    @property
    def package(self) -> str:
        """Whose version is named on the page; empty for none."""

    def command(self, seat: Seat) -> Sequence[str]:
        """How the process is started; writes what it reads into the folder of the seat."""

    async def at_home(self, person: Person, ear: Ear, room: str, name: str) -> None:
        """Makes a room that the bot has entered one in which it answers."""
