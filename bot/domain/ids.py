"""Which names things have: rooms, people and events by Matrix, records by a letter and a count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NewType, Self

RoomId = NewType("RoomId", str)
UserId = NewType("UserId", str)
EventId = NewType("EventId", str)
TeamId = NewType("TeamId", int)

_AROUND = "\"'„“”»«()[]*_`"
"""What may stand around a number, `(B12)`."""
_WRITTEN = re.compile(r"#?\s?(?:([A-Za-z])(-|[\s.#]?))?(\d{1,9})\Z")


@dataclass(frozen=True, order=True, slots=True)
class Number:
    """What a record is called, `B12`: the letter of its kind and a count that is never used again."""

    letter: str
    count: int

    def __str__(self) -> str:
        return f"{self.letter}{self.count}"

    @classmethod
    def read(cls, written: str, letter: str = "") -> Self | None:
        """`B12`, `b12`, `#B12`, `B 12`, `(B-012)`, and, where `letter` says the kind, `12` and `#12`; otherwise None.

        A number of another kind keeps its own letter: whether it fits is for the caller to say. Behind a hyphen it is a word (`S-21`).
        """
        match = _WRITTEN.match(written.strip().rstrip(".:,;!?" + _AROUND).lstrip(_AROUND))
        if match is None:
            return None
        own = (match[1] or "").upper() or letter
        is_word = match[2] == "-" and letter not in ("", own)
        return cls(own, int(match[3])) if own and not is_word else None

    @classmethod
    def of_subject(cls, subject: str) -> Self | None:
        """The record of which a message speaks: `R2` for `R2` and for `R2/3`, the third note of it."""
        return cls.read(subject.partition("/")[0])
