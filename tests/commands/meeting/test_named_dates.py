"""A date that is named without a field is that date, and not the next one."""

from __future__ import annotations

import pytest

from tests.world import Room

SERIES = "!treffen Jour fixe | wann: jeden Donnerstag 10:00"


@pytest.mark.parametrize(
    "said",
    [
        "vom 10.12. auf 11.12.",
        "am 10.12. auf Fr 11.12. 10 Uhr",
        "am Donnerstag KW 50 auf 11.12.",
        "auf 11.12. | am: 10.12.",
        "from 10 December to 11 December",
    ],
)
async def test_a_move_says_from_when_to_when(team: Room, said: str) -> None:
    await team.says(SERIES)
    await team.says(f"!treffen verschieben S1 {said}")
    assert "Freitag, 11.12.2026, 10:00 Uhr statt Donnerstag, 10.12.2026, 10:00 Uhr" in team.sees()


async def test_a_move_to_a_day_is_still_one_of_the_next_date(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen verschieben S1 am Freitag um 11 Uhr")
    assert "Freitag, 27.11.2026, 11:00 Uhr statt Donnerstag, 26.11.2026" in team.sees()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("vom 9.12. auf 11.12.", "Mittwoch, 9.12.2026: An dem Tag gibt es bei S1 keinen Termin"),
        ("vom Quatsch auf 11.12.", "»Quatsch« verstehe ich nicht als Datum"),
        ("vom 10.12. auf 11.12. | am: 3.12.", "»10.12.« kann ich hier nicht zuordnen"),
        ("alle vom 10.12. auf Fr", "Alle Termine oder nur der eine?"),
    ],
)
async def test_a_move_from_where_there_is_nothing_moves_nothing(team: Room, said: str, answer: str) -> None:
    await team.says(SERIES)
    await team.says(f"!treffen verschieben S1 {said}")
    assert answer in team.sees()
    assert "verschoben" not in team.message("📅 S1").body


@pytest.mark.parametrize("said", ["am 10.12.", "10.12.", "| am: 10.12.", "on 10 December", "am Donnerstag, 10.12."])
async def test_the_named_date_is_brought_back(team: Room, said: str) -> None:
    await team.says(SERIES)
    await team.says("!treffen absagen S1 | am: 3.12.")
    await team.says("!treffen absagen S1 | am: 10.12.")
    await team.says(f"!treffen öffnen S1 {said}")
    assert "findet doch statt: Donnerstag, 10.12.2026" in team.sees()


@pytest.mark.parametrize(("said", "answer"), [("am 1.11.2026", "schon vorbei"), ("31.11.", "gibt es im Kalender nicht")])
async def test_a_named_day_that_cannot_be_is_refused(team: Room, said: str, answer: str) -> None:
    await team.says(SERIES)
    await team.says("!treffen absagen S1 | am: 3.12.")
    await team.says(f"!treffen öffnen S1 {said}")
    assert answer in team.sees() and "findet doch statt" not in team.sees()


async def test_a_reason_for_bringing_a_date_back_is_no_date(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen absagen S1 | am: 3.12.")
    await team.says("!treffen öffnen S1 so viele können doch")
    assert "findet doch statt: Donnerstag, 3.12.2026" in team.sees()


async def test_whoever_cancels_a_cancelled_date_is_told_how_that_one_comes_back(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen absagen S1 | am: 3.12.")
    await team.says("!treffen absagen S1 | am: 10.12.")
    await team.says("!treffen absagen S1 | am: 10.12.")
    assert "Wieder ansetzen: !treffen öffnen S1, am: 10.12.2026" in team.sees()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("am 10.12.", "."),
        ("10.12.", "."),
        ("am Donnerstag KW 50 wegen Krankheit", ": wegen Krankheit"),
        ("10.12. Betriebsausflug", ": Betriebsausflug"),
        ("Betriebsausflug | am: 10.12.", ": Betriebsausflug"),
        ("on 10 December nobody here", ": nobody here"),
    ],
)
async def test_the_named_date_is_cancelled_and_not_the_next_one(team: Room, said: str, reason: str) -> None:
    await team.says(SERIES)
    await team.says(f"!treffen absagen S1 {said}")
    assert f"am Donnerstag, 10.12.2026, 10:00 Uhr fällt aus{reason}" in team.sees()


@pytest.mark.parametrize("reason", ["morgen krank", "so viele sind krank", "wegen Glatteis", "Anna ist am 10.12. weg"])
async def test_a_reason_is_no_date(team: Room, reason: str) -> None:
    await team.says(SERIES)
    await team.says(f"!treffen absagen S1 {reason}")
    assert f"am Donnerstag, 26.11.2026, 10:00 Uhr fällt aus: {reason}" in team.sees()


@pytest.mark.parametrize("said", ["am 9.12.", "9.12."])
async def test_where_there_is_no_such_date_none_is_cancelled(team: Room, said: str) -> None:
    await team.says(SERIES)
    await team.says("!treffen Werkstatt | wann: 15.12. 9:00")
    for number in ("S1", "S2"):
        await team.says(f"!treffen absagen {number} {said}")
        assert f"An dem Tag gibt es bei {number} keinen Termin" in team.sees()
