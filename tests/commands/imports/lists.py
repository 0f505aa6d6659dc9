"""Lists as other programs write them, for the stories about bringing them in."""

from __future__ import annotations

OPENPROJECT = (
    "ID;Thema;Typ;Status;Zugewiesen an;Anfang;Endtermin;Priorität\r\n"
    "1234;Angebot einholen;Task;Neu;Max Muster;1.12.2026;3.12.2026;hoch\r\n"
    "1235;Konzept fertig;Milestone;Neu;;;15.1.2027;\r\n"
    "1236;Bürger befragen;Task;Geschlossen;;;1.11.2026;\r\n"
    "1237;;Task;Neu;;;1.12.2026;\r\n"
    "1238;Workshop planen;Task;Neu;;;Q3;\r\n"
    "1239;Räume buchen;Task;In Bearbeitung;eva@stadt.example;;4.12.2026;\r\n"
)
TWO = "Aufgabe;Fällig\r\nAngebot einholen;3.12.2026\r\nRäume buchen;4.12.2026\r\n"


def calendar(*entries: str) -> str:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *entries, "END:VCALENDAR", ""))


def event(uid: str, title: str, start: str, *lines: str) -> str:
    return "\r\n".join(
        ("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART;TZID=W. Europe Standard Time:{start}", *lines, "END:VEVENT")
    )


SERIES = event(
    "jf@outlook",
    "Jour fixe",
    "20261201T100000",
    "DTEND;TZID=W. Europe Standard Time:20261201T110000",
    "RRULE:FREQ=WEEKLY;BYDAY=TU",
    "LOCATION:Rathaus Gießen",
    "EXDATE;TZID=W. Europe Standard Time:20261222T100000",
)
MOVED = event(
    "jf@outlook", "Jour fixe", "20261216T140000", "RECURRENCE-ID;TZID=W. Europe Standard Time:20261215T100000", "LOCATION:Rathaus Gießen"
)
