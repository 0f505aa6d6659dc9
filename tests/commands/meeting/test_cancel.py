"""Cancelling one date or all of them, and taking that back."""

from __future__ import annotations

import pytest

from tests.commands.meeting.calendars import latest, methods
from tests.world import Room, World

SERIES = "!treffen Jour fixe | wann: jeden Dienstag 10:00"


async def test_the_next_date_is_cancelled_and_shown_as_such(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen absagen S1 Anna ist krank")
    answer = team.sees()
    assert "S1 Jour fixe am Dienstag, 24.11.2026, 10:00 Uhr fällt aus: Anna ist krank" in answer
    assert "Das nächste ist am Dienstag, 1.12.2026, 10:00 Uhr" in answer
    assert "abgesagt: Anna ist krank" in team.message("📅 S1").body
    await team.says("!treffen")
    assert team.sees().count("S1") == 4 and "Di 24.11. 10:00 Uhr · S1 Jour fixe – abgesagt: Anna ist krank" in team.sees()


async def test_calendars_get_the_series_without_that_date(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen absagen S1")
    assert methods(team) == ["PUBLISH", "PUBLISH"]
    (master,) = latest(team)
    assert master["SEQUENCE"] == 1 and "RRULE" in master and len(master["EXDATE"].dts) == 1
    await team.says("!treffen ändere S1 | dauer: 30")
    (master,) = latest(team)
    assert master["SEQUENCE"] == 2 and len(master["EXDATE"].dts) == 1, "whoever opens only this file lacks nothing"


async def test_a_single_session_that_had_moved_is_cancelled_where_it_last_stood(team: Room) -> None:
    await team.says("!treffen Workshop | wann: 3.12. 14 Uhr")
    await team.says("!treffen verschieben S1 | auf: Fr 9:30")
    await team.says("!treffen absagen S1")
    assert methods(team) == ["PUBLISH", "PUBLISH", "CANCEL"]
    (event,) = latest(team)
    assert event.decoded("DTSTART").replace(tzinfo=None).isoformat() == "2026-12-04T09:30:00" and event["STATUS"] == "CANCELLED"
    await team.says("!treffen öffnen S1")
    (event,) = latest(team)
    assert event.decoded("DTSTART").day == 4 and event["SEQUENCE"] == 3 and methods(team)[-1] == "PUBLISH"


async def test_a_named_date_is_cancelled_and_brought_back(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen absagen S1 Feiertage | am: 22.12.")
    assert "Dienstag, 22.12.2026" in team.sees()
    await team.says("!treffen absagen S1 | am: 22.12.")
    assert "ist schon abgesagt" in team.sees()
    await team.says("!treffen öffnen S1 | am: 22.12.")
    assert "findet doch statt: Dienstag, 22.12.2026, 10:00 Uhr" in team.sees()
    (master,) = latest(team)
    assert master["SEQUENCE"] == 2 and "EXDATE" not in master
    assert methods(team) == ["PUBLISH", "PUBLISH", "PUBLISH"]


async def test_the_next_cancelled_date_is_brought_back_where_none_is_named(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen absagen S1 | am: 22.12.")
    await team.says("!treffen absagen S1 | am: 8.12.")
    await team.says("!treffen öffnen S1")
    assert "Dienstag, 8.12.2026" in team.sees()
    await team.says("!treffen öffnen S1")
    assert "Dienstag, 22.12.2026" in team.sees()
    await team.says("!treffen öffnen S1")
    assert "nicht abgesagt" in team.sees()


async def test_a_date_that_was_moved_comes_back_where_it_was_moved_to(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen verschieben S1 | auf: Mi 11:00")
    await team.says("!treffen absagen S1")
    await team.says("!treffen öffnen S1")
    assert "Mittwoch, 25.11.2026, 11:00 Uhr" in team.sees()
    await team.says("!treffen")
    assert "Mi 25.11. 11:00 Uhr · S1 Jour fixe – verschoben von Di 24.11. 10:00 Uhr" in team.sees()


@pytest.mark.parametrize("said", ["!treffen absagen S1 alle", "!meeting cancel S1 all", "!treffen absagen S1 alle: Projekt beendet"])
async def test_the_whole_series_is_cancelled_and_brought_back(team: Room, said: str) -> None:
    await team.says(SERIES)
    await team.says(said)
    assert "S1 Jour fixe ist abgesagt, die ganze Reihe" in team.sees()
    (event,) = latest(team)
    assert event["STATUS"] == "CANCELLED" and "RECURRENCE-ID" not in event
    assert "✖️ abgesagt · S1 Jour fixe" in team.message("abgesagt · S1").body
    await team.says("!treffen")
    assert "kein Treffen geplant" in team.sees()
    await team.says("!treffen verschieben S1 | auf: Mi 11:00")
    assert "ist abgesagt" in team.sees()
    await team.says("!treffen öffnen S1")
    assert "findet doch statt: Dienstag, 24.11.2026" in team.sees()
    assert methods(team) == ["PUBLISH", "CANCEL", "PUBLISH"]


async def test_a_reason_that_begins_with_all_is_asked_about(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!treffen absagen S1 alle krank")
    question = team.messages()[-1]
    assert "Meinst du die ganze Reihe" in question.body and len(team.files()) == 1
    await team.taps("✅", on=question.event)
    assert "ist abgesagt, die ganze Reihe: krank" in team.sees()


async def test_a_single_session_is_cancelled_as_a_whole(team: Room, world: World) -> None:
    await team.says("!treffen Workshop | wann: 3.12. 14 Uhr")
    await team.says("!treffen absagen S1 Zu wenige Anmeldungen")
    assert "S1 Workshop ist abgesagt: Zu wenige Anmeldungen" in team.sees()
    await world.pass_(days=14)
    await team.says("!treffen öffnen S1")
    assert "ist vorbei" in team.sees()


async def test_what_is_over_cannot_be_cancelled(team: Room, world: World) -> None:
    await team.says("!treffen Workshop | wann: 3.12. 14 Uhr")
    await world.pass_(days=14)
    await team.says("!treffen absagen S1")
    assert "ist vorbei" in team.sees() and len(team.files()) == 1


async def test_topics_of_a_cancelled_date_go_to_the_next_one(team: Room) -> None:
    await team.says(SERIES)
    await team.says("!agenda Hosting-Angebot")
    team.forget()
    await team.says("!treffen absagen S1")
    assert any("Hosting-Angebot" in seen.body and "1.12.2026" in seen.body for seen in team.messages())


async def test_the_pmo_may_cancel_and_the_group_hears_of_it(team: Room, pmo: Room) -> None:
    await team.says(SERIES)
    await pmo.says("!treffen absagen S1 Raum belegt", by="Paula")
    assert "Paula hat S1 Jour fixe am Dienstag, 24.11.2026, 10:00 Uhr abgesagt: Raum belegt" in team.sees()
    assert methods(team) == ["PUBLISH", "PUBLISH"] and pmo.files() == []


async def test_a_verb_without_number_offers_the_sessions(team: Room) -> None:
    await team.says("!treffen absagen")
    assert "Gerade ist keins geplant" in team.sees()
    await team.says(SERIES)
    await team.says("!treffen absagen wegen Urlaub")
    question = team.messages()[-1]
    assert "S1 Jour fixe – Di 24.11. 10:00 Uhr" in question.body and "!treffen absagen S1 wegen Urlaub" in question.body
    await team.taps("✅", on=question.event)
    assert "fällt aus: wegen Urlaub" in team.sees()
