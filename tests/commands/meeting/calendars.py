"""The calendar files of a room, as somebody's calendar reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from icalendar import Calendar

from tests.world import Room


def methods(room: Room) -> list[str]:
    """What each file that was put there asks calendars to do, in order."""
    return [str(_read(seen.file)["METHOD"]) for seen in room.files()]


def latest(room: Room) -> Sequence[Any]:
    """The events of the last file."""
    return _read(room.files()[-1].file).walk("VEVENT")


def _read(data: bytes | None) -> Calendar:
    assert data is not None
    return Calendar.from_ical(data.decode())
