"""How long something takes, and how much later it gets."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.date_phrases.durations import read_delay, read_duration
from bot.domain.errors import NotUnderstood


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("60", 60),
        ("60 min", 60),
        ("1h", 60),
        ("1,5 Stunden", 90),
        ("1.5h", 90),
        ("1:30", 90),
        ("1h30", 90),
        ("1h15m", 75),
        ("1 Std. 30 Min.", 90),
        ("anderthalb Stunden", 90),
        ("zweieinhalb Stunden", 150),
        ("1½ Stunden", 90),
        ("90 Minuten", 90),
        ("eine halbe Stunde", 30),
        ("Dreiviertelstunde", 45),
        ("ca. 60 Minuten", 60),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("45'", 45),
        ("24 h", 24 * 60),
        ("max. 60 min", 60),
        ("höchstens eine Stunde", 60),
        ("0,75 h", 45),
    ],
)
def test_a_duration_is_understood(text: str, minutes: int) -> None:
    assert read_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 Tag", "when.duration"),
        ("1,5", "when.duration"),
        ("1:75", "when.duration"),
        ("-5", "when.duration"),
        ("10-15 min", "when.duration"),
        ("lange", "when.duration"),
        ("0", "when.duration-length"),
        ("10 Sekunden", "when.duration-length"),
        ("1.30 h", "when.duration"),
        ("1,15 Stunden", "when.duration"),
        ("25 h", "when.duration-length"),
    ],
)
def test_a_duration_in_doubt_is_refused(text: str, reason: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read_duration(text)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("text", "german", "english"),
    [
        ("2 Wochen", "2 Wochen", "2 weeks"),
        ("3 Tage", "3 Tage", "3 days"),
        ("einen Monat", "1 Monat", "1 month"),
        ("anderthalb Wochen", "1,5 Wochen", "1.5 weeks"),
        ("ca. 3 weeks", "3 Wochen", "3 weeks"),
        ("1 Woche und 2 Tage", "9 Tage", "9 days"),
        ("1 Jahr 6 Monate", "18 Monate", "18 months"),
        ("3 Arbeitstage", "3 Arbeitstage", "3 working days"),
        ("a fortnight", "2 Wochen", "2 weeks"),
        ("90 Minuten", "90 Minuten", "90 minutes"),
        ("1:30", "90 Minuten", "90 minutes"),
        ("bis zu 2 Wochen", "2 Wochen", "2 weeks"),
        ("+2 Wochen", "2 Wochen", "2 weeks"),
        ("2 Wochen später", "2 Wochen", "2 weeks"),
        ("2 weeks late", "2 Wochen", "2 weeks"),
    ],
)
def test_a_delay_can_be_said_in_both_languages_and_read_again(text: str, german: str, english: str) -> None:
    delay = read_delay(text)
    assert (delay.said("de"), delay.said("en")) == (german, english)
    assert read_delay(german) == read_delay(english) == delay


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("unbekannt", "when.delay-unknown"),
        ("?", "when.delay-unknown"),
        ("3", "when.delay-unit"),
        ("2m", "when.delay-unit"),
        ("keiner", "when.delay-none"),
        ("0", "when.delay-none"),
        ("bis Freitag", "when.delay"),
        ("2-3 Wochen", "when.delay-range"),
        ("zwei bis drei Wochen", "when.delay-range"),
        ("ein paar Tage", "when.delay"),
        ("zwei Monate und eine Woche", "when.delay"),
        ("0 Tage", "when.delay-none"),
        ("-2 Wochen", "when.delay"),
        ("mindestens 2 Wochen", "when.delay"),
    ],
)
def test_a_delay_in_doubt_is_refused(text: str, reason: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read_delay(text)
    assert refusal.value.reason == reason
