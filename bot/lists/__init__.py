"""Lists that people bring from elsewhere: the bytes of a CSV or iCalendar file as plain lines, read in a child process.

Anybody may put any file into a room, so it is read by a program of its own with limits (`child.py`, `reader.py`); what stands in
the lines is understood afterwards (`bot.domain.imports`). Nothing here is about records.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.domain.imports.contents import Contents, Why


class NotRead(Exception):
    """The file cannot be read. `line` and `count` say where and how much, where that is known."""

    def __init__(self, why: Why, *, line: int = 0, count: int = 0) -> None:
        super().__init__(why.value)
        self.why = why
        self.line = line
        self.count = count


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What the reader has to know beside the file: the time, and the project's time zone."""

    zone: str
    now: str


ListReader = Callable[[bytes, Setting], Awaitable[Contents]]
"""Reads a file. Raises NotRead."""
