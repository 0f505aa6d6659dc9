"""What programs that we did not write show of a calendar: read by vobject, its dates counted by dateutil."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import vobject


def shown(data: bytes, *, until: datetime) -> list[tuple[datetime, datetime, str]]:
    """Each date with its end, in UTC, and its title: of series as many as begin until then."""
    found: list[tuple[datetime, datetime, str]] = []
    for uid, events in _by_uid(data).items():
        moved = {event.recurrence_id.value: event for event in events if hasattr(event, "recurrence_id")}
        masters = [event for event in events if not hasattr(event, "recurrence_id")]
        assert len(masters) == 1, uid
        (master,) = masters
        length = _utc(master.dtend.value) - _utc(master.dtstart.value)
        for start in _starts(master, until):
            if start not in moved:
                found.append((_utc(start), _utc(start) + length, master.summary.value))
        for event in moved.values():
            found.append((_utc(event.dtstart.value), _utc(event.dtend.value), event.summary.value))
    return sorted(found)


def days(data: bytes) -> list[tuple[date, str]]:
    """The events that are on a day."""
    return sorted((event.dtstart.value, event.summary.value) for event in _events(data) if not isinstance(event.dtstart.value, datetime))


def _starts(event: Any, until: datetime) -> list[datetime]:
    if not hasattr(event, "rrule"):
        return [event.dtstart.value]
    rules = event.getrruleset(addRDate=True)
    return list(rules.between(event.dtstart.value - timedelta(days=1), until.astimezone(event.dtstart.value.tzinfo), inc=True))


def _by_uid(data: bytes) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for event in _events(data):
        if isinstance(event.dtstart.value, datetime):
            found.setdefault(event.uid.value, []).append(event)
    return found


def _events(data: bytes) -> list[Any]:
    calendar = vobject.readOne(data.decode())
    return list(getattr(calendar, "vevent_list", []))


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
