"""What stands in a file that somebody brings, before anybody has understood it: the lines of a table, or the entries of a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 500
"""Lines with anything in them, of a table without its header; of a calendar the entries that are not over."""


class Why(StrEnum):
    """Why a file cannot be read. Each has a text `import.refused-…`."""

    NO_FILE = "no-file"
    """The command is about no file."""
    AWAY = "away"
    """The homeserver does not give it."""
    SEALED = "sealed"
    """It cannot be decrypted, or is not what was encrypted."""
    CLEAR = "clear"
    """It is not encrypted, though its room is: anybody who runs a homeserver could have written it."""

    TOO_LARGE = "too-large"
    EMPTY = "empty"
    PACKED = "packed"
    """A ZIP, or a workbook of a spreadsheet, whatever its name says."""
    MARKUP = "markup"
    """XML or HTML."""
    BINARY = "binary"
    QUOTES = "quotes"
    """A quotation mark is opened and never closed."""
    TOO_WIDE = "too-wide"
    TOO_LONG = "too-long"
    """A cell holds more than anybody reads."""
    TOO_MANY = "too-many"
    BROKEN = "broken"
    """It begins like a calendar and is none, or reading it has taken too long or too much."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a table, counted as spreadsheets count them: the first of the file is 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChangedDate:
    """One date of a series that is cancelled, or is as it says here."""

    planned: str
    cancelled: bool = False
    start: str = ""
    minutes: int = 0
    title: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry of a calendar: an appointment (`VEVENT`) or a task (`VTODO`). Times are ISO 8601, naive, on the clock of the project."""

    line: int
    """Which one of the entries it is, the first is 1."""
    is_task: bool
    uid: str
    title: str = ""
    start: str = ""
    all_day: bool = False
    minutes: int = 0
    place: str = ""
    status: str = ""
    rule: str = ""
    """Its RRULE without an end; empty for a single date."""
    until: str = ""
    """The last day of a series, at most a year ahead where it has no end (`is_endless`); empty where the rule is none that can be kept."""
    is_endless: bool = False
    is_over: bool = False
    people: tuple[str, ...] = ()
    changes: tuple[ChangedDate, ...] = ()
    problem: str = ""
    """What about it cannot be read: its time (`when`), or the time zone of that (`zone`)."""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What stands in a file: the lines of a table, or the entries of a calendar."""

    lines: tuple[Line, ...] = ()
    entries: tuple[Entry, ...] = ()
    is_calendar: bool = False
