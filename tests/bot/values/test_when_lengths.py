"""A time with its end or its length is a start and how long it takes, or is refused with the reason."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.values.when import Day, NotUnderstood, iso_lines, read

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 30, 10, tzinfo=BERLIN)
"""A Monday."""

TAKES = """
Do 03.12. 10 bis 12 Uhr | 2026-12-03T10:00 | 120
Do 10:00-2:00 | 2026-12-03T10:00 | 240
Do 03.12. 10-12 Uhr | 2026-12-03T10:00 | 120
Do 03.12. von 10-12 Uhr | 2026-12-03T10:00 | 120
Do 3.12. 10–12 | 2026-12-03T10:00 | 120
3.12. von 10 bis 12 | 2026-12-03T10:00 | 120
Do 03.12., 10:00-11:30 | 2026-12-03T10:00 | 90
Do 03.12., 10:00 - 11:30 Uhr | 2026-12-03T10:00 | 90
Do 03.12. 10.00-11.30 Uhr | 2026-12-03T10:00 | 90
Do 03.12. 10 Uhr bis 11 Uhr 30 | 2026-12-03T10:00 | 90
Do 03.12. 10 Uhr 15 - 11 Uhr 30 | 2026-12-03T10:15 | 75
Do 03.12. 10-11:30 | 2026-12-03T10:00 | 90
Do 10-12 | 2026-12-03T10:00 | 120
Freitag 10 bis 12 | 2026-12-04T10:00 | 120
morgen 14-15 | 2026-12-01T14:00 | 60
morgen 14-15 Uhr | 2026-12-01T14:00 | 60
Di 10 Uhr, 90 min | 2026-12-01T10:00 | 90
Di 10 Uhr 90 min | 2026-12-01T10:00 | 90
Di 10 Uhr 90 Minuten | 2026-12-01T10:00 | 90
Di 10 Uhr für 2 Stunden | 2026-12-01T10:00 | 120
Di 10 Uhr (2h) | 2026-12-01T10:00 | 120
Di 10:00, 2h | 2026-12-01T10:00 | 120
Di 10h 1,5h | 2026-12-01T10:00 | 90
Di 10 Uhr, Dauer 60 min | 2026-12-01T10:00 | 60
Di 10 Uhr Dauer: 1:30 | 2026-12-01T10:00 | 90
Di 10 Uhr eine Stunde | 2026-12-01T10:00 | 60
Di 10 Uhr anderthalb Stunden | 2026-12-01T10:00 | 90
Di 10 Uhr, eine halbe Stunde | 2026-12-01T10:00 | 30
Di 10 Uhr 1,5 Stunden | 2026-12-01T10:00 | 90
Di 10 Uhr 30 min | 2026-12-01T10:00 | 30
jeden Dienstag 10-11:30 Uhr | 2026-12-01T10:00 | 90
dienstags von 10 bis 12 | 2026-12-01T10:00 | 120
Mo-Fr 9-9:15 Uhr | 2026-12-01T09:00 | 15
alle zwei Wochen Do 9:30-10:30 | 2026-12-03T09:30 | 60
jeden Dienstag 10 Uhr, 45 min | 2026-12-01T10:00 | 45
thu 10-12 | 2026-12-03T10:00 | 120
thu from 10 to 12 | 2026-12-03T10:00 | 120
thu 10am-12pm | 2026-12-03T10:00 | 120
thu 2-3pm | 2026-12-03T14:00 | 60
thu 10-2pm | 2026-12-03T10:00 | 240
thu 9-5 | 2026-12-03T09:00 | 480
thu 9 to 11 | 2026-12-03T09:00 | 120
thu from 10 to 12 | 2026-12-03T10:00 | 120
thu 10 to 12pm | 2026-12-03T10:00 | 120
every tuesday from 10 to 12 | 2026-12-01T10:00 | 120
tue 10am for 2 hours | 2026-12-01T10:00 | 120
tue 10am, 90 minutes | 2026-12-01T10:00 | 90
Do 11-1 Uhr | 2026-12-03T11:00 | 120
Do 12-1 | 2026-12-03T12:00 | 60
Do 22-1 Uhr | 2026-12-03T22:00 | 180
Do 20-24 Uhr | 2026-12-03T20:00 | 240
Do 20 Uhr bis Mitternacht | 2026-12-03T20:00 | 240
Do 22:00-01:00 | 2026-12-03T22:00 | 180
Do 2-4 Uhr nachmittags | 2026-12-03T14:00 | 120
Do Nachmittag 2-4 | 2026-12-03T14:00 | 120
heute Abend 7 bis 9 | 2026-11-30T19:00 | 120
heute Abend von 7-9 Uhr | 2026-11-30T19:00 | 120
Do halb zehn bis elf | 2026-12-03T09:30 | 90
Do von neun bis zehn Uhr | 2026-12-03T09:00 | 60
Do von neun bis halb elf | 2026-12-03T09:00 | 90
Do 9 bis halb elf | 2026-12-03T09:00 | 90
Do zwei bis vier Uhr | 2026-12-03T14:00 | 120
10-12 Uhr | 2026-12-01T10:00 | 120
10:00-12:00 | 2026-12-01T10:00 | 120
10 bis 12 Uhr am Donnerstag | 2026-12-03T10:00 | 120
2026-12-24 10:00-11:00 | 2026-12-24T10:00 | 60
24.12.10-12 Uhr | 2026-12-24T10:00 | 120
27.12.10.00-11.30 Uhr | 2026-12-27T10:00 | 90
Di 1.12. 10.05-11.00 Uhr | 2026-12-01T10:05 | 55
Di 10-12 Uhr, 2 Stunden | 2026-12-01T10:00 | 120
in 2 Stunden für 30 min | 2026-11-30T12:00 | 30
Di 0-24 Uhr | 2026-12-01T00:00 | 1440
um 10-12 Uhr morgen | 2026-12-01T10:00 | 120
Do 10 Uhr - 11:30 | 2026-12-03T10:00 | 90
alle 2 Wochen Di 10-12 Uhr ab 8.12. | 2026-12-08T10:00 | 120
Mo-Fr 10-12 | 2026-12-01T10:00 | 120
10-12 Uhr Mo-Fr | 2026-12-01T10:00 | 120
3. Dezember 10 Uhr 30 Minuten | 2026-12-03T10:00 | 30
heute 11-12 | 2026-11-30T11:00 | 60
Di 8-18 Uhr | 2026-12-01T08:00 | 600
Di 8-20 | 2026-12-01T08:00 | 720
Di 7-7:30 | 2026-12-01T07:00 | 30
Di 06:00-08:00 | 2026-12-01T06:00 | 120
Di 6:30-8 | 2026-12-01T06:30 | 90
Di 5-6 nachmittags | 2026-12-01T17:00 | 60
Di drei bis fünf | 2026-12-01T15:00 | 120
Di von drei bis fünf | 2026-12-01T15:00 | 120
Di 10-halb 12 | 2026-12-01T10:00 | 90
Di 10 bis viertel vor 12 | 2026-12-01T10:00 | 105
Di halb 10-11 | 2026-12-01T09:30 | 90
Di 10 – 12 Uhr | 2026-12-01T10:00 | 120
Di 10—12 Uhr | 2026-12-01T10:00 | 120
Di 10 ‑ 12 Uhr | 2026-12-01T10:00 | 120
Di 10 bis ca. 12 Uhr | 2026-12-01T10:00 | 120
Di ca. 10-12 Uhr | 2026-12-01T10:00 | 120
Di ab 10 bis 12 Uhr | 2026-12-01T10:00 | 120
Di 10:00h-12:00h | 2026-12-01T10:00 | 120
Di 10.00h - 12.00h | 2026-12-01T10:00 | 120
Di 1000-1200 Uhr | 2026-12-01T10:00 | 120
Di 10-12 h | 2026-12-01T10:00 | 120
Di, 10.00 - 11.00 | 2026-12-01T10:00 | 60
Di 10.15-11.45 | 2026-12-01T10:15 | 90
1.12. 9.10 - 10.10 Uhr | 2026-12-01T09:10 | 60
1.12. 9.10-10.10 | 2026-12-01T09:10 | 60
1.12.2026 9-10 | 2026-12-01T09:00 | 60
1.12.2026, 9 - 10 | 2026-12-01T09:00 | 60
2026-12-01 9-10 | 2026-12-01T09:00 | 60
Di 10 Uhr 2,5 h | 2026-12-01T10:00 | 150
Di 10 Uhr 2.5h | 2026-12-01T10:00 | 150
Di 10 Uhr 2:30h | 2026-12-01T10:00 | 150
Di 10 Uhr eine Dreiviertelstunde | 2026-12-01T10:00 | 45
Di 10 Uhr eineinhalb Stunden | 2026-12-01T10:00 | 90
Di 10 Uhr, anderthalb Std. | 2026-12-01T10:00 | 90
Di um 10 eine Stunde lang | 2026-12-01T10:00 | 60
Di um 10 für anderthalb Stunden | 2026-12-01T10:00 | 90
eine Stunde am Di um 10 | 2026-12-01T10:00 | 60
90 min Di 10 Uhr | 2026-12-01T10:00 | 90
morgen 10 Uhr (eine halbe Stunde) | 2026-12-01T10:00 | 30
morgen früh 30 min | 2026-12-01T09:00 | 30
morgen Vormittag 2 Stunden | 2026-12-01T10:00 | 120
morgen Mittag eine Stunde | 2026-12-01T12:00 | 60
morgen von Mittag bis 14 Uhr | 2026-12-01T12:00 | 120
morgen mittags bis 14 Uhr | 2026-12-01T12:00 | 120
morgen 12 Uhr mittags bis 14 Uhr | 2026-12-01T12:00 | 120
Di 8 Uhr morgens bis 10 Uhr | 2026-12-01T08:00 | 120
Di 10 Uhr bis mittags | 2026-12-01T10:00 | 120
Di 10 bis Mittag | 2026-12-01T10:00 | 120
"""

REFUSED = """
zwischen 10 und 12 Uhr | when.between
Freitag zwischen 10 und 12 | when.between
thu 10 to 12 | when.half
Do 2-4 Uhr | when.which-half
Do 14-4 Uhr | when.backwards
Do 10:00-05:00 | when.backwards
Do 9:00-08:30 | when.backwards
Do 10-10 Uhr | when.backwards
10-12 | when.bare-number
dec 10-12 | when.range
Dez 10-12 | when.range
24.-26.12. | when.range
24.12.-26.12. | when.range
24.12. - 26.12. | when.range
1.-3. Dezember | when.range
Mo bis Mi | when.range
Mo 3.12. bis Mi 5.12. | when.range
3.12. 10 Uhr bis 4.12. 12 Uhr | when.range
Di 9.10-10 Uhr | when.bare-number
Di 24.11. 10.05-11.00 Uhr | when.weekday-mismatch
jeden Dienstag 10 Uhr und 14 Uhr | when.two-times
Di 10-12 Uhr, 90 min | when.lengths
Freitag 90 min | when.start-missing
90 min | when.amount
2 Wochen | when.amount
3.12. bis 14 | when.range
24 Uhr | when.midnight
Mitternacht | when.midnight
25-26 Uhr | when.no-such-time
Do 10-12 und 14-16 Uhr | when.two-times
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "start", "minutes"), rows(TAKES))
def test_a_span_is_its_start_and_how_long_it_takes(text: str, start: str, minutes: str) -> None:
    found = read(text, now=NOW, zone=BERLIN)
    assert not isinstance(found, Day)
    assert found.length is not None
    assert (iso_lines(found)[0][:16], found.length.total_seconds() / 60) == (start, int(minutes))


@pytest.mark.parametrize(("text", "reason"), rows(REFUSED))
def test_a_span_in_doubt_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read(text, now=NOW, zone=BERLIN)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("text", ["Do 10 Uhr", "jeden Dienstag 10 Uhr", "10:00 am 3.12.", "bis Freitag 12 Uhr", "28.12. - 9.00 Uhr"])
def test_where_no_end_was_said_nothing_is_known_of_the_length(text: str) -> None:
    found = read(text, now=NOW, zone=BERLIN)
    assert not isinstance(found, Day)
    assert found.length is None
