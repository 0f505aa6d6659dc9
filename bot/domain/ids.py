"""Ids: rooms, people and events by Matrix, records by a letter and a count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NewType, Self

RoomId = NewType("RoomId", str)
UserId = NewType("UserId", str)
EventId = NewType("EventId", str)
TeamId = NewType("TeamId", int)

_AROUND = "\"'„“”»«()[]*_`"
"""Brackets, quotation marks and emphasis around a number, `(B12)`."""
_WRITTEN = re.compile(r"#?\s?(?:([A-Za-z])(-|[\s.#]?))?(\d{1,9})\Z")


@dataclass(frozen=True, order=True, slots=True)
class Number:
    """The number of a record, `B12`: the letter of its kind and a count that is never used again."""

    letter: str
    count: int

    def __str__(self) -> str:
        return f"{self.letter}{self.count}"

    @classmethod
    def read(cls, written: str, letter: str = "") -> Self | None:
        """`B12`, `b12`, `#B12`, `B 12`, `(B-012)`, and, where `letter` says the kind, `12` and `#12`; otherwise None.

        A number of another kind keeps its own letter; the caller has to check it. With a hyphen it is read as a word (`S-21`) there.
        """
        match = _WRITTEN.match(written.strip().rstrip(".:,;!?" + _AROUND).lstrip(_AROUND))
        if match is None:
            return None
        own = (match[1] or "").upper() or letter
        is_word = match[2] == "-" and letter not in ("", own)
        return cls(own, int(match[3])) if own and not is_word else None

    @classmethod
    def of_subject(cls, subject: str) -> Self | None:
        """The record that a message is about: `R2` for `R2` and for `R2/3`, the third note of it."""
        return cls.read(subject.partition("/")[0])
