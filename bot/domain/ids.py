"""Which names things have: rooms, people and events by Matrix, records by a letter and a count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NewType, Self

RoomId = NewType("RoomId", str)
UserId = NewType("UserId", str)
EventId = NewType("EventId", str)
TeamId = NewType("TeamId", int)

_WRITTEN = re.compile(r"#?([A-Za-z]?)(\d{1,9})$")


@dataclass(frozen=True, order=True, slots=True)
class Number:
    """What a record is called, `B12`: the letter of its kind and a count that is never used again."""

    letter: str
    count: int

    def __str__(self) -> str:
        return f"{self.letter}{self.count}"

    @classmethod
    def read(cls, written: str, letter: str = "") -> Self | None:
        """`B12`, `b12`, `#B12`, and, where `letter` says the kind, `12` and `#12`; otherwise None.

        A number of another kind keeps its own letter: whether it fits is for the caller to say.
        """
        match = _WRITTEN.match(written.strip().rstrip(".:,"))
        if match is None:
            return None
        own = match[1].upper() or letter
        return cls(own, int(match[2])) if own else None

    @classmethod
    def of_subject(cls, subject: str) -> Self | None:
        """The record of which a message speaks: `R2` for `R2` and for `R2/3`, the third note of it."""
        return cls.read(subject.partition("/")[0])
