"""Calendar files as two readers understand them that share nothing with the library which writes them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import vobject

from tests.node import STRICT, node

_MOVED_BACK = timedelta(days=90)
"""A later date of a series may have been moved to before an earlier one."""


@dataclass(frozen=True, order=True)
class Date:
    """One date as a calendar shows it, in UTC."""

    start: datetime
    end: datetime
    title: str
    place: str


def by_icaljs(data: bytes, until: datetime) -> list[Date]:
    """As Thunderbird reads it."""
    program = node()
    assert program is not None
    asked = json.dumps([{"ics": data.decode(), "until": until.isoformat()}])
    done = subprocess.run([program, STRICT / "calendar.mjs"], input=asked, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)
    return sorted(Date(_moment(each["start"]), _moment(each["end"]), each["title"], each["place"]) for each in found)


def by_vobject(data: bytes, until: datetime) -> list[Date]:
    calendar = vobject.readOne(data.decode())
    events: Sequence[Any] = calendar.vevent_list
    (master,) = (event for event in events if not hasattr(event, "recurrence_id"))
    if master.status.value == "CANCELLED":
        return []
    changed = {event.recurrence_id.value.astimezone(UTC): event for event in events if hasattr(event, "recurrence_id")}
    length = master.dtend.value.astimezone(UTC) - master.dtstart.value.astimezone(UTC)
    found: list[Date] = []
    for planned in master.getrruleset() or [master.dtstart.value]:
        start = planned.astimezone(UTC)
        if start > until + _MOVED_BACK:
            break
        event = changed.pop(start, None)
        found.append(_read(event) if event else Date(start, start + length, *_words(master)))
    assert not changed, "a date without its series"
    return sorted(each for each in found if each.start < until)


def _read(event: Any) -> Date:
    return Date(event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC), *_words(event))


def _words(event: Any) -> tuple[str, str]:
    return event.summary.value, event.location.value if hasattr(event, "location") else ""


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)
