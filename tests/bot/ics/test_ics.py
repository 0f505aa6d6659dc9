"""The calendar files hold what calendars need, survive a strict parser, and show the right local time before and after a change of
the clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from icalendar import Calendar

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.meetings import DateChange, Session
from bot.ics import Host, cancelled, published, uid
from bot.ics.timezones import timezone_of

local = datetime.fromisoformat
"""A wall-clock time, naive."""
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOST = Host(name="Dateninventur", address="termine@stadt.example")
S3 = Number("S", 3)
WEEKLY = Session(
    number=S3,
    team=TeamId(1),
    title="Jour fixe",
    rule="FREQ=WEEKLY;BYDAY=TU",
    start=local("2026-11-24 10:00"),
    place="Rathaus",
    created_by=UserId("@anna:stadt.example"),
    created_at=NOW,
    room=RoomId("!room"),
    source=EventId("$plan"),
)
SINGLE = replace(WEEKLY, rule="")


def parsed(data: bytes) -> Calendar:
    """Strictly: lines of at most 75 bytes that end in CRLF, UTF-8, one calendar without anything that had to be guessed."""
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    calendar = Calendar.from_ical(data.decode())
    assert not calendar.errors and not any(part.errors for part in calendar.walk())
    assert (str(calendar["VERSION"]), bool(calendar["PRODID"])) == ("2.0", True)
    return calendar


def events(data: bytes) -> Sequence[Any]:
    return parsed(data).walk("VEVENT")


def plan(session: Session, *changes: DateChange) -> bytes:
    return published(session, changes, HOST, BERLIN, now=NOW)


def test_a_plan_has_what_a_calendar_needs() -> None:
    data = plan(WEEKLY)
    (event,) = events(data)
    assert parsed(data)["METHOD"] == "PUBLISH"
    assert event["UID"] == uid(WEEKLY)
    assert event["SEQUENCE"] == 0
    assert event.decoded("DTSTAMP") == NOW
    assert event["SUMMARY"] == "Dateninventur: Jour fixe" and event["LOCATION"] == "Rathaus"
    assert event.decoded("DTEND") == datetime(2026, 11, 24, 11, 0, tzinfo=BERLIN) and "DURATION" not in event
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    assert event["STATUS"] == "CONFIRMED"
    assert str(event["ORGANIZER"]) == "mailto:termine@stadt.example" and event["ORGANIZER"].params["CN"] == "Dateninventur"
    assert b"DTSTART;TZID=Europe/Berlin:20261124T100000\r\n" in data


def test_the_uid_stays_and_is_that_of_no_other_session() -> None:
    assert uid(WEEKLY) == uid(replace(WEEKLY, title="Anders", sequence=7))
    assert len({uid(WEEKLY), uid(replace(WEEKLY, source=EventId("$other"))), uid(replace(WEEKLY, number=Number("S", 4)))}) == 3


def test_the_sequence_is_that_of_the_session_in_every_part() -> None:
    moved = DateChange(session=S3, planned=local("2026-12-01 10:00"), moved_to=local("2026-12-02 11:00"))
    assert [event["SEQUENCE"] for event in events(plan(replace(WEEKLY, sequence=4), moved))] == [4, 4]


def test_a_moved_date_stands_beside_the_series_under_its_old_name() -> None:
    moved = DateChange(
        session=S3, planned=local("2026-12-01 10:00"), moved_to=local("2026-12-02 11:00"), length=timedelta(minutes=90), place="Aula"
    )
    master, date_ = events(plan(WEEKLY, moved))
    assert "RECURRENCE-ID" not in master and "EXDATE" not in master
    assert date_["UID"] == master["UID"]
    assert date_.decoded("RECURRENCE-ID") == datetime(2026, 12, 1, 10, 0, tzinfo=BERLIN)
    assert date_["RECURRENCE-ID"].params["TZID"] == "Europe/Berlin"
    assert date_.decoded("DTSTART") == datetime(2026, 12, 2, 11, 0, tzinfo=BERLIN)
    assert (date_.decoded("DTEND"), date_["LOCATION"]) == (datetime(2026, 12, 2, 12, 30, tzinfo=BERLIN), "Aula")


def test_a_cancelled_date_is_left_out_of_the_series_from_then_on() -> None:
    off = DateChange(session=S3, planned=local("2026-12-01 10:00"), cancelled=True)
    data = plan(WEEKLY, off)
    (master,) = events(data)
    assert b"EXDATE;TZID=Europe/Berlin:20261201T100000\r\n" in data
    assert [each.dt for each in master["EXDATE"].dts] == [datetime(2026, 12, 1, 10, 0, tzinfo=BERLIN)]


@pytest.mark.parametrize("session", [WEEKLY, SINGLE])
def test_cancelling_the_whole_names_no_date(session: Session) -> None:
    data = cancelled(session, (), HOST, BERLIN, now=NOW)
    (event,) = events(data)
    assert parsed(data)["METHOD"] == "CANCEL" and event["STATUS"] == "CANCELLED"
    assert "RECURRENCE-ID" not in event


def test_a_single_session_that_was_moved_is_one_event_at_its_new_time() -> None:
    moved = DateChange(session=S3, planned=SINGLE.start, moved_to=local("2026-11-26 09:00"))
    (event,) = events(plan(SINGLE, moved))
    assert event.decoded("DTSTART") == datetime(2026, 11, 26, 9, 0, tzinfo=BERLIN)
    assert "RECURRENCE-ID" not in event and "RRULE" not in event


def test_a_single_session_that_had_moved_is_cancelled_where_it_last_stood() -> None:
    moved = DateChange(session=S3, planned=SINGLE.start, moved_to=local("2026-11-26 09:00"), place="Aula")
    data = cancelled(replace(SINGLE, sequence=2), [moved], HOST, BERLIN, now=NOW)
    (event,) = events(data)
    assert parsed(data)["METHOD"] == "CANCEL"
    assert event.decoded("DTSTART") == datetime(2026, 11, 26, 9, 0, tzinfo=BERLIN) and event["LOCATION"] == "Aula"


def test_without_an_address_nobody_is_named_as_the_organizer() -> None:
    data = published(WEEKLY, (), Host(name="Dateninventur"), BERLIN, now=NOW)
    (event,) = events(data)
    assert "ORGANIZER" not in event and parsed(data)["METHOD"] == "PUBLISH"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ('Wärme "Süd"; Nord', "Wärme Süd Nord"),
        ("Gießen, Marburg: Daten", "Gießen Marburg Daten"),
        ("A^B\nC", "A B C"),
        ("Zeile\r\nATTENDEE", "Zeile ATTENDEE"),
    ],
)
def test_a_name_is_a_parameter_that_every_reader_takes(name: str, shown: str) -> None:
    data = published(WEEKLY, (), Host(name=name, address="termine@stadt.example"), BERLIN, now=NOW)
    (event,) = events(data)
    assert event["ORGANIZER"].params["CN"] == shown
    (line,) = (line for line in data.split(b"\r\n") if line.startswith(b"ORGANIZER"))
    assert b"^" not in line and b"'" not in line


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-10-25 01:30", 60, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # 02:30, the first time
        ("2026-10-25 01:30", 120, datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),  # 02:30, the second time
        ("2027-03-28 01:30", 60, datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # 03:30
    ],
)
def test_what_lasts_over_the_change_of_the_clocks_ends_when_it_ends(start: str, minutes: int, end: datetime) -> None:
    (event,) = events(plan(replace(SINGLE, start=local(start), length=timedelta(minutes=minutes))))
    assert event.decoded("DTEND").astimezone(UTC) == end


def test_the_end_of_a_series_is_in_utc_and_takes_its_last_day_in() -> None:
    (event,) = events(plan(replace(WEEKLY, until=date(2026, 12, 15))))
    assert event["RRULE"]["UNTIL"] == [datetime(2026, 12, 15, 22, 59, 59, tzinfo=UTC)]


@pytest.mark.parametrize(
    "title",
    [
        "Komma, Strichpunkt; Rückstrich \\ und\nZeile",
        "END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:eingeschmuggelt",
        "Überlänge mit Umlauten äöüß " * 10 + "🗓️",
    ],
)
def test_what_people_write_arrives_as_it_is_and_breaks_nothing(title: str) -> None:
    (event,) = events(plan(replace(WEEKLY, title=title, place=title)))
    wanted = title.replace("\r\n", "\n")
    assert str(event["SUMMARY"]) == f"Dateninventur: {wanted}" and str(event["LOCATION"]) == wanted


def test_a_series_stays_at_ten_when_the_clocks_change(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Read by another library, which takes the zone from the file alone."""
    autumn = replace(WEEKLY, start=local("2026-10-20 10:00"))
    data = plan(autumn)
    path = tmp_path_factory.mktemp("calendar") / "S3.ics"
    path.write_bytes(data)
    zone = tzical(str(path)).get("Europe/Berlin")
    (event,) = events(data)
    rule = event["RRULE"].to_ical().decode()
    dates = rrulestr(rule, dtstart=local("2026-10-20 10:00")).between(local("2026-10-01 00:00"), local("2027-04-30 00:00"), inc=True)
    utc_hours = {moment.date(): moment.replace(tzinfo=zone).astimezone(UTC).hour for moment in dates}
    assert utc_hours[date(2026, 10, 20)] == 8 and utc_hours[date(2026, 10, 27)] == 9
    assert utc_hours[date(2027, 3, 23)] == 9 and utc_hours[date(2027, 3, 30)] == 8


@pytest.mark.parametrize(
    "name", ["Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]
)
def test_a_zone_in_a_file_shows_what_the_zone_shows(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    calendar = Calendar()
    calendar.add_component(timezone_of(ZoneInfo(name), local("2026-11-23 00:00")))
    path = tmp_path_factory.mktemp("zone") / "zone.ics"
    path.write_bytes(calendar.to_ical())
    zone = tzical(str(path)).get(name)
    for day in range(0, 3 * 365):
        moment = local("2026-11-23 12:00") + timedelta(days=day)
        assert moment.replace(tzinfo=zone).utcoffset() == moment.replace(tzinfo=ZoneInfo(name)).utcoffset(), moment
