"""What is kept of a person, in a form that programs read, and in chapters that people read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from bot.domain.ids import UserId
from bot.ports import Kept

_LISTED = 200
"""Rows of one chapter that the file to read lists; all of them are in the other one."""
_COUNTED = frozenset({"inbox", "outbox"})
"""Tables whose rows have no words: the file to read says how many there are."""
_NUMBERS = ("number", "subject", "decision", "milestone", "session")
_WORDS = ("text", "title", "name", "reason", "what", "municipality", "value")
_TIMES = ("at", "created_at", "reported_at", "asked_at", "set_at", "opened_at", "sent_at", "started_at", "released_at", "raised_at")


@dataclass(frozen=True)
class Line:
    number: str
    text: str
    roles: tuple[str, ...]
    """The columns that name the person: `author`."""
    at: datetime | None


@dataclass(frozen=True)
class Chapter:
    """The rows of one table."""

    table: str
    count: int
    lines: tuple[Line, ...]
    more: int


def chapters(kept: Sequence[Kept]) -> list[Chapter]:
    found = []
    for table, group in groupby(kept, key=lambda each: each.table):
        rows = list(group)
        listed = [] if table in _COUNTED else rows[:_LISTED]
        found.append(Chapter(table, len(rows), tuple(_line(row) for row in listed), len(rows) - len(listed) if listed else 0))
    return found


def as_data(user: UserId, kept: Sequence[Kept], *, project: str, at: datetime) -> dict[str, Any]:
    """Every row as it is stored, with the columns because of which it is here."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for each in kept:
        row = {name: _plain(value) for name, value in each.row.items()}
        tables.setdefault(each.table, []).append({"because": list(each.columns), "row": row})
    return {"person": user, "project": project, "as_of": at.isoformat(), "tables": tables}


def _line(kept: Kept) -> Line:
    row = kept.row
    number = next((str(row[name]) for name in _NUMBERS if row.get(name)), "")
    words = next((row[name] for name in _WORDS if isinstance(row.get(name), str) and row[name]), "")
    time = next((row[name] for name in _TIMES if isinstance(row.get(name), str)), None)
    return Line(number, words, kept.columns, datetime.fromisoformat(time) if time else None)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
