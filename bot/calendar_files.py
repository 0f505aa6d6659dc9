"""What does a session look like as a calendar file (RFC 5545, RFC 5546) that people take into their own calendars?

A plan and each change of it is published whole: the master with its rule, EXDATE for each cancelled date, and a component with
RECURRENCE-ID for each moved one. So whoever opens only the latest file has everything. A cancellation is METHOD:CANCEL, of one
date or of all. Times are wall-clock times with their zone, so a series stays at ten o'clock when the clocks change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur

from bot.calendar_zones import timezone_of
from bot.domain.meetings import DateChange, Session

MIME = "text/calendar"
PRODUCT = "-//Lotse//Lotse//DE"
_END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True, kw_only=True)
class Host:
    """Who invites: the group, and the link to its room, which stands for it as the organizer (a PUBLISH has to name one)."""

    name: str
    link: str


def uid(session: Session) -> str:
    """The same as long as the session lives, and in no other project the same."""
    return str(uuid5(NAMESPACE_URL, f"matrix:{session.source}/{session.number}"))


def published(session: Session, changes: Sequence[DateChange], host: Host, zone: ZoneInfo, *, now: datetime) -> bytes:
    """The session as it stands, METHOD:PUBLISH. Changes of dates that it does not have must be left out."""
    master = _event(session, None, host, zone, now)
    events = [master]
    cancelled = sorted(change.planned for change in changes if change.cancelled)
    if session.is_series:
        master.add("RRULE", _rule(session, zone))
        if cancelled:
            master.add("EXDATE", [_local(planned, zone) for planned in cancelled])
        events += (_event(session, change, host, zone, now) for change in changes if not change.cancelled)
    elif changes:
        events = [_event(session, changes[0], host, zone, now, alone=True)]
    return _calendar("PUBLISH", events, zone, session.start)


def cancelled(session: Session, change: DateChange | None, host: Host, zone: ZoneInfo, *, now: datetime) -> bytes:
    """One date of a series, or without `change` the whole of it, METHOD:CANCEL."""
    event = _event(session, change, host, zone, now, alone=not session.is_series)
    if session.is_series and change is None:
        event.add("RRULE", _rule(session, zone))
    event["STATUS"] = "CANCELLED"
    return _calendar("CANCEL", [event], zone, session.start)


def _event(session: Session, change: DateChange | None, host: Host, zone: ZoneInfo, now: datetime, *, alone: bool = False) -> Event:
    """The session, or one date of it as it was changed; `alone` where there is no series to name the date of."""
    start = change.moved_to if change and change.moved_to else change.planned if change else session.start
    title = change.title if change and change.title else session.title
    place = change.place if change and change.place is not None else session.place
    event = Event()
    event.add("UID", uid(session))
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("SEQUENCE", session.sequence)
    event.add("ORGANIZER", host.link, parameters={"CN": host.name})
    event.add("DTSTART", _local(start, zone))
    event.add("DURATION", change.length if change and change.length else session.length)
    if change is not None and not alone:
        event.add("RECURRENCE-ID", _local(change.planned, zone))
    if title:
        event.add("SUMMARY", f"{host.name}: {title}")
    if place:
        event.add("LOCATION", place)
    event.add("STATUS", "CONFIRMED")
    return event


def _rule(session: Session, zone: ZoneInfo) -> vRecur:
    rule: vRecur = vRecur.from_ical(session.rule)
    if session.until is not None:
        # Beside a DTSTART with a zone UNTIL has to be in UTC (RFC 5545, 3.3.10).
        rule["UNTIL"] = [datetime.combine(session.until, _END_OF_DAY, zone).astimezone(UTC)]
    return rule


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone, fold=0)


def _calendar(method: str, events: Sequence[Event], zone: ZoneInfo, since: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    calendar.add("METHOD", method)
    first = min((event.decoded("DTSTART").replace(tzinfo=None) for event in events), default=since)
    calendar.add_component(timezone_of(zone, min(first, since) - timedelta(days=1)))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())
