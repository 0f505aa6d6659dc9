"""The calendar to subscribe to shows in programs that we did not write what the group has planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.meetings import DateChange, Session, occurrences
from bot.ics import Host, published, uid
from bot.ics.feed import Day, Feed, Meeting, written
from tests.bot.ics.readers import days, shown

local = datetime.fromisoformat
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
UNTIL = datetime(2027, 4, 30, tzinfo=UTC)
S3 = Number("S", 3)
WEEKLY = Session(
    number=S3,
    team=TeamId(1),
    title="Jour fixe",
    rule="FREQ=WEEKLY;BYDAY=TU",
    start=local("2026-10-06 10:00"),
    place="Rathaus",
    created_by=UserId("@anna:stadt.example"),
    created_at=NOW,
    room=RoomId("!room"),
    source=EventId("$plan"),
)
SINGLE = replace(WEEKLY, number=Number("S", 4), rule="", start=local("2026-10-25 01:30"), length=timedelta(hours=2))
MOVED = DateChange(session=S3, planned=local("2026-10-27 10:00"), moved_to=local("2026-10-28 14:30"), length=timedelta(minutes=90))
CANCELLED = DateChange(session=S3, planned=local("2026-11-03 10:00"), cancelled=True, reason="Ferien")
EARLIER = DateChange(session=S3, planned=local("2026-10-06 10:00"), moved_to=local("2026-10-05 09:00"))


def feed(*meetings: tuple[Session, Sequence[DateChange]], name: str = "Dateninventur") -> Feed:
    return Feed(name, BERLIN, tuple(Meeting("Dateninventur", session, tuple(changes)) for session, changes in meetings))


@pytest.mark.parametrize(
    ("session", "changes"),
    [
        (WEEKLY, []),
        (WEEKLY, [MOVED]),
        (WEEKLY, [CANCELLED]),
        (WEEKLY, [EARLIER, MOVED, CANCELLED]),
        (replace(WEEKLY, until=date(2026, 11, 10)), [MOVED]),
        (replace(WEEKLY, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", start=local("2026-10-08 09:00")), []),
        (replace(WEEKLY, rule="FREQ=MONTHLY;BYDAY=-1FR", start=local("2026-10-30 08:00")), []),
        (SINGLE, []),
        (SINGLE, [DateChange(session=SINGLE.number, planned=SINGLE.start, moved_to=local("2027-03-28 01:30"))]),
    ],
)
def test_a_reader_of_another_make_shows_what_is_planned(session: Session, changes: list[DateChange]) -> None:
    planned = occurrences(session, changes, BERLIN, after=NOW, before=UNTIL)
    wanted = sorted((each.start, each.end, f"Dateninventur: {each.title}") for each in planned if not each.cancelled)
    assert shown(written(feed((session, changes))), until=UNTIL) == wanted and wanted


def test_it_has_what_programs_ask_for() -> None:
    data = written(feed((WEEKLY, [MOVED]), name="Wärme; Süd, Nord"))
    calendar = Calendar.from_ical(data.decode())
    assert not any(part.errors for part in calendar.walk())
    name = "NAME:Wärme\\; Süd\\, Nord\r\n".encode()
    assert b"\r\n" + name in data and b"X-WR-CAL" + name in data
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in data and b"X-PUBLISHED-TTL:PT1H\r\n" in data
    assert calendar["METHOD"] == "PUBLISH" and all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_its_events_are_those_of_the_posted_files() -> None:
    session = replace(WEEKLY, sequence=4)
    posted = Calendar.from_ical(published(session, [MOVED], Host(name="Dateninventur"), BERLIN, now=NOW).decode())
    subscribed = Calendar.from_ical(written(feed((session, [MOVED]))).decode())
    same = ("UID", "SEQUENCE", "RECURRENCE-ID", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "RRULE")
    parts = [[[str(event.get(name)) for name in same] for event in each.walk("VEVENT")] for each in (posted, subscribed)]
    assert parts[0] == parts[1] and parts[0][0][0] == uid(session) and parts[0][0][1] == "4"


def test_a_milestone_is_a_day_that_takes_nobodys_time() -> None:
    data = written(Feed("Dateninventur", BERLIN, days=(Day("m4", "Dateninventur: M4 Katalog", date(2027, 3, 28), NOW),)))
    assert days(data) == [(date(2027, 3, 28), "Dateninventur: M4 Katalog")]
    (event,) = Calendar.from_ical(data.decode()).walk("VEVENT")
    assert event["TRANSP"] == "TRANSPARENT" and event.decoded("DTEND") == date(2027, 3, 29)


def test_a_calendar_without_dates_is_one_that_readers_take() -> None:
    data = written(Feed("Dateninventur", BERLIN))
    assert shown(data, until=UNTIL) == [] and Calendar.from_ical(data.decode())["NAME"] == "Dateninventur"


def test_it_is_the_same_bytes_until_something_changes() -> None:
    assert written(feed((WEEKLY, [MOVED]))) == written(feed((WEEKLY, [MOVED])))
    assert feed((WEEKLY, [MOVED])) != feed((WEEKLY, [CANCELLED]))


def test_nobody_is_named_in_it() -> None:
    assert b"ORGANIZER" not in written(feed((WEEKLY, []))) and b"anna" not in written(feed((WEEKLY, [])))
