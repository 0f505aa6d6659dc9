"""What repeats is a rule with a first date, on the same clock all year."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.values.when import Series, iso_lines, read

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""Monday 2026-11-23, 10:00 in Berlin."""

SERIES = """
jeden Dienstag 10 Uhr | FREQ=WEEKLY;BYDAY=TU | 2026-11-24T10:00
dienstags 10:00 | FREQ=WEEKLY;BYDAY=TU | 2026-11-24T10:00
immer dienstags um 10 | FREQ=WEEKLY;BYDAY=TU | 2026-11-24T10:00
every tuesday 10am | FREQ=WEEKLY;BYDAY=TU | 2026-11-24T10:00
Mittwochs um 10 | FREQ=WEEKLY;BYDAY=WE | 2026-11-25T10:00
jede Woche Dienstag 10 Uhr | FREQ=WEEKLY;BYDAY=TU | 2026-11-24T10:00
Dienstag und Donnerstag 10 Uhr jede Woche | FREQ=WEEKLY;BYDAY=TU,TH | 2026-11-24T10:00
jeden Dienstag 10 Uhr ab 8.12. | FREQ=WEEKLY;BYDAY=TU | 2026-12-08T10:00
alle zwei Wochen donnerstags 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH | 2026-11-26T09:30
jeden zweiten Donnerstag 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH | 2026-11-26T09:30
every other thursday 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH | 2026-11-26T09:30
every 2nd thursday | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH | 2026-11-26
alle 14 Tage dienstags 10 Uhr | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU | 2026-11-24T10:00
alle 6 Wochen donnerstags 15 Uhr | FREQ=WEEKLY;INTERVAL=6;BYDAY=TH | 2026-11-26T15:00
jeden ersten Montag im Monat 14 Uhr | FREQ=MONTHLY;BYDAY=1MO | 2026-12-07T14:00
every first monday of the month at 14:00 | FREQ=MONTHLY;BYDAY=1MO | 2026-12-07T14:00
jeden zweiten Donnerstag im Monat | FREQ=MONTHLY;BYDAY=2TH | 2026-12-10
jeden letzten Freitag im Monat 11:00 | FREQ=MONTHLY;BYDAY=-1FR | 2026-11-27T11:00
jeden 1. und 3. Dienstag im Monat | FREQ=MONTHLY;BYDAY=1TU,3TU | 2026-12-01
monatlich am 15. um 10 Uhr | FREQ=MONTHLY;BYMONTHDAY=15 | 2026-12-15T10:00
jeden letzten Tag im Monat | FREQ=MONTHLY;BYMONTHDAY=-1 | 2026-11-30
alle 3 Monate am 1. um 9 Uhr | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1 | 2026-12-01T09:00
vierteljährlich am 1. um 9 Uhr | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1 | 2026-12-01T09:00
jährlich am 24.12. | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24 | 2026-12-24
werktags 9:15 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | 2026-11-24T09:15
Mo-Fr 9:15 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | 2026-11-24T09:15
jeden Werktag 14 Uhr | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | 2026-11-23T14:00
täglich 9 Uhr | FREQ=DAILY | 2026-11-24T09:00
jeden Morgen 9 Uhr | FREQ=DAILY | 2026-11-24T09:00
jeden Dienstag 10 | FREQ=WEEKLY;BYDAY=TU | 2026-11-24T10:00
dienstags 10.00 | FREQ=WEEKLY;BYDAY=TU | 2026-11-24T10:00
every tuesday and thursday at 10 | FREQ=WEEKLY;BYDAY=TU,TH | 2026-11-24T10:00
jeweils Dienstag 10 Uhr | FREQ=WEEKLY;BYDAY=TU | 2026-11-24T10:00
einmal pro Woche dienstags 10 Uhr | FREQ=WEEKLY;BYDAY=TU | 2026-11-24T10:00
ab Januar jeden Dienstag 10 Uhr | FREQ=WEEKLY;BYDAY=TU | 2027-01-05T10:00
ab November jeden Dienstag 10 Uhr | FREQ=WEEKLY;BYDAY=TU | 2026-11-24T10:00
ab sofort jeden Dienstag 10 Uhr | FREQ=WEEKLY;BYDAY=TU | 2026-11-24T10:00
alle 14 Tage montags 9 Uhr | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO | 2026-11-30T09:00
am ersten und dritten Montag im Monat 14 Uhr | FREQ=MONTHLY;BYDAY=1MO,3MO | 2026-12-07T14:00
jeden 2. + 4. Mi im Monat 9 Uhr | FREQ=MONTHLY;BYDAY=2WE,4WE | 2026-11-25T09:00
am 1. Montag eines Monats 14 Uhr | FREQ=MONTHLY;BYDAY=1MO | 2026-12-07T14:00
jeweils am 15. um 10 Uhr | FREQ=MONTHLY;BYMONTHDAY=15 | 2026-12-15T10:00
jeden zweiten Tag 9 Uhr | FREQ=DAILY;INTERVAL=2 | 2026-11-24T09:00
"""


ROWS = [tuple(cell.strip() for cell in line.split(" | ")) for line in SERIES.strip().splitlines()]


@pytest.mark.parametrize(("text", "rule", "first"), ROWS)
def test_a_series_is_a_rule_and_its_first_date(text: str, rule: str, first: str) -> None:
    series = read(text, now=NOW, zone=BERLIN)
    assert isinstance(series, Series)
    assert (series.rule, iso_lines(series)[0][:16]) == (rule, first)
    assert series.has_time == ("T" in first)


def test_a_series_keeps_its_wall_clock_time_and_moves_only_the_date_that_the_clocks_skip() -> None:
    lines = iso_lines(read("sonntags 2:30", now=datetime(2027, 3, 20, 9, tzinfo=UTC), zone=BERLIN))
    assert lines == ["2027-03-21T02:30+01:00", "2027-03-28T03:30+02:00", "2027-04-04T02:30+02:00"]
