"""Calendar files: a session as RFC 5545 and RFC 5546 have it, for people's own calendars.

A plan and each change of it is published whole: the master with its rule, EXDATE for each cancelled date, and a component with
RECURRENCE-ID for each moved one. So the latest file alone holds everything, and no date stands in a calendar without its series. Only
the cancellation of the whole session is METHOD:CANCEL. Times are local times with their zone (TZID), so a series stays at ten o'clock
when the clocks change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur

from bot.domain.meetings import DateChange, Session, in_utc
from bot.domain.milestones.milestone import Milestone
from bot.ics.timezones import timezone_of

MIME_TYPE = "text/calendar"
PRODUCT_ID = "-//Lotse//Lotse//DE"
_UNSAFE = re.compile(r"[\"';:,^\\\x00-\x1f\x7f]")
_END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True, kw_only=True)
class Host:
    """The ORGANIZER: the name of the group, and the mail address to which calendars may write; empty where the project has none."""

    name: str
    address: str = ""


def uid(record: Session | Milestone) -> str:
    """The UID: the same for as long as the record exists, and unique across projects."""
    return str(uuid5(NAMESPACE_URL, f"matrix:{record.source}/{record.number}"))


def published(session: Session, changes: Sequence[DateChange], host: Host, zone: ZoneInfo, *, now: datetime) -> bytes:
    """The session as it stands, METHOD:PUBLISH. Changes of dates that it does not have must be left out."""
    return calendar("PUBLISH", events_of(session, changes, host, zone, now=now), zone, session.start)


def events_of(session: Session, changes: Sequence[DateChange], host: Host, zone: ZoneInfo, *, now: datetime) -> list[Event]:
    """The components of a session as it stands. `now` is their DTSTAMP."""
    master = _event(session, None, host, zone, now)
    events = [master]
    cancelled = sorted(change.planned for change in changes if change.cancelled)
    if session.is_series:
        master.add("RRULE", _rule(session, zone))
        if cancelled:
            master.add("EXDATE", [_local(planned, zone) for planned in cancelled])
        events += (_event(session, change, host, zone, now) for change in changes if not change.cancelled)
    elif changes:
        return [_event(session, changes[0], host, zone, now, alone=True)]
    return events


def cancelled(session: Session, changes: Sequence[DateChange], host: Host, zone: ZoneInfo, *, now: datetime) -> bytes:
    """The cancellation of a whole session, METHOD:CANCEL; of one without a rule with the time at which it was last to take place."""
    if session.is_series:
        event = _event(session, None, host, zone, now)
        event.add("RRULE", _rule(session, zone))
    else:
        event = _event(session, next(iter(changes), None), host, zone, now, alone=True)
    event["STATUS"] = "CANCELLED"
    return calendar("CANCEL", [event], zone, session.start)


def _event(session: Session, change: DateChange | None, host: Host, zone: ZoneInfo, now: datetime, *, alone: bool = False) -> Event:
    """The session, or one date of it as it was changed; `alone` where there is no series to name the date of."""
    start = change.moved_to if change and change.moved_to else change.planned if change else session.start
    length = change.length if change and change.length else session.length
    title = change.title if change and change.title else session.title
    place = change.place if change and change.place is not None else session.place
    event = Event()
    event.add("UID", uid(session))
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("SEQUENCE", session.sequence)
    if host.address:
        event.add("ORGANIZER", f"mailto:{host.address}", parameters={"CN": _plain(host.name)})
    event.add("DTSTART", _local(start, zone))
    event.add("DTEND", _end(start, length, zone))
    if change is not None and not alone:
        event.add("RECURRENCE-ID", _local(change.planned, zone))
    if title:
        event.add("SUMMARY", f"{host.name}: {title}")
    if place:
        event.add("LOCATION", place)
    event.add("STATUS", "CONFIRMED")
    return event


def _plain(name: str) -> str:
    """A name as a parameter that every reader takes: quotes would need RFC 6868, which few know."""
    return " ".join(_UNSAFE.sub(" ", name).split())


def _end(start: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    """The DTEND, since not every reader understands DURATION; in UTC where the local time is ambiguous because the clocks go back."""
    end = in_utc(start, zone) + length
    local = end.astimezone(zone)
    return end if local.fold else local


def _rule(session: Session, zone: ZoneInfo) -> vRecur:
    rule: vRecur = vRecur.from_ical(session.rule)
    if session.until is not None:
        # Beside a DTSTART with a zone UNTIL has to be in UTC (RFC 5545, 3.3.10).
        rule["UNTIL"] = [datetime.combine(session.until, _END_OF_DAY, zone).astimezone(UTC)]
    return rule


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone, fold=0)


def calendar(method: str, events: Sequence[Event], zone: ZoneInfo, since: datetime, properties: Mapping[str, Any] | None = None) -> bytes:
    """The file. `properties` are further ones of the calendar itself; `since` is the time from which on its zone has to be right."""
    made = Calendar()
    made.add("VERSION", "2.0")
    made.add("PRODID", PRODUCT_ID)
    made.add("METHOD", method)
    for name, value in (properties or {}).items():
        made.add(name, value)
    made.add_component(timezone_of(zone, min([since, *map(_start, events)]) - timedelta(days=1)))
    for event in events:
        made.add_component(event)
    return bytes(made.to_ical())


def _start(event: Event) -> datetime:
    """Naive; of a day its midnight."""
    start: date | datetime = event.decoded("DTSTART")
    return start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time())
