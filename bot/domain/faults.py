"""Faults (programming errors): where one showed, what it was, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Place(StrEnum):
    """The kind of work during which a fault showed."""

    EVENT = "event"
    """An event was handled."""
    TIMER = "timer"
    """A timer was carried out."""
    MESSAGE = "message"
    """A message of the bot's was sent."""
    START = "start"
    """A duty at the start was done."""
    LOOP = "loop"
    """A loop could not go on: nothing that it does gets done until that is over."""
    ROW = "row"
    """A row of a queue could not be read."""
    PAGE = "page"
    """A page of the board was made."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """The same fault, as often as it showed. Nothing in it says who, in which room or with what words."""

    place: Place
    detail: str
    """Which timer, which duty, which kind of event."""
    what: str
    """The kind of exception and the line of our code (`KeyError in commands/blocker/solve.py:31`)."""
    times: int
    first_at: datetime
    last_at: datetime
