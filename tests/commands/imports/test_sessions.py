"""Bringing sessions from a calendar or a table: series with their changed dates, and nothing that goes out."""

from __future__ import annotations

import pytest

from bot.domain.record_types import SESSIONS
from tests.commands.imports.lists import MOVED, SERIES, calendar, event
from tests.world import Room, World


async def planned(world: World) -> int:
    async with world.store.reading() as tx:
        return len(await tx.records(SESSIONS).listed())


async def test_a_series_comes_with_its_changed_dates(team: Room, world: World) -> None:
    await team.says("!treffen import", reply_to=team.posts("kalender.ics", calendar(SERIES, MOVED)))
    assert "kalender.ics: 1 Eintrag: 1 neu" in team.sees() and "Jour fixe, jeden Dienstag um 10:00 Uhr" in team.sees()
    assert "Eine Reihe ohne Ende nehme ich für ein Jahr" in team.sees()
    await team.taps("✅", on="kalender.ics")
    assert "1 Treffen: S1" in team.sees() and not team.files(), "no calendar file goes out"
    await team.says("!treffen")
    assert "Di 1.12. 10:00 Uhr" in team.sees() and "Mi 16.12. 14:00 Uhr" in team.sees()
    await team.says("!treffen S1")
    assert "Rathaus Gießen" in team.sees()


async def test_the_same_calendar_again_changes_nothing_and_a_newer_one_only_what_it_changes(team: Room) -> None:
    await team.says("!treffen import", reply_to=team.posts("eins.ics", calendar(SERIES, MOVED)))
    await team.taps("✅", on="eins.ics")
    await team.says("!treffen import", reply_to=team.posts("eins.ics", calendar(SERIES, MOVED)))
    assert "Es gibt nichts zu übernehmen" in team.sees()
    await team.says("!treffen ändere S1 | ort: Rathaus Marburg")
    newer = calendar(SERIES.replace("SUMMARY:Jour fixe", "SUMMARY:Jour fixe Daten").replace("20261222", "20261229"), MOVED)
    await team.says("!treffen import", reply_to=team.posts("zwei.ics", newer))
    assert "1 geändert (S1)" in team.sees()
    await team.taps("✅", on="zwei.ics")
    await team.says("!treffen S1")
    assert "Jour fixe Daten" in team.sees() and "Rathaus Marburg" in team.sees()
    await team.taps("↩", on="Übernommen aus zwei.ics")
    await team.says("!treffen S1")
    assert "Jour fixe Daten" not in team.sees().partition("Verlauf")[0] and "Rathaus Marburg" in team.sees()


async def test_what_was_planned_by_hand_is_there_already(team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says("!treffen import", reply_to=team.posts("kalender.ics", calendar(SERIES)))
    assert "0 neu, 1 schon da" in team.sees()


async def test_a_batch_of_sessions_is_taken_back_but_for_one_with_a_topic(team: Room, world: World) -> None:
    other = event("b", "Workshop", "20261203T090000")
    await team.says("!treffen import", reply_to=team.posts("kalender.ics", calendar(SERIES, other)))
    await team.taps("✅", on="kalender.ics")
    await team.says("!agenda Hosting | treffen: S2")
    await team.taps("↩", on="Übernommen aus kalender.ics")
    assert "1 entfernt" in team.sees() and "weitergearbeitet wurde: S2" in team.sees()
    assert await planned(world) == 1


async def test_what_a_calendar_holds_beside_sessions_is_named(team: Room) -> None:
    entries = (
        event("a", "", "20261203T090000"),
        event("b", "Abgesagt", "20261203T090000", "STATUS:CANCELLED"),
        event("c", "Alt", "20200101T090000"),
        "BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Ferien\r\nDTSTART;VALUE=DATE:20261224\r\nEND:VEVENT",
        event("e", "Schräg", "20261203T090000", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        event("f", "Sekündlich", "20261203T090000", "RRULE:FREQ=SECONDLY"),
        "BEGIN:VTODO\r\nUID:g\r\nSUMMARY:Angebot\r\nEND:VTODO",
    )
    await team.says("!treffen import", reply_to=team.posts("kalender.ics", calendar(*entries)))
    seen = team.sees()
    assert "7 Einträge: 0 neu, 3 unklar" in seen and "Es gibt nichts zu übernehmen" in seen
    assert "»Ferien« ist ganztägig" in seen and "»Schräg« wiederholt sich" in seen and "»Sekündlich« wiederholt sich" in seen
    for left in ("1 ohne Titel (verschlüsselt)", "1 abgesagt oder verworfen", "1 vorbei", "1 als Aufgabe"):
        assert left in seen


async def test_a_session_that_the_calendar_has_cancelled_since_is_cancelled_by_people(team: Room) -> None:
    one = event("a", "Workshop", "20261203T090000")
    await team.says("!treffen import", reply_to=team.posts("eins.ics", calendar(one)))
    await team.taps("✅", on="eins.ics")
    gone = event("a", "Workshop", "20261203T090000", "STATUS:CANCELLED")
    await team.says("!treffen import", reply_to=team.posts("zwei.ics", calendar(gone)))
    assert "ist dort abgesagt, hier: !treffen absagen S1" in team.sees()


async def test_sessions_from_a_table(team: Room, world: World) -> None:
    table = (
        "Betreff;Beginnt am;Beginnt um;Endet am;Endet um;Ort\nKick-off;1.12.2026;10:00;1.12.2026;12:00;Gießen\nOhne Zeit;2.12.2026;;;;\n"
    )
    await team.says("!treffen import", reply_to=team.posts("termine.csv", table))
    assert "2 Zeilen: 1 neu, 1 unklar" in team.sees() and "Zeile 3: keine Uhrzeit" in team.sees()
    await team.taps("✅", on="termine.csv")
    await team.says("!treffen S1")
    assert "Kick-off" in team.sees() and "Gießen" in team.sees()


async def test_what_is_unclear_about_an_appointment_is_said_with_its_title(team: Room) -> None:
    entries = (
        event("a", "Messe", "20261203T090000", "DTEND;TZID=W. Europe Standard Time:20261205T170000"),
        event("b", "Lang " * 80, "20261203T090000"),
        event("c", "Sondertermine", "20261203T090000", "RDATE;TZID=W. Europe Standard Time:20261210T090000"),
    )
    await team.says("!treffen import", reply_to=team.posts("kalender.ics", calendar(*entries)))
    seen = team.sees()
    assert "Eintrag 1: »Messe« dauert länger als einen Tag" in seen and "Eintrag 2: Titel zu lang: »Lang Lang" in seen
    assert "Eintrag 3: »Sondertermine« wiederholt sich auf eine Art" in seen


@pytest.mark.parametrize(("said", "what"), [("!aufgabe import", "Angebot, bis Do 3.12."), ("!meilenstein import", "Ferien, bis Do 24.12.")])
async def test_tasks_and_whole_days_of_a_calendar(team: Room, said: str, what: str) -> None:
    entries = (
        "BEGIN:VTODO\r\nUID:g\r\nSUMMARY:Angebot\r\nDUE;VALUE=DATE:20261203\r\nEND:VTODO",
        "BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Ferien\r\nDTSTART;VALUE=DATE:20261224\r\nEND:VEVENT",
        event("e", "Treffen", "20261203T090000"),
    )
    await team.says(said, reply_to=team.posts("kalender.ics", calendar(*entries)))
    assert what in team.sees() and "Treffen, " not in team.sees()
