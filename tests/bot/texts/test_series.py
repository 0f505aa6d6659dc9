"""What the bot says of a series is understood again when somebody writes it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.texts.series import rule
from bot.values import when

local = datetime.fromisoformat
"""A wall-clock time, naive."""
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
START = local("2026-11-24 09:30")
SAID = [
    ("FREQ=DAILY", "jeden Tag um 09:30 Uhr", "every day at 09:30"),
    ("FREQ=DAILY;INTERVAL=3", "alle 3 Tage um 09:30 Uhr", "every 3 days at 09:30"),
    ("FREQ=WEEKLY;BYDAY=TU", "jeden Dienstag um 09:30 Uhr", "every Tuesday at 09:30"),
    ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "jeden Montag, Mittwoch und Freitag um 09:30 Uhr", "every Monday, Wednesday and Friday at 09:30"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "montags bis freitags um 09:30 Uhr", "Monday to Friday at 09:30"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "alle 2 Wochen am Donnerstag um 09:30 Uhr", "every 2 weeks on Thursday at 09:30"),
    ("FREQ=MONTHLY;BYDAY=1MO", "jeden ersten Montag im Monat um 09:30 Uhr", "every first Monday of the month at 09:30"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "jeden letzten Freitag im Monat um 09:30 Uhr", "every last Friday of the month at 09:30"),
    (
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
        "jeden ersten und dritten Montag im Monat um 09:30 Uhr",
        "every first and third Monday of the month at 09:30",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU",
        "alle 2 Monate am zweiten Dienstag um 09:30 Uhr",
        "every 2 months on the second Tuesday at 09:30",
    ),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "monatlich am 15. um 09:30 Uhr", "monthly on the 15th at 09:30"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "monatlich am letzten Tag um 09:30 Uhr", "monthly on the last day at 09:30"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "alle 3 Monate am 1. um 09:30 Uhr", "every 3 months on the 1st at 09:30"),
    ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15", "jedes Jahr am 15. März um 09:30 Uhr", "every year on 15 March at 09:30"),
    ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=15", "alle 2 Jahre am 15. März um 09:30 Uhr", "every 2 years on 15 March at 09:30"),
]


@pytest.mark.parametrize(("written", "german", "english"), SAID)
def test_a_series_is_said_in_both_languages(written: str, german: str, english: str) -> None:
    assert rule("de", written, START) == german
    assert rule("en", written, START) == english


@pytest.mark.parametrize("said", [said for _, german, english in SAID for said in (german, english)])
def test_what_is_said_of_a_series_is_understood_as_that_series(said: str) -> None:
    written = next(each for each, *words in SAID if said in words)
    found = when.read(said, now=NOW, zone=ZoneInfo("Europe/Berlin"))
    assert isinstance(found, when.Series)
    assert found.rule == written
    assert isinstance(found.start, datetime) and found.start.time() == START.time()
