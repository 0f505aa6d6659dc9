"""Moving one date of a series, the series, or a single session."""

from __future__ import annotations

import pytest

from tests.commands.meeting.calendars import latest, methods
from tests.world import Room, World

SERIES = "!treffen Jour fixe | wann: jeden Dienstag 10:00"


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        ("!treffen verschieben S1 | auf: Mi 11:00", "Mittwoch, 25.11.2026, 11:00 Uhr statt Dienstag, 24.11.2026, 10:00 Uhr"),
        ("!meeting move S1 | to: wed 11:00", "Mittwoch, 25.11.2026, 11:00 Uhr statt Dienstag, 24.11.2026, 10:00 Uhr"),
        ("!treffen verschieben S1 auf Mi 11:00", "Mittwoch, 25.11.2026, 11:00 Uhr statt Dienstag, 24.11.2026, 10:00 Uhr"),
        ("!treffen verschieben S1 | auf: 14 Uhr", "Dienstag, 24.11.2026, 14:00 Uhr statt Dienstag, 24.11.2026, 10:00 Uhr"),
        ("!treffen verschieben S1 | auf: Donnerstag", "Donnerstag, 26.11.2026, 10:00 Uhr statt Dienstag, 24.11.2026, 10:00 Uhr"),
        ("!treffen verschieben S1 | auf: 3.12. 9 Uhr | am: 1.12.", "Donnerstag, 3.12.2026, 09:00 Uhr statt Dienstag, 1.12.2026, 10:00 Uhr"),
    ],
)
async def test_one_date_moves_and_the_others_stay(team: Room, said: str, moved: str) -> None:
    await team.says(SERIES)
    await team.says(said)
    assert moved in team.sees() and "S1" in team.sees()
    master, date = latest(team)
    assert master["SEQUENCE"] == date["SEQUENCE"] == 1
    assert "RECURRENCE-ID" in date and "RRULE" in master
    await team.says("!treffen")
    assert team.sees().count("S1") == 4 and team.sees().count("verschoben von") == 1
    assert "verschoben von" in team.message("📅 S1").body


async def test_a_moved_date_can_move_again_and_back(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen verschieben S1 | auf: Mi 11:00")
    await team.says("!treffen verschieben S1 | auf: Do 9:00")
    assert "Donnerstag, 26.11.2026, 09:00 Uhr statt Mittwoch, 25.11.2026, 11:00 Uhr" in team.sees()
    await team.says("!treffen verschieben S1 | auf: Di 10:00")
    (master,) = latest(team)
    assert master["SEQUENCE"] == 3
    await team.says("!treffen")
    assert "verschoben" not in team.sees()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("!treffen verschieben S1 | auf: heute 8 Uhr", "vorbei"),
        ("!treffen verschieben S1 | auf: 1.12. 15 Uhr", "ist schon ein Termin von S1"),
        ("!treffen verschieben S1 | auf: Di 10:00", "ist schon am Dienstag, 24.11.2026"),
        ("!treffen verschieben S1", "Auf wann?"),
        ("!treffen verschieben S1 | auf: Mi 11:00 | am: 25.11.", "An dem Tag gibt es bei S1 keinen Termin"),
        ("!treffen verschieben S1 | auf: jeden Mittwoch 11:00", "!treffen verschieben S1 alle | auf: jeden Mittwoch 11:00"),
        ("!treffen verschieben S1 alle | auf: Mi 11:00 | am: 1.12.", "entweder alle oder am: weg"),
        ("!treffen verschieben S1 alle | auf: Di 10:00", "ist schon am"),
        ("!treffen verschieben S9 | auf: Mi 11:00", "S9 gibt es nicht"),
        ("!treffen verschieben S1 | auf: Quatsch", "verstehe ich nicht als Datum"),
    ],
)
async def test_a_move_that_makes_no_sense_is_refused_and_changes_nothing(team: Room, said: str, reason: str) -> None:
    await team.says(SERIES)
    await team.says(said)
    assert reason in team.sees()
    assert len(team.files()) == 1
    await team.says("!treffen")
    assert "verschoben" not in team.sees()


