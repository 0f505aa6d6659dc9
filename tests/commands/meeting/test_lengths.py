"""A time that was said with its end or its length makes a session of that length; the card shows both."""

from __future__ import annotations

import pytest

from tests.commands.meeting.calendars import latest
from tests.world import Room


@pytest.mark.parametrize(
    ("said", "start", "length"),
    [
        ("wann: Do 03.12. 10 bis 12 Uhr", "Donnerstag, 3.12.2026, 10:00 Uhr", "2 Stunden"),
        ("wann: Do 3.12. von 10-12 Uhr", "Donnerstag, 3.12.2026, 10:00 Uhr", "2 Stunden"),
        ("wann: Do 3.12. 10–11:30", "Donnerstag, 3.12.2026, 10:00 Uhr", "90 Minuten"),
        ("wann: Di 10 Uhr, 90 min", "Dienstag, 24.11.2026, 10:00 Uhr", "90 Minuten"),
        ("wann: Di 10 Uhr für 2 Stunden", "Dienstag, 24.11.2026, 10:00 Uhr", "2 Stunden"),
        ("wann: thu 10am-12pm", "Donnerstag, 26.11.2026, 10:00 Uhr", "2 Stunden"),
        ("wann: Do 22-1 Uhr", "Donnerstag, 26.11.2026, 22:00 Uhr", "3 Stunden"),
        ("wann: jeden Dienstag 10-11:30 Uhr", "jeden Dienstag um 10:00 Uhr", "90 Minuten"),
        ("wann: Di 10-12 Uhr | dauer: 2h", "Dienstag, 24.11.2026, 10:00 Uhr", "2 Stunden"),
        ("wann: Di 10 Uhr", "Dienstag, 24.11.2026, 10:00 Uhr", "60 Minuten"),
    ],
)
async def test_start_and_length_stand_on_the_card(team: Room, said: str, start: str, length: str) -> None:
    await team.says(f"!treffen Workshop | {said}")
    assert start in team.sees() and length in team.sees()


async def test_the_calendar_ends_where_the_span_does(team: Room) -> None:
    await team.says("!treffen Workshop | wann: Do 3.12. 10 bis 12 Uhr")
    (event,) = latest(team)
    assert (event.end - event.start).total_seconds() == 2 * 3600


async def test_a_length_that_does_not_fit_the_span_is_asked_about(team: Room) -> None:
    await team.says("!treffen Workshop | wann: Do 10-12 Uhr | dauer: 90 min")
    assert "wann sagt 2 Stunden, dauer sagt 90 Minuten" in team.sees()
    await team.says("!treffen")
    assert "S1" not in team.sees()


async def test_an_edit_changes_the_length_that_the_span_gave(team: Room) -> None:
    event = await team.says("!treffen Workshop | wann: Do 10-12 Uhr")
    await team.edits(event, "!treffen Workshop | wann: Do 10-11 Uhr")
    assert "60 Minuten" in team.sees()


@pytest.mark.parametrize("said", ["!retro planen Do 15-16:30 Uhr", "!retro planen | wann: Do 15 Uhr, 90 min"])
async def test_a_retrospective_has_the_length_that_was_said(team: Room, said: str) -> None:
    await team.says(said)
    assert "Donnerstag, 26.11.2026, 15:00 Uhr · 90 Minuten" in team.sees()


async def test_a_retrospective_asks_as_well_where_lengths_differ(team: Room) -> None:
    await team.says("!retro planen Do 15-16:30 Uhr | dauer: 60 min")
    assert "dauer sagt 60 Minuten" in team.sees()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("!treffen Workshop Do 10-12 Uhr", "!treffen Workshop | wann: Do 10-12 Uhr"),
        ("!treffen Abgabe Freitag 10 Uhr", "!treffen Abgabe | wann: Freitag 10 Uhr"),
        ("!treffen Termin Do 3.12. 10 Uhr, 90 min", "!treffen Termin | wann: Do 3.12. 10 Uhr, 90 min"),
        ("!treffen Abstimmung mit Max Freitag 10 bis 11 Uhr", "!treffen Abstimmung mit Max | wann: Freitag 10 bis 11 Uhr"),
        ("!treffen Nikolausfeier 6.12. 16 Uhr", "!treffen Nikolausfeier | wann: 6.12. 16 Uhr"),
    ],
)
async def test_a_title_keeps_its_words_before_a_date_without_a_field(team: Room, said: str, meant: str) -> None:
    await team.says(said)
    assert meant in team.sees()


@pytest.mark.parametrize("reason", ["zu wenig Leute", "Weihnachten", "Max ist krank", "Termin verschoben", "Ferien"])
async def test_a_reason_behind_a_day_keeps_its_words(team: Room, reason: str) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says(f"!treffen absagen S1 am 22.12. {reason}")
    assert f": {reason}" in team.sees()
