"""How values are said: what a filter prints in German and in English."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar.durations import Span, Unit
from bot.texts import LANGUAGES, filters

BERLIN = ZoneInfo("Europe/Berlin")
HERE = {"_zone": BERLIN}
"""What a template knows of the place where it is shown."""


def says(name: str, value: Any, german: str, english: str, *more: Any) -> None:
    said = [filters.of(language)[name](*more, value) for language in LANGUAGES]
    assert said == [german, english]


@pytest.mark.parametrize(
    ("severity", "german", "english"),
    [("red", "🔴 rot", "🔴 red"), ("yellow", "🟡 gelb", "🟡 yellow"), ("green", "🟢 grün", "🟢 green")],
)
def test_a_colour_is_an_emoji_and_a_word(severity: str, german: str, english: str) -> None:
    says("light", severity, german, english)


@pytest.mark.parametrize(
    ("span", "german", "english"),
    [
        (timedelta(0), "nach wenigen Augenblicken", "after a moment"),
        (timedelta(seconds=59), "nach wenigen Augenblicken", "after a moment"),
        (timedelta(seconds=60), "nach 1 Minute", "after 1 minute"),
        (timedelta(minutes=59, seconds=59), "nach 59 Minuten", "after 59 minutes"),
        (timedelta(hours=1), "nach 1 Stunde", "after 1 hour"),
        (timedelta(hours=23, minutes=59), "nach 23 Stunden", "after 23 hours"),
        (timedelta(days=1), "nach 1 Tag", "after 1 day"),
        (timedelta(days=3, hours=5), "nach 3 Tagen", "after 3 days"),
        (timedelta(days=13, hours=23), "nach 13 Tagen", "after 13 days"),
        (timedelta(days=14), "nach 2 Wochen", "after 2 weeks"),
        (timedelta(days=70), "nach 10 Wochen", "after 10 weeks"),
    ],
)
def test_how_long_it_took_is_said_in_its_largest_unit(span: timedelta, german: str, english: str) -> None:
    says("after", span, german, english)


def test_since_when_is_said_in_the_same_way() -> None:
    says("since", timedelta(days=3), "seit 3 Tagen", "for 3 days")
    says("since", timedelta(seconds=5), "seit eben", "for a moment")


@pytest.mark.parametrize(
    ("value", "name", "german", "english"),
    [
        ("off", "quiet", "aus", "off"),
        ("short", "replies", "kurz", "short"),
        ("24h", "lead", "24 Stunden", "24 hours"),
        ("8w", "retro", "8 Wochen", "8 weeks"),
        ("4h", "repeat-every", "4 Arbeitsstunden", "4 working hours"),
        ("1d", "yellow-after", "1 Arbeitstag", "1 working day"),
        ("5", "paper-days", "5 Tage", "5 days"),
        ("3", "repeats", "3", "3"),
        ("Fr 14:00", "weekly", "Fr 14:00", "Fri 14:00"),
        ("DE-HE", "holidays", "Hessen", "Hessen"),
        ("18:00-08:00", "quiet", "18:00-08:00", "18:00-08:00"),
    ],
)
def test_the_value_of_a_setting_is_said_as_people_say_it(value: str, name: str, german: str, english: str) -> None:
    assert [filters.of(language)["setting"](value, name) for language in LANGUAGES] == [german, english]


@pytest.mark.parametrize(
    ("day", "german", "english"),
    [
        (date(2026, 11, 24), "Dienstag, 24.11.2026", "Tuesday, 24 November 2026"),
        (date(2027, 3, 1), "Montag, 1.3.2027", "Monday, 1 March 2027"),
        (date(2024, 2, 29), "Donnerstag, 29.2.2024", "Thursday, 29 February 2024"),
    ],
)
def test_a_day_has_its_weekday(day: date, german: str, english: str) -> None:
    says("day", day, german, english, HERE)


def test_the_day_of_a_moment_is_that_of_the_project() -> None:
    says("day", at(2026, 12, 31, 23, 0), "Freitag, 1.1.2027", "Friday, 1 January 2027", HERE)


def test_a_day_in_a_row_of_figures() -> None:
    says("date", date(2026, 3, 1), "1.3.2026", "1 Mar 2026")


def at(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "german", "english"),
    [
        (at(2026, 11, 24, 13, 0), "Dienstag, 24.11.2026, 14:00 Uhr", "Tuesday, 24 November 2026, 14:00"),
        (at(2026, 7, 1, 12, 0), "Mittwoch, 1.7.2026, 14:00 Uhr", "Wednesday, 1 July 2026, 14:00"),
        # The last minute before the clocks go forward, and the first after it.
        (at(2026, 3, 29, 0, 59), "Sonntag, 29.3.2026, 01:59 Uhr", "Sunday, 29 March 2026, 01:59"),
        (at(2026, 3, 29, 1, 0), "Sonntag, 29.3.2026, 03:00 Uhr", "Sunday, 29 March 2026, 03:00"),
        # The hour that comes twice when they go back.
        (at(2026, 10, 25, 0, 30), "Sonntag, 25.10.2026, 02:30 Uhr", "Sunday, 25 October 2026, 02:30"),
        (at(2026, 10, 25, 1, 30), "Sonntag, 25.10.2026, 02:30 Uhr", "Sunday, 25 October 2026, 02:30"),
        (at(2026, 10, 25, 2, 0), "Sonntag, 25.10.2026, 03:00 Uhr", "Sunday, 25 October 2026, 03:00"),
        # Already the next day, and the next year, in Berlin.
        (at(2026, 6, 30, 22, 30), "Mittwoch, 1.7.2026, 00:30 Uhr", "Wednesday, 1 July 2026, 00:30"),
        (at(2026, 12, 31, 23, 0), "Freitag, 1.1.2027, 00:00 Uhr", "Friday, 1 January 2027, 00:00"),
    ],
)
def test_a_moment_is_said_in_the_zone_of_the_project(moment: datetime, german: str, english: str) -> None:
    says("moment", moment, german, english, HERE)


@pytest.mark.parametrize(
    ("moment", "stamp_de", "stamp_en", "clock"),
    [
        (at(2026, 11, 24, 13, 5), "24.11. 14:05", "24 Nov 14:05", "14:05"),
        (at(2026, 7, 1, 22, 0), "2.7. 00:00", "2 Jul 00:00", "00:00"),
    ],
)
def test_a_stamp_and_a_clock_time_are_short(moment: datetime, stamp_de: str, stamp_en: str, clock: str) -> None:
    says("stamp", moment, stamp_de, stamp_en, HERE)
    says("clock", moment, clock, clock, HERE)


@pytest.mark.parametrize(
    ("span", "german", "english"),
    [
        (Span(90, Unit.SECONDS), "90 Arbeitssekunden", "90 working seconds"),
        (Span(1, Unit.MINUTES), "1 Arbeitsminute", "1 working minute"),
        (Span(30, Unit.MINUTES), "30 Arbeitsminuten", "30 working minutes"),
        (Span(1, Unit.HOURS), "1 Arbeitsstunde", "1 working hour"),
        (Span(4, Unit.HOURS), "4 Arbeitsstunden", "4 working hours"),
        (Span(1, Unit.DAYS), "1 Arbeitstag", "1 working day"),
        (Span(10, Unit.DAYS), "10 Arbeitstagen", "10 working days"),
        (Span(1, Unit.WEEKS), "1 Woche", "1 week"),
        (Span(2, Unit.WEEKS), "2 Wochen", "2 weeks"),
    ],
)
def test_working_time_says_that_it_is_working_time(span: Span, german: str, english: str) -> None:
    says("worktime", span, german, english)


@pytest.mark.parametrize(
    ("kept", "german", "english"),
    [
        ("1 day", "1 Tag", "1 day"),
        ("10 days", "10 Tage", "10 days"),
        ("2 weeks", "2 Wochen", "2 weeks"),
        ("1 month", "1 Monat", "1 month"),
        ("3 months", "3 Monate", "3 months"),
    ],
)
def test_a_delay_is_kept_in_english_and_said_in_the_language_of_the_room(kept: str, german: str, english: str) -> None:
    says("delay", kept, german, english)


@pytest.mark.parametrize(
    ("euros", "german", "english"),
    [(0, "0", "0"), (950, "950", "950"), (120_000, "120.000", "120,000"), (1_234_567, "1.234.567", "1,234,567")],
)
def test_an_amount_has_its_separators(euros: int, german: str, english: str) -> None:
    says("amount", euros, german, english)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Freigabe fehlt", "Freigabe fehlt"),
        ("  zwei\nZeilen\t und  mehr ", "zwei Zeilen und mehr"),
        ("", ""),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 80 + " …"),
        ("wort " * 16, ("wort " * 16).strip()),
        ("wort " * 17, ("wort " * 16).strip() + " …"),
        ("a" * 70 + ", " + "b" * 20, "a" * 70 + " …"),
    ],
)
def test_a_long_text_is_cut_at_a_word(text: str, short: str) -> None:
    says("short", text, short, short)
