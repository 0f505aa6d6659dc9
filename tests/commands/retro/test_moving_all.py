"""The dates of a whole series of retrospectives move."""

from __future__ import annotations

import pytest

from tests.commands.meeting.calendars import latest
from tests.world import Room, World

SERIES = "!retro planen alle 6 Wochen donnerstags 15 Uhr"


@pytest.mark.parametrize(
    ("said", "first", "rule"),
    [
        ("R1 alle | auf: Mi 11:00", "Mittwoch, 25.11.2026, 11:00 Uhr", "Mittwoch"),
        ("R1 alle auf Freitag 10 Uhr", "Freitag, 27.11.2026, 10:00 Uhr", "Freitag"),
        ("R1 alle eine Stunde später", "Donnerstag, 26.11.2026, 16:00 Uhr", "Donnerstag"),
        ("R1 all | to: every Friday 10:00", "Freitag, 27.11.2026, 10:00 Uhr", "jeden Freitag"),
        ("alle auf Mi 11:00", "Mittwoch, 25.11.2026, 11:00 Uhr", "Mittwoch"),
        ("R1 alle auf alle 4 Wochen mittwochs 9 Uhr", "Mittwoch, 25.11.2026, 09:00 Uhr", "Mittwoch"),
    ],
)
async def test_with_alle_the_whole_series_moves(team: Room, said: str, first: str, rule: str) -> None:
    await team.says(SERIES)
    await team.says(f"!retro verschieben {said}")
    answer = team.sees()
    assert "R1 und alle weiteren sind verschoben" in answer and f"Die nächste: {first}" in answer and rule in answer
    assert first in team.message("R1 Retro").body
    assert latest(team)[0]["SEQUENCE"] == 1


async def test_what_follows_stands_on_the_new_dates(team: Room, world: World) -> None:
    await team.says(SERIES)
    await team.says("!retro + Übergaben laufen gut")
    await team.says("!retro verschieben R1 alle auf Mi 11:00")
    await world.pass_(days=2, hours=1)
    await team.says("!retro start")
    await team.says("!retro ende")
    assert "Die nächste: R2, Mittwoch, 6.1.2027, 11:00 Uhr" in team.sees()


async def test_one_that_was_moved_singly_stays_and_that_is_said(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!retro verschieben R1 auf Fr 10 Uhr")
    await team.says("!retro verschieben R1 alle auf Mi 11:00")
    assert "Das bleibt, wie ihr es einzeln festgelegt habt" in team.sees() and "Fr 27.11. 10:00 Uhr" in team.sees()
    assert "Freitag, 27.11.2026, 10:00 Uhr" in team.message("R1 Retro").body


async def test_a_rhythm_without_alle_is_asked_about(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!retro verschieben R1 auf jeden Mittwoch 11 Uhr")
    assert "Meinst du die ganze Reihe" in team.sees() and "!retro verschieben R1 alle | auf: jeden Mittwoch 11 Uhr" in team.sees()
    await team.taps("✅", on=team.messages()[-1].event)
    assert "R1 und alle weiteren sind verschoben" in team.sees()


async def test_a_far_jump_of_all_is_asked_about(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!retro verschieben R1 alle auf Do 14.1. 15 Uhr")
    assert "ein weiter Sprung für die ganze Reihe" in team.sees()
    await team.taps("✅", on=team.messages()[-1].event)
    assert "Die nächste: Donnerstag, 14.1.2027" in team.sees()


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("R1 alle", "Wohin"),
        ("R1 alle auf gestern 10 Uhr", "vorbei"),
        ("R1 alle auf Do 15:00", "R1 ist schon am"),
        ("R1 alle auf irgendwann", "irgendwann"),
        ("R7 alle auf Mi 11:00", "R7 gibt es nicht"),
    ],
)
async def test_what_cannot_be_moved_stays(team: Room, said: str, then: str) -> None:
    await team.says(SERIES)
    await team.says(f"!retro verschieben {said}")
    assert then in team.sees(), team.sees()
    assert "Donnerstag, 26.11.2026" in team.message("R1 Retro").body


async def test_of_a_single_one_alle_is_that_one(team: Room) -> None:
    await team.says("!retro planen Donnerstag 15 Uhr")
    await team.says("!retro verschieben R1 alle auf Freitag 10 Uhr")
    assert "R1 ist verschoben auf Freitag, 27.11.2026, 10:00 Uhr" in team.sees()


async def test_the_group_hears_what_the_pmo_has_moved(team: Room, pmo: Room) -> None:
    await team.says(SERIES)
    await pmo.says("!retro verschieben R1 alle auf Mi 11:00", by="Paula")
    assert "Paula hat R1 und alle weiteren verschoben" in team.message("und alle weiteren").body
