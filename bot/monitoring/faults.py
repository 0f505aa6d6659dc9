"""The faults (programming errors) that have shown in this process: each is logged with its traceback, counted, and handed on to be kept.

Nothing here waits and nothing here fails: whoever meets a fault notes it and goes on with what is next.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from bot.domain.faults import Place
from bot.messages import UserError
from bot.ports import Interrupted
from bot.tracebacks import at_line

log = structlog.get_logger(__name__)

Passed = tuple[type[Exception], ...]

MAX_FAULTS = 100
"""Faults that wait to be kept; a flood of them tells nothing new."""


@dataclass(frozen=True)
class Noted:
    place: Place
    detail: str
    what: str


@dataclass
class Met:
    error: Exception | None = None
    """The fault that ended the block."""


class Faults:
    def __init__(self) -> None:
        self.counts: Counter[Place] = Counter()
        """Since the start of the process."""
        self.stuck: set[str] = set()
        """The loops that cannot go on now."""
        self.noted = asyncio.Event()
        self._waiting: list[Noted] = []

    def note(self, place: Place, detail: str, error: BaseException, **which: object) -> None:
        """`detail` says what failed (a kind of timer); `which` goes to the log alone and says on what (its subject)."""
        log.error(f"{place} failed", what=detail, exc_info=error, **which)
        self.counts[place] += 1
        if len(self._waiting) < MAX_FAULTS:
            self._waiting.append(Noted(place, detail, at_line(error)))
        self.noted.set()

    @contextmanager
    def noted_in(self, place: Place, detail: str, *, but: Passed = (Interrupted, UserError), **which: object) -> Iterator[Met]:
        """Notes a fault in the block and goes on behind it; what came of it says whether there was one. Lets pass what is `but` a fault.

        Only around what is whole by itself: one event, one timer, one message, one duty.
        """
        met = Met()
        try:
            yield met
        except but:
            raise
        except Exception as error:  # noqa: BLE001 - nobody can list what a fault of ours raises, and the next has its turn whatever it was
            self.note(place, detail, error, **which)
            met.error = error

    def waiting(self) -> list[Noted]:
        """What has been noted and not kept yet, the oldest first."""
        return list(self._waiting)

    def kept(self, count: int) -> None:
        """The first of those that wait need not wait any more."""
        del self._waiting[:count]
        if not self._waiting:
            self.noted.clear()

    def loop(self, name: str) -> Loop:
        return Loop(self, name)


@dataclass(frozen=True)
class Loop:
    """One of the loops that turn while the bot runs, as `bot.loops.persistently` reports on it."""

    faults: Faults
    name: str

    def failed(self, error: Exception) -> None:
        self.faults.stuck.add(self.name)
        self.faults.note(Place.LOOP, self.name, error)

    def works(self) -> None:
        self.faults.stuck.discard(self.name)
