"""Where a date moves to is understood from the date that moves, and a long way is asked about."""

from __future__ import annotations

import pytest

from tests.world import Room, World

MONDAYS = "!treffen Jour fixe | wann: jeden Montag 10:00 ab 4.1.2027"


@pytest.mark.parametrize(
    ("plan", "said", "moved"),
    [
        (MONDAYS, "auf: Mi 10 Uhr", "Mittwoch, 6.1.2027, 10:00 Uhr statt Montag, 4.1.2027, 10:00 Uhr"),
        (MONDAYS, "am: 25.1. | auf: den 27. um 9", "Mittwoch, 27.1.2027, 09:00 Uhr statt Montag, 25.1.2027, 10:00 Uhr"),
        ("!treffen Workshop | wann: 25.2. 14 Uhr", "auf: am 26. um 9", "Freitag, 26.2.2027, 09:00 Uhr statt Donnerstag, 25.2.2027"),
        (MONDAYS, "auf: eine Stunde später", "Montag, 4.1.2027, 11:00 Uhr statt Montag, 4.1.2027, 10:00 Uhr"),
        (MONDAYS, "eine Stunde später", "Montag, 4.1.2027, 11:00 Uhr statt"),
        (MONDAYS, "um 30 Minuten nach hinten", "Montag, 4.1.2027, 10:30 Uhr statt"),
        (MONDAYS, "am 18.1. einen Tag später", "Dienstag, 19.1.2027, 10:00 Uhr statt Montag, 18.1.2027, 10:00 Uhr"),
        (MONDAYS, "vom 18.1. auf den nächsten Tag um 9 Uhr", "Dienstag, 19.1.2027, 09:00 Uhr statt Montag, 18.1.2027"),
        (MONDAYS, "am: 18.1. | auf: 2 Stunden vorher", "Montag, 18.1.2027, 08:00 Uhr statt Montag, 18.1.2027"),
        (MONDAYS, "auf: Mi 10 bis 12 Uhr", "Mittwoch, 6.1.2027, 10:00 Uhr (2 Stunden) statt Montag, 4.1.2027"),
        (MONDAYS, "auf: einen Tag früher", "Sonntag, 3.1.2027, 10:00 Uhr statt"),
        (MONDAYS, "to: one day later | on: 18.1.", "Dienstag, 19.1.2027, 10:00 Uhr statt Montag, 18.1.2027"),
    ],
)
async def test_a_date_moves_to_where_it_was_meant(team: Room, plan: str, said: str, moved: str) -> None:
    await team.says(plan)
    await team.says(f"!treffen verschieben S1 {'| ' if ':' in said[:5] else ''}{said}")
    assert moved in team.sees()


@pytest.mark.parametrize(
    ("said", "suggested", "moved"),
    [
        ("auf: 8.2.", "!treffen verschieben S1 | auf: 8.2.2027 10:00", "Montag, 8.2.2027, 10:00 Uhr statt Montag, 4.1.2027"),
        (
            "auf: morgen 9 Uhr | am: 18.1.",
            "!treffen verschieben S1 | auf: 24.11.2026 09:00 | am: 18.1.2027",
            "Dienstag, 24.11.2026, 09:00 Uhr statt Montag, 18.1.2027",
        ),
        ("auf: 3 Wochen später", "!treffen verschieben S1 | auf: 25.1.2027 10:00", "ist schon ein Termin von S1"),
    ],
)
async def test_a_jump_of_more_than_two_weeks_is_asked_about(team: Room, said: str, suggested: str, moved: str) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Montag 10:00 ab 4.1.2027 | bis: 31.1.2027")
    await team.says(f"!treffen verschieben S1 | {said}")
    question = team.messages()[-1]
    assert suggested in question.body and len(team.files()) == 1
    await team.taps("✅", on=question.event)
    assert moved in team.sees()


async def test_who_says_the_year_is_not_asked(team: Room) -> None:
    await team.says("!treffen Workshop | wann: 3.12. 14 Uhr")
    await team.says("!treffen verschieben S1 | auf: 15.2.2027")
    assert "Montag, 15.2.2027, 14:00 Uhr statt Donnerstag, 3.12.2026" in team.sees()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("eine Woche früher", "(Dienstag, 17.11.2026) ist schon vorbei"),
        ("um eine Stunde", "früher oder später?"),
        ("heute 8 Uhr", "ist schon vorbei"),
    ],
)
async def test_nothing_moves_into_the_past_or_nowhere(team: Room, said: str, answer: str) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says(f"!treffen verschieben S1 | auf: {said}")
    assert answer in team.sees() and len(team.files()) == 1


async def test_an_hour_that_the_clocks_skip_is_no_place_for_a_date(team: Room) -> None:
    await team.says("!treffen Wartung | wann: 27.3.2027 02:30")
    await team.says("!treffen verschieben S1 | auf: einen Tag später")
    assert "weil da die Uhren vorgestellt werden" in team.sees() and len(team.files()) == 1


async def test_what_was_said_while_the_bot_was_away_counts_from_then(team: Room, world: World) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Freitag 10:00")
    said = world.clock.now()
    await world.pass_(days=3)
    await team.says("!treffen verschieben S1 | auf: Mi 10 Uhr", sent_at=said)
    assert "war Mittwoch, 25.11.2026, das ist inzwischen vorbei" in team.sees() and len(team.files()) == 1
