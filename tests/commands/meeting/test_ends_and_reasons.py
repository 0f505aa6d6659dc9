"""When a series ends or no longer does, and the reason that stands behind the date which it is about."""

from __future__ import annotations

import pytest

from tests.commands.meeting.calendars import latest
from tests.world import Room

TUESDAYS = "!treffen Jour fixe | wann: jeden Dienstag 10:00"


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("KW 12", "Sonntag, 28.3.2027"),
        ("bis KW 12", "Sonntag, 28.3.2027"),
        ("Ende KW 12", "Sonntag, 28.3.2027"),
        ("week 12", "Sonntag, 28.3.2027"),
        ("nächste Woche", "Sonntag, 6.12.2026"),
        ("Ende nächster Woche", "Sonntag, 6.12.2026"),
        ("KW 48", "Sonntag, 29.11.2026"),
        ("März", "Mittwoch, 31.3.2027"),
        ("Ende März", "Mittwoch, 31.3.2027"),
        ("Q1", "Mittwoch, 31.3.2027"),
        ("2027", "Freitag, 31.12.2027"),
        ("Dienstag KW 12", "Dienstag, 23.3.2027"),
        ("30.6.", "Mittwoch, 30.6.2027"),
    ],
)
async def test_an_end_takes_the_whole_of_its_week_or_month_in(team: Room, said: str, end: str) -> None:
    await team.says(TUESDAYS)
    await team.says(f"!treffen ändere S1 | bis: {said}")
    assert f"bis {end}" in team.sees()
    await team.says(f"!treffen Runde | wann: jeden Dienstag 14:00 | bis: {said}")
    assert f"bis {end}" in team.sees()


@pytest.mark.parametrize(
    "said", ["-", "–", "ohne Ende", "unbegrenzt", "Unbefristet.", "offen", "kein", "bis auf Weiteres", "none", "no end", "open", ""]
)
@pytest.mark.parametrize("how", ["!treffen ändere S1 | bis: {}", "!treffen S1 bis: {}", "!meeting edit S1\nuntil: {}"])
async def test_an_end_can_be_taken_away(team: Room, said: str, how: str) -> None:
    await team.says(f"{TUESDAYS} | bis: 30.6.")
    await team.says(how.format(said))
    assert "jeden Dienstag um 10:00 Uhr" in team.sees() and "bis" not in team.sees() and "until" not in team.sees()
    (master,) = latest(team)
    assert "UNTIL" not in master["RRULE"] and master["SEQUENCE"] == 1


async def test_a_series_may_be_planned_without_an_end_in_so_many_words(team: Room) -> None:
    await team.says(f"{TUESDAYS} | bis: offen")
    assert "S1" in team.sees() and "jeden Dienstag um 10:00 Uhr" in team.sees()


async def test_the_end_of_a_retrospective_series_too(team: Room) -> None:
    await team.says("!retro planen alle 6 Wochen donnerstags 15 Uhr | bis: KW 12")
    assert "bis Sonntag, 28.3.2027" in team.sees()
    await team.says("!retro ändere R1 | bis: ohne Ende")
    assert "28.3." not in team.sees()


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("KW 50", "Freitag, 11.12.2026"),
        ("Ende KW 50", "Freitag, 11.12.2026"),
        ("KW 48", "Freitag, 27.11.2026"),
        ("Mo KW 50", "Montag, 7.12.2026"),
    ],
)
@pytest.mark.parametrize("what", ["!aufgabe Angebot einholen", "!blocker Freigabe fehlt | lösung: AVV"])
async def test_what_has_to_be_done_in_a_week_is_due_on_its_friday(team: Room, what: str, said: str, due: str) -> None:
    await team.says(f"{what} | bis: {said}")
    assert due in team.sees()


@pytest.mark.parametrize(
    "said",
    [
        "S1 | am: 22.12. | Weihnachten",
        "S1 | am: 22.12. Weihnachten",
        "S1 | am: Di 22.12., Weihnachten",
        "S1 | am: 22.12. (Weihnachten)",
        "S1 | am: 22.12. – Weihnachten",
        "S1 | am: 22.12.: Weihnachten",
        "S1\nam: 22.12. Weihnachten",
        "S1 Weihnachten | am: 22.12.",
        "S1 am 22.12. Weihnachten",
        "S1 on: 22 December Weihnachten",
    ],
)
async def test_what_follows_the_date_is_the_reason(team: Room, said: str) -> None:
    await team.says(TUESDAYS)
    await team.says(f"!treffen absagen {said}")
    assert "S1 Jour fixe am Dienstag, 22.12.2026, 10:00 Uhr fällt aus: Weihnachten" in team.sees()


@pytest.mark.parametrize(
    ("said", "reason"), [("am: 24.11. Ferien", "Ferien"), ("am: 22.12. wegen Weihnachten", "wegen Weihnachten"), ("am: 22.12.", "")]
)
async def test_a_reason_may_sound_like_a_time_of_the_year(team: Room, said: str, reason: str) -> None:
    await team.says(TUESDAYS)
    await team.says(f"!treffen absagen S1 | {said}")
    assert f"fällt aus{f': {reason}' if reason else '.'}" in team.sees()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("am: Weihnachten", "sind mehrere Tage"),
        ("am: Quatsch", "verstehe ich nicht als Datum"),
        ("am: 23.12. Ferien", "An dem Tag gibt es bei S1 keinen Termin"),
        ("am: heute 8 Uhr krank", "ist schon vorbei"),
    ],
)
async def test_a_field_that_names_no_date_of_it_changes_nothing(team: Room, said: str, answer: str) -> None:
    await team.says(TUESDAYS)
    await team.says(f"!treffen absagen S1 | {said}")
    assert answer in team.sees() and len(team.files()) == 1


async def test_the_reason_is_kept_out_of_the_way_when_it_takes_place_after_all(team: Room) -> None:
    await team.says(TUESDAYS)
    await team.says("!treffen absagen S1 | am: 22.12. Weihnachten")
    await team.says("!treffen öffnen S1 | am: 22.12. doch")
    assert "findet doch statt: Dienstag, 22.12.2026" in team.sees()
