"""The calendar that people subscribe to: all sessions of a group or of the project, and its milestones as days.

It has the UIDs and the SEQUENCE of the files that are posted, and it is the same bytes for as long as nothing has changed. It names no
organizer, so that no program takes its dates for invitations that want an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event, vDuration, vText

from bot.domain.meetings import DateChange, Session
from bot.ics import Host, calendar, events_of

_ANY_TIME = datetime.fromisoformat("2026-01-01")
"""From when on the zone of a calendar without dates is right."""
UPDATE_INTERVAL = timedelta(hours=1)
"""How often programs are asked to look; many look less often."""


@dataclass(frozen=True)
class Meeting:
    """A session of the group named `group`, with the changes of dates that it still has."""

    group: str
    session: Session
    changes: tuple[DateChange, ...]


@dataclass(frozen=True)
class Day:
    """Something that is on a day and takes nobody's time, such as a milestone."""

    uid: str
    title: str
    day: date
    said_at: datetime
    """When that was last said."""


@dataclass(frozen=True)
class Feed:
    """What a subscribed calendar shows; two that are equal are the same file."""

    name: str
    zone: ZoneInfo
    meetings: tuple[Meeting, ...] = ()
    days: tuple[Day, ...] = ()


def written(feed: Feed) -> bytes:
    """The file, METHOD:PUBLISH."""
    events = [event for meeting in feed.meetings for event in _events(meeting, feed.zone)]
    interval = vDuration(UPDATE_INTERVAL)
    interval.params["VALUE"] = "DURATION"
    properties = {
        "NAME": vText(feed.name),
        "X-WR-CALNAME": vText(feed.name),
        "X-WR-TIMEZONE": vText(feed.zone.key),
        "REFRESH-INTERVAL": interval,
        "X-PUBLISHED-TTL": vDuration(UPDATE_INTERVAL),
    }
    events += map(_day, feed.days)
    return calendar("PUBLISH", events, feed.zone, _ANY_TIME, properties)


def _events(meeting: Meeting, zone: ZoneInfo) -> Sequence[Event]:
    session = meeting.session
    # The time of the request as DTSTAMP would make another file of it each time; SEQUENCE says which version is the newer one.
    return events_of(session, meeting.changes, Host(name=meeting.group), zone, now=session.created_at)


def _day(day: Day) -> Event:
    event = Event()
    event.add("UID", day.uid)
    event.add("DTSTAMP", day.said_at.astimezone(UTC))
    event.add("DTSTART", day.day)
    event.add("DTEND", day.day + timedelta(days=1))
    event.add("SUMMARY", day.title)
    event.add("TRANSP", "TRANSPARENT")
    return event
