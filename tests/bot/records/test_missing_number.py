"""A verb that needs a number and gets none: what it could have meant is offered."""

from __future__ import annotations

import pytest

from tests.world import Room

SERIES = "!treffen Jour fixe | wann: jeden Donnerstag 10:00"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("verschieben auf Mi 11:00", "!treffen verschieben S1 auf Mi 11:00"),
        ("verschieben | auf: Mi 11:00", "!treffen verschieben S1 | auf: Mi 11:00"),
        ("verschieben Mi 11:00", "!treffen verschieben S1 Mi 11:00"),
        ("absagen wegen Krankheit", "!treffen absagen S1 wegen Krankheit"),
        ("öffnen am 3.12. 10 Uhr", "!treffen öffnen S1 am 3.12. 10 Uhr"),
        ("absagen üben | wann: Mi 11:00", "!treffen neu absagen üben | wann: Mi 11:00"),
        ("verschieben üben Mi 11:00", "!treffen neu verschieben üben Mi 11:00"),
    ],
)
async def test_a_verb_with_a_date_is_about_the_only_session_and_no_new_one(team: Room, said: str, meant: str) -> None:
    await team.says(SERIES)
    await team.says("!treffen absagen S1 | am: 3.12.")
    await team.says(f"!treffen {said}")
    assert f"Oder meinst du {meant}?" in team.sees()


async def test_where_there_are_several_none_is_guessed(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen Werkstatt | wann: jeden Montag 9:00")
    await team.says("!treffen verschieben auf Mi 11:00")
    assert "S1 Jour fixe" in team.sees() and "S2 Werkstatt" in team.sees() and "Oder meinst du" not in team.sees()


async def test_what_could_be_brought_back_is_what_is_cancelled(team: Room) -> None:
    await team.says("!treffen Bleibt | wann: morgen 9:00")
    await team.says("!treffen Jour fixe | wann: jeden Donnerstag 10:00")
    await team.says("!treffen Klausur | wann: 10.12. 9:00")
    await team.says("!treffen öffnen")
    assert "Gerade ist nichts abgesagt" in team.sees()
    await team.says("!treffen absagen S2 | am: 3.12.")
    await team.says("!treffen absagen S3")
    await team.says("!treffen öffnen")
    assert "S2 Jour fixe – Do 3.12. 10:00 Uhr" in team.sees() and "S3 Klausur" in team.sees() and "S1 Bleibt" not in team.sees()


async def test_what_could_be_opened_again_is_what_is_closed(team: Room) -> None:
    await team.says("!aufgabe Angebot einholen")
    await team.says("!aufgabe öffnen")
    assert "Gerade ist keine erledigt oder gestrichen" in team.sees()
    await team.says("!aufgabe Raum buchen")
    gone = await team.says("!aufgabe Geheim")
    await team.deletes(gone)
    await team.says("!aufgabe erledigt A1")
    await team.says("!aufgabe öffnen")
    assert "A1 Angebot einholen" in team.sees() and "A2" not in team.sees() and "A3" not in team.sees()


async def test_blockers_that_can_be_opened_again_are_those_that_are_closed(team: Room) -> None:
    await team.says("!blocker Strom fehlt")
    await team.says("!blocker öffnen")
    assert "Gerade ist keiner gelöst oder zurückgezogen" in team.sees()
    gone = await team.says("!blocker Geheim")
    await team.deletes(gone)
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker gelöst B3")
    await team.says("!blocker reopen")
    assert "B3 Raum fehlt – gelöst" in team.sees() and "B1 Strom" not in team.sees() and "B2" not in team.sees()
    await team.says("!blocker öffnen Raum")
    await team.taps("✅", on="Meinst du")
    await team.says("!blocker")
    assert "B3 Raum fehlt" in team.sees()
