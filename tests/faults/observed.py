"""What can be seen of a story: what people asked for, what the bot said in its rooms, and what stands in the database."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.domain.ids import EventId, RoomId
from bot.messages import ONCE
from tests.faults.room_log import Event
from tests.world import BOT

_TABLES = {
    "B": ("blockers", "text"),
    "T": ("topics", "text"),
    "A": ("actions", "text"),
    "S": ("sessions", "title"),
    "D": ("decisions", "text"),
}


@dataclass
class Added:
    """A record that somebody asked for. Its words stand nowhere else."""

    event: EventId
    room: RoomId
    letter: str
    words: list[str]
    """As it was first, and as it was changed to."""
    at: datetime
    red: bool = False
    due: datetime | None = None
    """When it has to be spoken of: the digest before a session, the reminder of an action."""
    touched: bool = False
    """Somebody has built on it."""
    solved: bool = False
    deleted: bool = False
    edited_late: bool = False


def said_by_bot(log: list[Event], room: RoomId) -> Iterator[Event]:
    """Its messages in a room, without its edits."""
    for event in log:
        if event.sender == BOT and event.room == room and event.type == "m.room.message" and "m.new_content" not in event.content:
            yield event


def once_of(event: Event) -> str:
    return str(event.content.get(ONCE, ""))


def names(event: Event, add: Added) -> bool:
    return any(word in event.content.get("body", "") for word in add.words)


def number_of(log: list[Event], add: Added) -> str | None:
    """As its card says."""
    cards = (event.content["body"] for event in said_by_bot(log, add.room) if once_of(event) == f"answer:{add.event}")
    found = next((re.search(rf"\b{add.letter}\d+\b", body) for body in cards), None)
    return found[0] if found else None


def records_in(database: Path) -> dict[str, str]:
    """The text of each record by its number."""
    return {number: text for table, column in _TABLES.values() for number, text in rows(database, f"SELECT number, {column} FROM {table}")}


def states_in(database: Path) -> dict[str, str]:
    return {number: state for table, _ in _TABLES.values() for number, state in rows(database, f"SELECT number, state FROM {table}")}


def notes_in(database: Path) -> Counter[str]:
    return Counter(text for (text,) in rows(database, "SELECT text FROM notes"))


def rows(database: Path, query: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()
