"""Where a date moves to that is described from where it stands."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.date_phrases.moves import Place, moved, names_start, names_year
from bot.domain.date_phrases.shifts import is_shift
from bot.domain.errors import NotUnderstood

local = datetime.fromisoformat
"""A wall-clock time, naive."""
NOW = local("2026-11-30 10:00")
"""A Monday."""


@pytest.mark.parametrize(
    ("start", "said", "to"),
    [
        # A weekday: in the week of the date, else the nearest to come.
        ("2027-01-04 10:00", "Mi 10 Uhr", "2027-01-06 10:00"),
        ("2027-01-04 10:00", "Mi", "2027-01-06 10:00"),
        ("2027-01-04 10:00", "Sonntag", "2027-01-10 10:00"),
        ("2027-01-10 10:00", "Mo", "2027-01-04 10:00"),
        ("2026-12-31 10:00", "auf Freitag", "2027-01-01 10:00"),
        ("2027-01-01 10:00", "on Thursday at 2pm", "2026-12-31 14:00"),
        ("2026-12-01 09:00", "Mo 14:00", "2026-12-07 14:00"),  # today is "heute"
        ("2026-11-30 15:00", "Mo 16 Uhr", "2026-11-30 16:00"),  # unless the date is today
        ("2026-12-02 09:00", "So", "2026-12-06 09:00"),
        ("2026-12-10 09:30", "nächsten Donnerstag", "2026-12-17 09:30"),
        ("2026-12-10 09:30", "am Freitag danach", "2026-12-11 09:30"),
        # A day without its month: the nearest.
        ("2027-01-26 10:00", "den 27. um 9", "2027-01-27 09:00"),
        ("2027-02-25 14:00", "am 26. um 9", "2027-02-26 09:00"),
        ("2026-12-30 09:30", "den 2. um 9", "2027-01-02 09:00"),
        ("2027-01-02 09:30", "den 30. um 9 Uhr", "2026-12-30 09:00"),
        ("2027-01-26 10:00", "am 10.", "2027-01-10 10:00"),  # far from both, so in its month
        ("2027-02-27 10:00", "den 31.", "2027-01-31 10:00"),  # February has none
        ("2026-12-10 09:30", "Freitag, den 11. um 10", "2026-12-11 10:00"),
        ("2026-12-10 09:30", "the 11th at 10:00", "2026-12-11 10:00"),
        # A date without its year, a week.
        ("2026-12-28 09:30", "4.1.", "2027-01-04 09:30"),
        ("2028-03-02 09:30", "5.3.", "2028-03-05 09:30"),
        ("2027-01-04 09:30", "30.12. 8 Uhr", "2026-12-30 08:00"),
        ("2026-12-10 09:30", "KW 51", "2026-12-17 09:30"),
        ("2027-01-07 09:30", "Mi KW 2", "2027-01-13 09:30"),
        ("2026-12-03 09:30", "nächste Woche", "2026-12-10 09:30"),
        # A time alone.
        ("2026-12-10 09:30", "11:00", "2026-12-10 11:00"),
        ("2026-12-10 09:30", "um 14 Uhr", "2026-12-10 14:00"),
        ("2026-12-10 09:30", "14.30", "2026-12-10 14:30"),
        ("2026-12-10 09:30", "auf den Nachmittag", "2026-12-10 14:00"),
        ("2026-12-10 09:30", "14 h", "2026-12-10 14:00"),
        # A distance.
        ("2026-12-10 09:30", "eine Stunde später", "2026-12-10 10:30"),
        ("2026-12-10 09:30", "1 Woche später", "2026-12-17 09:30"),
        ("2026-12-10 09:30", "einen Tag früher", "2026-12-09 09:30"),
        ("2026-12-10 09:30", "2 Stunden vorher", "2026-12-10 07:30"),
        ("2026-12-10 09:30", "um 30 Minuten nach hinten", "2026-12-10 10:00"),
        ("2026-12-10 09:30", "um eine halbe Stunde nach vorne verschieben", "2026-12-10 09:00"),
        ("2026-12-10 09:30", "eine Woche vorziehen", "2026-12-03 09:30"),
        ("2026-12-10 09:30", "anderthalb Stunden später", "2026-12-10 11:00"),
        ("2026-12-10 09:30", "früher um einen Tag", "2026-12-09 09:30"),
        ("2026-12-10 09:30", "1 Stunde und 30 Minuten später", "2026-12-10 11:00"),
        ("2026-12-10 09:30", "zwei Tage danach", "2026-12-12 09:30"),
        ("2026-12-10 09:30", "+1 Tag", "2026-12-11 09:30"),
        ("2026-12-10 09:30", "1h später", "2026-12-10 10:30"),
        ("2026-12-10 09:30", "eine Woche später um 14 Uhr", "2026-12-17 14:00"),
        ("2026-12-10 09:30", "eine Woche später, Freitag 9 Uhr", "2026-12-18 09:00"),
        ("2026-12-31 09:30", "einen Tag später", "2027-01-01 09:30"),
        ("2027-01-31 09:30", "einen Monat später", "2027-02-28 09:30"),
        ("2027-03-27 02:30", "einen Tag später", "2027-03-28 02:30"),
        ("2026-12-10 09:30", "an hour later", "2026-12-10 10:30"),
        ("2026-12-10 09:30", "two days earlier", "2026-12-08 09:30"),
        ("2026-12-10 09:30", "a week later at 2pm", "2026-12-17 14:00"),
        ("2026-12-10 09:30", "push back by 30 minutes", "2026-12-10 10:00"),
        # A neighbouring day.
        ("2026-12-10 09:30", "auf den nächsten Tag", "2026-12-11 09:30"),
        ("2026-12-10 09:30", "am selben Tag um 14 Uhr", "2026-12-10 14:00"),
        ("2026-12-10 09:30", "am gleichen Tag 2 Stunden später", "2026-12-10 11:30"),
        ("2026-12-10 09:30", "den Tag davor", "2026-12-09 09:30"),
        ("2026-12-10 09:30", "am Folgetag, 15 Uhr", "2026-12-11 15:00"),
        ("2026-12-10 09:30", "die Woche darauf am Mittwoch um 14 Uhr", "2026-12-16 14:00"),
        ("2026-12-10 09:30", "the same day at 14:00", "2026-12-10 14:00"),
        ("2026-12-10 09:30", "the next day", "2026-12-11 09:30"),
    ],
)
def test_a_move_is_understood_from_the_date_that_moves(start: str, said: str, to: str) -> None:
    assert moved(said, local(start), NOW) == Place(local(to))


@pytest.mark.parametrize("said", ["Fr 10 bis 12 Uhr", "Freitag, 10-12 Uhr", "am nächsten Freitag um 10 Uhr, 2 Stunden"])
def test_a_place_may_say_how_long(said: str) -> None:
    assert moved(said, local("2026-12-10 09:30"), NOW) == Place(local("2026-12-11 10:00"), timedelta(hours=2))


@pytest.mark.parametrize("said", ["morgen 9 Uhr", "24.12.2026 10 Uhr", "in 2 Wochen", "jeden Freitag 9 Uhr", "Quatsch", "", "x " * 200])
def test_what_stands_for_itself_is_left_to_the_reader_of_dates(said: str) -> None:
    assert moved(said, local("2026-12-10 09:30"), NOW) is None


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("um eine Stunde", "when.direction"),
        ("30 Minuten", "when.direction"),
        ("by 30 minutes", "when.direction"),
        ("2 Werktage später", "when.workdays"),
        ("einen halben Tag später", "when.part-of-day"),
        ("eine Stunde später um 9 Uhr", "when.contradiction"),
        ("am nächsten Tag am Freitag", "when.contradiction"),
        ("Mo den 11. um 10", "when.weekday-mismatch"),
        ("den 32.", "when.impossible"),
        ("15.", "when.bare-number"),
        ("9000 Jahre später", "when.far"),
    ],
)
def test_what_can_mean_two_things_is_refused(said: str, reason: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        moved(said, local("2026-12-10 09:30"), NOW)
    assert refusal.value.reason == reason


def test_a_way_to_go_is_told_from_a_date() -> None:
    assert all(is_shift(said) for said in ("eine Stunde später", "auf den nächsten Tag", "2 Werktage später", "um 30 Minuten nach hinten"))
    assert not any(is_shift(said) for said in ("Mi 11:00", "3.12. 9 Uhr", "um 11 Uhr", "krank", ""))


def test_a_phrase_can_say_which_year_and_from_when() -> None:
    assert names_year("5.3.2027 9 Uhr") and names_year("2027-03-05 09:00") and not names_year("5.3. 9 Uhr")
    assert names_start("jeden Dienstag 10 Uhr ab 1.3.") and not names_start("jeden Dienstag 10 Uhr")
