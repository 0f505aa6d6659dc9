"""Rows of tables as people really have them: which columns are understood, which dates, and what is refused with its line."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.imports.batch import Verdict, compare, fingerprints
from bot.domain.imports.contents import MAX_ROWS, Line
from bot.domain.imports.dates import read_clock, read_day
from bot.domain.imports.rows import Finished, Reading, Skipped, Target
from bot.domain.imports.tables import NoTitle, TooMany, read_table

NOW = datetime.combine(date(2026, 11, 23), time(10))
FIRST = datetime.combine(date(2026, 12, 1), time(10))


def table(text: str, target: Target = Target.ACTION) -> Reading:
    """`text` is a table with semicolons."""
    lines = [Line(line=place, cells=tuple(line.split(";"))) for place, line in enumerate(text.strip().splitlines(), start=1)]
    return read_table(lines, target, NOW)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("3.12.2026", date(2026, 12, 3)),
        ("03.12.2026", date(2026, 12, 3)),
        ("3.12.26", date(2026, 12, 3)),
        ("03. 12. 2026", date(2026, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("2026-12-03 00:00:00", date(2026, 12, 3)),
        ("2026-12-03T14:00", date(2026, 12, 3)),
        ("03.12.2026 14:00 Uhr", date(2026, 12, 3)),
        ("Do 03.12.26", date(2026, 12, 3)),
        ("Don 03.12.26 08:00", date(2026, 12, 3)),
        ("Donnerstag, 3. Dezember 2026", date(2026, 12, 3)),
        ("1. März 2027", date(2027, 3, 1)),
        ("1. Mär. 2027", date(2027, 3, 1)),
    ],
)
def test_german_and_iso_days_are_read(said: str, day: date) -> None:
    read = read_day(said)
    assert read is not None and read[0] == day


@pytest.mark.parametrize(
    "said",
    [
        *("03/04/26", "12/03/2026", "Q3", "KW 12", "3.12.", "Dezember", "morgen", "2026-13-01", "31.2.2026", "46359", "2026/12/03"),
        *("Mo 03.12.2026", "3.12.1889", "Dec 3, 2026", "3.12.2026 25:00", "x" * 100, "3.12.2026-5.12.2026"),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(said: str) -> None:
    assert read_day(said) is None


@pytest.mark.parametrize(
    ("said", "at"),
    [("10:00", time(10)), ("10.30 Uhr", time(10, 30)), ("9 Uhr", time(9)), ("14:00:00", time(14)), ("930", None), ("25:00", None)],
)
def test_times_of_day(said: str, at: time | None) -> None:
    assert read_clock(said) == at


@pytest.mark.parametrize(
    "header",
    [
        "ID;Thema;Typ;Status;Zugewiesen an;Anfang;Endtermin",
        "ID;Subject;Type;Status;Assignee;Start date;Finish date",
        "Id;Aufgabe;Art;Zustand;Verantwortlich;Beginn;Fällig am",
        "ID;TITEL;Typ;Bearbeitungsstand;Zuständig;Startdatum;Fälligkeitsdatum",
        "Key;Summary;Type;Status;Assigned to;Start;Due date",
        "Kennung;Betreff;Typ;Status;wer;von;bis",
        "Vorgangsschlüssel;Zusammenfassung;Vorgangstyp;Status;Bearbeiter;Start;Fälligkeitsdatum",
        "ID;Vorgangsname;Art;Status;Zugewiesen zu;Anfang;Fertig stellen",
        "ID;Card title;Type;State;Assigned;Start;Due date",
    ],
)
def test_the_same_list_under_the_names_of_several_programs(header: str) -> None:
    reading = table(f"{header}\n17;Angebot einholen;Task;Neu;Max Muster;1.12.2026;3.12.2026\n18;Konzept;Milestone;Neu;;;15.1.2027")
    first, second = reading.rows
    assert (first.title, first.due, first.target) == ("Angebot einholen", date(2026, 12, 3), Target.ACTION)
    assert first.key.endswith(":17") and first.who.endswith(": Max Muster") and first.user is None
    assert (second.title, second.target) == ("Konzept", Target.MILESTONE)
    assert [column.field for column in reading.columns] == ["id", "title", "type", "status", "who", "", "finish"]


def test_ids_of_openproject_are_kept_as_such() -> None:
    assert [row.key for row in table("ID;Thema;Typ\n1234;Angebot;Task").rows] == ["op:1234"]
    assert [row.key for row in table("ID;Aufgabe\n1234;Angebot").rows] == ["id:1234"]
    assert [row.key for row in table("Nr.;Aufgabe\n1;Angebot").rows] == [""]


def test_lines_above_the_header_are_no_rows() -> None:
    reading = table("Projektplan Stadt\nStand: 1.11.2026\nTitel;Fällig\nAngebot;3.12.2026")
    assert [(row.line, row.title) for row in reading.rows] == [(4, "Angebot")] and reading.total == 1


def test_unknown_columns_are_named_and_fill_nothing() -> None:
    reading = table("Titel;Priorität;Beschreibung;Thema\nAngebot;hoch;lang;Einkauf")
    assert [(column.name, column.field) for column in reading.columns] == [
        ("Titel", "title"),
        ("Priorität", ""),
        ("Beschreibung", ""),
        ("Thema", ""),
    ]
    assert reading.rows[0].title == "Angebot"


@pytest.mark.parametrize(
    ("row", "reason", "said"),
    [
        (";3.12.2026;", "title", ""),
        ("–;3.12.2026;", "title", ""),
        ("Angebot;Q3;", "date", "Q3"),
        ("Angebot;03/04/26;", "date", "03/04/26"),
        ("=HYPERLINK(1);3.12.2026;", "formula", "=HYPERLINK(1)"),
        ("+cmd|' /C calc'!A0;3.12.2026;", "formula", "+cmd|' /C calc'!A0"),
        (f"{'x' * 301};3.12.2026;", "title-long", f"{'x' * 39}…"),
    ],
)
def test_a_row_that_is_unclear_is_named_with_its_line(row: str, reason: str, said: str) -> None:
    reading = table(f"Titel;Fällig;Status\nVorher;;\n{row}\nNachher;;")
    assert [row.title for row in reading.rows] == ["Vorher", "Nachher"]
    assert [(each.line, each.reason, each.said) for each in reading.problems] == [(3, reason, said)]


@pytest.mark.parametrize("said", ["- Angebot einholen", "+ Punkt", "@Max fragen", "-1 Grad"])
def test_signs_before_a_title_make_no_formula(said: str) -> None:
    assert [row.title for row in table(f"Titel\n{said}").rows] == [said]


@pytest.mark.parametrize(
    ("status", "finished"),
    [
        *((said, Finished.DONE) for said in ("erledigt", "Closed", "DONE", "Abgeschlossen", "100 %", "fertig")),
        *((said, Finished.DROPPED) for said in ("Rejected", "abgelehnt", "Entfällt")),
        *((said, Finished.NO) for said in ("Neu", "In Bearbeitung", "New", "on hold", "")),
    ],
)
def test_what_the_status_says(status: str, finished: Finished) -> None:
    assert table(f"Titel;Status\nAngebot;{status}").rows[0].finished is finished


def test_of_a_plan_with_types_only_the_milestones_are_taken_as_milestones() -> None:
    reading = table("Thema;Typ;Endtermin\nAngebot;Task;3.12.2026\nKonzept;Meilenstein;15.1.2027\nTest;Milestone;", Target.MILESTONE)
    assert [row.title for row in reading.rows] == ["Konzept"]
    assert reading.skipped == ((Skipped.OTHER_TYPE, 1),)
    assert [(each.line, each.reason) for each in reading.problems] == [(4, "date-missing")]


@pytest.mark.parametrize(
    ("header", "row", "start", "minutes"),
    [
        ("Titel;Datum;Uhrzeit;Dauer", "JF;1.12.2026;10:00;90 min", FIRST, 90),
        ("Titel;Datum;Uhrzeit", "JF;1.12.2026;10:00 - 11:30", FIRST, 90),
        ("Titel;Beginn;Ende", "JF;1.12.2026 10:00;1.12.2026 11:00", FIRST, 60),
        ("Betreff;Beginnt am;Beginnt um;Endet am;Endet um", "JF;1.12.2026;10:00:00;1.12.2026;12:00:00", FIRST, 120),
        ("Subject;Start Date;Start Time;End Date;End Time", "JF;2026-12-01;10:00;2026-12-01;10:45", FIRST, 45),
        ("Termin;Thema;Dauer", "1.12.2026 9:30 Uhr;JF;1,5 h", FIRST - timedelta(minutes=30), 90),
        ("Titel;Datum", "JF;1.12.2026 10:00", FIRST, None),
    ],
)
def test_sessions_as_tables_write_them(header: str, row: str, start: datetime, minutes: int | None) -> None:
    read = table(f"{header}\n{row}", Target.MEETING).rows[0]
    assert (read.title, read.start, read.minutes) == ("JF", start, minutes)


def test_a_session_needs_a_day_and_a_time_and_is_not_over() -> None:
    reading = table("Titel;Datum;Uhrzeit\nA;1.12.2026;\nB;;10:00\nC;1.11.2026;10:00\nD;1.12.2026;früh", Target.MEETING)
    assert [(each.line, each.reason) for each in reading.problems] == [(2, "time-missing"), (3, "date-missing"), (5, "time")]
    assert reading.skipped == ((Skipped.PAST, 1),)


def test_the_same_id_twice_is_asked_about() -> None:
    reading = table("ID;Titel\n1;Angebot\n1;Anderes")
    assert [(each.line, each.reason) for each in reading.problems] == [(3, "twice")]


def test_a_table_without_titles_or_with_too_many_lines_is_refused_whole() -> None:
    with pytest.raises(NoTitle) as missing:
        table("Foo;Bar\n1;2")
    assert missing.value.columns == ["Foo", "Bar"]
    with pytest.raises(TooMany) as many:
        table("Titel\n" + "x\n" * (MAX_ROWS + 1))
    assert many.value.count == MAX_ROWS + 1
    assert len(table("Titel\n" + "x\n" * MAX_ROWS).rows) == MAX_ROWS


@pytest.mark.parametrize(
    ("file", "now", "verdict"),
    [
        ("alt", "alt", Verdict.THERE),
        ("neu", "alt", Verdict.UPDATE),
        ("alt", "im Chat", Verdict.THERE),
        ("neu", "im Chat", Verdict.KEPT),
        ("neu", "neu", Verdict.THERE),
    ],
)
def test_only_what_the_file_has_changed_counts(file: str, now: str, verdict: Verdict) -> None:
    assert compare({"title": file}, fingerprints({"title": "alt"}), {"title": now}).verdict is verdict


@pytest.mark.parametrize(
    "names", ["Maßnahme;Wer;Bis wann?;Erledigt", "Arbeitspaket;Zuständig;Zu erledigen bis;Abgeschlossen?", "Was;Wer;Bis wann;Done"]
)
def test_lists_as_offices_keep_them(names: str) -> None:
    reading = table(f"{names}\nAngebot einholen;Max;3.12.2026;nein\nKonzept;Eva;4.12.2026;x")
    first, second = reading.rows
    assert (first.title, first.due, first.finished) == ("Angebot einholen", date(2026, 12, 3), Finished.NO)
    assert first.who.endswith(": Max") and second.finished is Finished.DONE


@pytest.mark.parametrize("said", ["x", "ja", "Yes", "✓", "✔️", "☑", "✅ fertig", "WAHR", "TRUE", "100 %", "3.11.2026", "2026-11-03"])
def test_what_says_that_it_is_done(said: str) -> None:
    assert table(f"Aufgabe;Erledigt\nAngebot;{said}").rows[0].finished is Finished.DONE


@pytest.mark.parametrize("said", ["", "nein", "-", "50 %", "offen", "FALSCH", "in Arbeit", "☐", "KW 50"])
def test_what_does_not(said: str) -> None:
    assert table(f"Aufgabe;Erledigt\nAngebot;{said}").rows[0].finished is Finished.NO


def test_where_no_title_is_named_the_names_that_were_read_are_told() -> None:
    with pytest.raises(NoTitle) as missing:
        table("Liste des Projekts\n\nNr.;Vorhaben;Zuständig;Frist\n1;Angebot;Max;3.12.2026")
    assert missing.value.columns == ["Nr.", "Vorhaben", "Zuständig", "Frist"]
