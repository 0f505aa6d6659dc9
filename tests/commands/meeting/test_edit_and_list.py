"""Title, length and place of a session, and where its dates can be seen."""

from __future__ import annotations

import pytest

from tests.commands.meeting.calendars import latest
from tests.world import Room, World

SERIES = "!treffen Jour fixe | wann: jeden Dienstag 10:00"


async def test_title_length_and_place_change_for_the_whole_series(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen ändere S1 | titel: Runde | dauer: 90 min | ort: Rathaus")
    assert "S1 ist geändert: Runde" in team.sees() and "90 Minuten" in team.sees() and "Rathaus" in team.sees()
    assert "S1 Runde" in team.message("📅 S1").body
    (event,) = latest(team)
    assert (event["SEQUENCE"], event["SUMMARY"], event["LOCATION"]) == (1, "Dateninventur: Runde", "Rathaus")


async def test_with_a_date_only_that_date_changes(team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00 | ort: Online")
    await team.says("!treffen ändere S1 | am: 1.12. | ort: Rathaus | dauer: 2h")
    assert "S1 ist für Dienstag, 1.12.2026, 10:00 Uhr geändert" in team.sees() and "Rathaus" in team.sees()
    master, date = latest(team)
    assert (master["LOCATION"], date["LOCATION"]) == ("Online", "Rathaus")
    await team.says("!treffen")
    assert team.sees().count("Online") == 3 and team.sees().count("Rathaus") == 1
    await team.says("!treffen ändere S1 | am: 1.12. | ort: Online | dauer: 60")
    assert len(latest(team)) == 1, "what is as in the series is no change"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("!treffen ändere S1", "Was soll sich an S1 ändern?"),
        ("!treffen ändere S1 | titel: Jour fixe", "steht schon genau so da"),
        ("!treffen ändere S1 | am: 1.12. | bis: 31.12.", "nur Titel, Dauer und Ort"),
        ("!treffen ändere S1 | am: 2.12. | ort: Rathaus", "keinen Termin"),
        ("!treffen ändere S1 | bis: 23.11.", "vor dem ersten Termin"),
        ("!treffen ändere S1 | wann: Mi 11:00", "!treffen verschieben S1 alle | auf: Mi 11:00"),
        ("!treffen ändere S1 | wann: Mi 11:00 | am: 1.12.", "!treffen verschieben S1 | auf: Mi 11:00 | am: 1.12.2026"),
    ],
)
async def test_what_changes_nothing_posts_no_file(team: Room, said: str, answer: str) -> None:
    await team.says(SERIES)
    await team.says(said)
    assert answer in team.sees()
    assert len(team.files()) == 1


async def test_a_series_gets_an_end(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen ändere S1 | bis: 1.12.")
    await team.says("!treffen")
    assert team.sees().count("S1") == 2


async def test_the_list_looks_four_weeks_ahead_and_names_what_comes_later(team: Room) -> None:
    await team.says("!treffen")
    assert "kein Treffen geplant bei Dateninventur" in team.sees()
    await team.says("!treffen Klausur | wann: 1.3.2027 9 Uhr")
    await team.says("!treffen")
    assert "Das nächste: S1 Klausur, Montag, 1.3.2027, 09:00 Uhr" in team.sees()
    await team.says(SERIES)
    await team.says("!treffen liste")
    assert "Di 24.11. 10:00 Uhr · S2 Jour fixe" in team.sees() and "S1" not in team.sees()
    assert "22.12." not in team.sees()


async def test_the_pmo_sees_all_groups_and_others_on_demand(team: Room, pmo: Room, steering: Room) -> None:
    await team.says(SERIES)
    await steering.says("!treffen Lenkung | wann: 16.12. 10:00")
    for room, said in ((pmo, "!treffen"), (steering, "!treffen liste projekt"), (team, "!treffen liste projekt")):
        await room.says(said)
        assert "S1 Jour fixe (Dateninventur)" in room.sees() and "S2 Lenkung (Steuerungskreis)" in room.sees()
    await team.says("!treffen")
    assert "S2" not in team.sees()


async def test_a_daily_series_does_not_fill_the_screen(team: Room) -> None:
    await team.says("!treffen Daily | wann: werktags 9:15")
    await team.says("!treffen")
    assert team.sees().count("S1") == 10 and "… und 10 weitere" in team.sees()
    await team.says("!treffen liste alle")
    assert team.sees().count("S1") == 20


async def test_anybody_of_the_project_can_look_at_it(team: Room, steering: Room) -> None:
    await team.says(SERIES)
    await steering.says("!treffen zeige S1", by="Stefan")
    assert "S1 Jour fixe (Dateninventur)" in steering.sees() and "jeden Dienstag um 10:00 Uhr" in steering.sees()


async def test_a_session_is_shown_with_its_next_agenda(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen zeige S1")
    assert "Noch kein Thema" in team.sees()
    await team.says("!agenda Hosting-Angebot | dauer: 15")
    await team.says("!agenda Datenschutz | dauer: 50")
    await team.says("!treffen S1")
    shown = team.sees()
    assert "Agenda am Di 24.11." in shown and "Hosting-Angebot" in shown and "Datenschutz" in shown
    assert "65 von 60 min" in shown


async def test_an_agenda_of_sixty_topics_does_not_fill_the_screen(team: Room) -> None:
    await team.says(SERIES)
    for count in range(60):
        await team.says(f"!agenda Thema Nummer {count}")
    await team.says("!treffen S1")
    assert len(team.sees().splitlines()) < 30 and "weitere" in team.sees()


async def test_a_cancelled_session_is_shown_without_agenda(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen absagen S1 alle")
    await team.says("!treffen S1")
    assert team.sees() == "✖️ abgesagt · S1 Jour fixe"


async def test_a_series_goes_on_at_ten_after_the_change_of_the_clocks(team: Room, world: World) -> None:
    await team.says(SERIES)
    await world.pass_(days=122)
    await team.says("!treffen")
    assert "Di 30.3. 10:00 Uhr" in team.sees() and "Di 6.4. 10:00 Uhr" in team.sees()


async def test_what_people_write_is_shown_literally(team: Room) -> None:
    await team.says("!treffen <b>fett</b> **Stern** @room | wann: jeden Dienstag 10:00 | ort: [hier](https://x.example)")
    seen = team.messages()[-1]
    assert "<b>fett</b> **Stern** @room" in seen.body and "[hier](https://x.example)" in seen.body
    assert "<b>fett" not in seen.html and seen.mentions == []


async def test_the_card_says_what_is_different_about_a_date(team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00 | ort: Rathaus")
    await team.says("!treffen ändere S1 | am: 1.12. | titel: Klausur | dauer: 120 | ort: Keller")
    assert "Dienstag, 1.12.2026, 10:00 Uhr – Klausur · 2 Stunden · 📍 Keller\n" in team.message("📅 S1").body
    assert "Dienstag, 8.12.2026, 10:00 Uhr\n" in team.message("📅 S1").body
    await team.says("!treffen ändere S1 | am: 1.12. | titel: Jour fixe | dauer: 60 | ort: Rathaus")
    assert "Dienstag, 1.12.2026, 10:00 Uhr\n" in team.message("📅 S1").body
