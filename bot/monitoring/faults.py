"""The faults (programming errors) that have shown in this process: each is logged with its traceback, counted, and handed on to be kept.

Nothing here blocks or fails: the caller notes a fault and goes on.
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
"""Noted faults that wait to be stored; further ones are dropped, since a flood of them tells nothing new."""


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
        """The number of faults since the start of the process."""
        self.stuck: set[str] = set()
        """The loops that cannot go on now."""
        self.noted = asyncio.Event()
        self._waiting: list[Noted] = []

    def note(self, place: Place, detail: str, error: BaseException, **which: object) -> None:
        """Notes a fault. `detail` says what failed (a kind of timer); `which`, for the log only, on what (its subject)."""
        log.error(f"{place} failed", what=detail, exc_info=error, **which)
        self.counts[place] += 1
        if len(self._waiting) < MAX_FAULTS:
            self._waiting.append(Noted(place, detail, at_line(error)))
        self.noted.set()

    @contextmanager
    def noted_in(self, place: Place, detail: str, *, but: Passed = (Interrupted, UserError), **which: object) -> Iterator[Met]:
        """Notes an exception in the block as a fault and swallows it; the yielded `Met` holds it. Those in `but` are no faults, and pass.

        Only around one complete piece of work: one event, one timer, one message, one duty.
        """
        met = Met()
        try:
            yield met
        except but:
            raise
        except Exception as error:  # noqa: BLE001 - a programming error may raise anything, and the next piece of work has to go on
            self.note(place, detail, error, **which)
            met.error = error

    def waiting(self) -> list[Noted]:
        """The faults that were noted and not stored yet, the oldest first."""
        return list(self._waiting)

    def kept(self, count: int) -> None:
        """To be called when the first `count` waiting faults were stored."""
        del self._waiting[:count]
        if not self._waiting:
            self.noted.clear()

    def loop(self, name: str) -> Loop:
        return Loop(self, name)


@dataclass(frozen=True)
class Loop:
    """One of the loops of the process; `bot.loops.persistently` reports its state here."""

    faults: Faults
    name: str

    def failed(self, error: Exception) -> None:
        self.faults.stuck.add(self.name)
        self.faults.note(Place.LOOP, self.name, error)

    def works(self) -> None:
        self.faults.stuck.discard(self.name)
