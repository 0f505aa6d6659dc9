"""Reading a file in a child process: whatever it is encoded in and separated by; and files that are no lists, or are made to do harm."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from bot.domain.imports.contents import MAX_BYTES, Contents, Why
from bot.lists import NotRead, Setting
from bot.lists.child import read

SETTING = Setting(zone="Europe/Berlin", now="2026-11-23T10:00:00")
TEXT = "Titel;Fällig\r\nBüro „Süd“;3.12.2026\r\n"


def bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("liste.csv", b"a;" * 5_000_000)
    return packed.getvalue()


def calendar(*entries: str) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *(line for entry in entries for line in entry.strip().splitlines()), "END:VCALENDAR", ""]
    return "\r\n".join(line.strip() for line in lines).encode()


def event(*lines: str) -> str:
    return "\n".join(("BEGIN:VEVENT", "UID:1", "SUMMARY:Jour fixe", *lines, "END:VEVENT"))


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace(";", "\t").encode("utf-16"),
        TEXT.replace(";", ",").encode(),
        ("sep=,\r\n" + TEXT.replace(";", ",")).encode(),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace("\r\n", "\n").rstrip().encode(),
        TEXT.replace("\r\n", ";;;\r\n").encode(),
        ("\r\n" + TEXT).encode()[2:],
    ],
)
async def test_a_table_is_read_whatever_it_is_encoded_in(data: bytes) -> None:
    contents = await read(data, SETTING)
    assert [line.cells for line in contents.lines] == [("Titel", "Fällig"), ("Büro „Süd“", "3.12.2026")]


async def test_what_nobody_sees_is_not_read() -> None:
    said = "Ti\u00adtel;Fa\u0308llig\r\n\u202eAn\u200bgebot\u202c \u2066einholen\u2069 👩\u200d💻;3.12.2026\u200e\r\n"
    contents = await read(said.encode("utf-8-sig"), SETTING)
    assert [line.cells for line in contents.lines] == [("Titel", "Fällig"), ("Angebot einholen 👩\u200d💻", "3.12.2026")]


async def test_line_breaks_and_separators_in_quotes_belong_to_their_cell() -> None:
    contents = await read(b'Subject,Due date\r\n"A, ""b""\r\nzwei",2026-12-03\r\n\r\nC,2026-12-04\r\n', SETTING)
    assert [(line.line, line.cells[0]) for line in contents.lines] == [(1, "Subject"), (2, 'A, "b"\r\nzwei'), (4, "C")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Why.EMPTY),
        (b" \r\n;;;\r\n", Why.EMPTY),
        (b"PK\x03\x04" + b"x" * 100, Why.PACKED),
        (bomb(), Why.PACKED),
        (b"\xd0\xcf\x11\xe0" + b"x" * 100, Why.PACKED),
        (b"\x1f\x8b\x08", Why.PACKED),
        (b"<?xml version='1.0'?><a/>", Why.MARKUP),
        (b"\xef\xbb\xbf <!DOCTYPE html>", Why.MARKUP),
        (b"Titel;x\nfoo\x00bar;1\n", Why.BINARY),
        (b"%PDF-1.7", Why.BINARY),
        (bytes(range(256)) * 50, Why.BINARY),
        (b"\xff\xfe\x00", Why.BINARY),
        (b'Titel\n"offen;1\nx\n', Why.QUOTES),
        (b"," * 1_000_000, Why.TOO_LONG),
        (b"a," * 1_000_000, Why.TOO_WIDE),
        (b"Titel\n" + b"x" * 30_000, Why.TOO_LONG),
        (b"Titel\n" + b"x\n" * 600, Why.TOO_MANY),
        (b"x" * (MAX_BYTES + 1), Why.TOO_LARGE),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nfoo", Why.BROKEN),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 10_000 + b"END:VCALENDAR", Why.EMPTY),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", Why.EMPTY),
    ],
)
async def test_what_is_no_list_ends_in_one_reason(data: bytes, why: Why) -> None:
    with pytest.raises(NotRead) as refused:
        await read(data, SETTING)
    assert refused.value.why is why


async def test_a_reader_that_takes_too_long_is_ended() -> None:
    with pytest.raises(NotRead) as refused:
        await read(TEXT.encode(), SETTING, timeout_s=0.001)
    assert refused.value.why is Why.BROKEN


async def test_a_reader_that_takes_too_much_is_ended() -> None:
    with pytest.raises(NotRead) as refused:
        await read(TEXT.encode() * 20_000, SETTING, max_memory_bytes=20 * 1024 * 1024)
    assert refused.value.why is Why.BROKEN


@pytest.mark.parametrize(
    ("when", "start"),
    [
        ("DTSTART:20261201T100000", "2026-12-01T10:00:00"),
        ("DTSTART:20261201T090000Z", "2026-12-01T10:00:00"),
        ("DTSTART:20270701T080000Z", "2027-07-01T10:00:00"),
        ("DTSTART;TZID=Europe/Berlin:20261201T100000", "2026-12-01T10:00:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20261201T100000", "2026-12-01T10:00:00"),
        ("DTSTART;TZID=GMT Standard Time:20261201T090000", "2026-12-01T10:00:00"),
    ],
)
async def test_times_come_out_on_the_clock_of_the_project(when: str, start: str) -> None:
    contents = await read(calendar(event(when)), SETTING)
    assert contents.entries[0].start == start and not contents.entries[0].problem


async def test_a_time_zone_that_nobody_explains_is_no_time() -> None:
    contents = await read(calendar(event("DTSTART;TZID=Mars/Olympus:20261201T100000")), SETTING)
    assert contents.entries[0].problem == "zone"


async def test_a_series_with_its_changed_dates() -> None:
    series = event(
        "DTSTART;TZID=Europe/Berlin:20261201T100000",
        "DTEND;TZID=Europe/Berlin:20261201T113000",
        "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20270131T225959Z",
        "EXDATE;TZID=Europe/Berlin:20261229T100000",
    )
    moved = event("RECURRENCE-ID;TZID=Europe/Berlin:20261215T100000", "DTSTART;TZID=Europe/Berlin:20261216T140000")
    off = event("RECURRENCE-ID;TZID=Europe/Berlin:20261222T100000", "DTSTART;TZID=Europe/Berlin:20261222T100000", "STATUS:CANCELLED")
    (entry,) = (await read(calendar(series, moved, off), SETTING)).entries
    assert (entry.rule, entry.until, entry.minutes, entry.is_endless) == ("FREQ=WEEKLY;BYDAY=TU", "2027-01-31", 90, False)
    assert [(each.planned, each.cancelled, each.start) for each in entry.changes] == [
        ("2026-12-15T10:00:00", False, "2026-12-16T14:00:00"),
        ("2026-12-22T10:00:00", True, "2026-12-22T10:00:00"),
        ("2026-12-29T10:00:00", True, ""),
    ]


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY", "FREQ=DAILY;COUNT=1000000000", "FREQ=YEARLY;UNTIL=99991231T000000Z"])
async def test_a_series_without_an_end_is_cut(rule: str) -> None:
    (entry,) = (await read(calendar(event("DTSTART:20261201T100000", f"RRULE:{rule}")), SETTING)).entries
    assert entry.is_endless and entry.until == "2027-11-24"


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=DAILY;BYDAY=XX", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]
)
async def test_a_rule_that_nobody_can_keep_is_no_series(rule: str) -> None:
    found: list[Contents] = []
    try:
        found.append(await read(calendar(event("DTSTART:20261201T100000", f"RRULE:{rule}")), SETTING))
    except NotRead as refused:
        assert refused.why is Why.BROKEN
    assert all(not entry.until for contents in found for entry in contents.entries)


async def test_what_is_over_does_not_count_for_the_limit() -> None:
    old = [f"BEGIN:VEVENT\nUID:{place}\nSUMMARY:Alt\nDTSTART:20200101T100000\nEND:VEVENT" for place in range(700)]
    contents = await read(calendar(*old, event("DTSTART:20261201T100000")), SETTING)
    assert sum(entry.is_over for entry in contents.entries) == 700
    coming = [entry.replace("2020", "2027") for entry in old]
    with pytest.raises(NotRead) as refused:
        await read(calendar(*coming), SETTING)
    assert (refused.value.why, refused.value.count) == (Why.TOO_MANY, 700)


async def test_tasks_of_a_calendar() -> None:
    task = "BEGIN:VTODO\nUID:t\nSUMMARY:Angebot\nDUE;VALUE=DATE:20261203\nSTATUS:COMPLETED\nATTENDEE;CN=Max:mailto:max@x.example\nEND:VTODO"
    (entry,) = (await read(calendar(task), SETTING)).entries
    assert (entry.is_task, entry.title, entry.start, entry.status) == (True, "Angebot", "2026-12-03T00:00:00", "COMPLETED")
    assert entry.people == ("Max (max@x.example)",)


@pytest.mark.parametrize("rule", [(), ("RRULE:FREQ=WEEKLY",)])
async def test_dates_beside_the_rule_are_not_left_out_in_silence(rule: tuple[str, ...]) -> None:
    start = "DTSTART;TZID=Europe/Berlin:20261201T080000"
    contents = await read(calendar(event(start, *rule, "RDATE;TZID=Europe/Berlin:20261208T080000,20261215T080000")), SETTING)
    assert contents.entries[0].rule == "RDATE" and not contents.entries[0].until


async def test_entries_are_counted_without_the_changed_dates_of_a_series() -> None:
    series = event("DTSTART:20261201T080000", "RRULE:FREQ=WEEKLY")
    moved = event("RECURRENCE-ID:20261208T080000", "DTSTART:20261209T080000")
    contents = await read(calendar(series, moved, event("DTSTART:20261201T090000").replace("UID:1", "UID:2")), SETTING)
    assert [entry.line for entry in contents.entries] == [1, 2]