async def test_a_date_moved_onto_a_closed_day_is_taken_but_pointed_out(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen verschieben S1 | auf: Sa 10:00")
    assert "ist verschoben" in team.sees() and "Der nächste ist Montag, 30.11.2026" in team.sees()


async def test_a_date_moved_onto_the_steering_committees_is_pointed_out(team: Room, steering: Room) -> None:
    await steering.says("!treffen Lenkung | wann: 16.12. 10:00")
    await team.says(SERIES)
    await team.says("!treffen verschieben S2 | am: 15.12. | auf: 16.12. 10:30")
    assert "Zur gleichen Zeit trifft sich Steuerungskreis (S1 Lenkung, 10:00 Uhr)" in team.sees()


@pytest.mark.parametrize(
    ("to", "rule"),
    [
        ("Do 9 Uhr", "jeden Donnerstag um 09:00 Uhr"),
        ("11:30", "jeden Dienstag um 11:30 Uhr"),
        ("jeden ersten Mittwoch im Monat 15 Uhr", "jeden ersten Mittwoch im Monat um 15:00 Uhr"),
        ("alle zwei Wochen donnerstags", "alle 2 Wochen am Donnerstag um 10:00 Uhr"),
    ],
)
async def test_the_whole_series_moves(team: Room, to: str, rule: str) -> None:
    await team.says(SERIES)
    await team.says(f"!treffen verschieben S1 alle | auf: {to}")
    assert rule in team.sees() and "ganze Reihe" in team.sees()
    (master,) = latest(team)
    assert master["SEQUENCE"] == 1 and "EXDATE" not in master


async def test_how_a_monthly_series_goes_on_is_asked_where_it_is_not_clear(team: Room) -> None:
    await team.says("!treffen Runde | wann: jeden ersten Montag im Monat 14 Uhr")
    await team.says("!treffen verschieben S1 alle | auf: 16.12. 11 Uhr")
    assert "Wie soll sich S1 künftig wiederholen?" in team.sees()
    await team.says("!treffen verschieben S1 alle | auf: 2.12. 11 Uhr")
    assert "jeden ersten Mittwoch im Monat um 11:00 Uhr" in team.sees()


async def test_a_single_session_moves_and_says_from_where(team: Room) -> None:
    await team.says("!treffen Workshop | wann: 3.12. 14 Uhr")
    await team.says("!treffen verschieben S1 | auf: 4.12.")
    assert "Freitag, 4.12.2026, 14:00 Uhr statt Donnerstag, 3.12.2026, 14:00 Uhr" in team.sees()
    (event,) = latest(team)
    assert event.decoded("DTSTART").day == 4 and "RECURRENCE-ID" not in event
    await team.says("!treffen")
    assert "verschoben von Do 3.12. 14:00 Uhr" in team.sees()
    await team.says("!treffen verschieben S1 | auf: jeden Freitag 10 Uhr")
    assert "einzelnes Treffen" in team.sees()


async def test_the_pmo_may_move_it_and_the_group_hears_of_it(team: Room, pmo: Room) -> None:
    await team.says(SERIES)
    await pmo.says("!treffen verschieben S1 | auf: Mi 11:00", by="Paula")
    assert "S1 Jour fixe (Dateninventur) ist verschoben" in pmo.sees()
    assert "Paula hat S1 Jour fixe verschoben" in team.sees() and "Mittwoch, 25.11.2026, 11:00 Uhr" in team.sees()
    assert methods(team) == ["PUBLISH", "PUBLISH"] and pmo.files() == []


async def test_another_group_may_not_move_it(team: Room, steering: Room) -> None:
    await team.says(SERIES)
    await steering.says("!treffen verschieben S1 | auf: Mi 11:00", by="Stefan")
    assert "nur Dateninventur" in steering.sees()
    assert len(team.files()) == 1


async def test_a_date_that_has_begun_is_the_next_one_no_more(team: Room, world: World) -> None:
    await team.says(SERIES)
    await world.pass_(hours=24, minutes=10)
    await team.says("!treffen verschieben S1 | auf: Mi 2.12. 10 Uhr")
    assert "statt Dienstag, 1.12.2026, 10:00 Uhr" in team.sees()
    await team.says("!treffen verschieben S1 | am: heute | auf: Fr 10 Uhr")
    assert "hat schon angefangen" in team.sees()
