"""What people write for a date is understood as they mean it, or refused with the reason."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.values.when import NotUnderstood, iso_lines, read, read_point_in_time

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
"""Monday 2026-11-23, 10:00 in Berlin."""


def understood(text: str, now: datetime = NOW) -> str:
    """The first line of `lotse when` without the offset, or the reason of the refusal."""
    try:
        return iso_lines(read(text, now=now, zone=BERLIN))[0][:16]
    except NotUnderstood as refusal:
        return refusal.reason


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=BERLIN)


SINGLE = """
heute 14 Uhr | 2026-11-23T14:00
heute um 14.30 Uhr | 2026-11-23T14:30
morgen um 14 Uhr | 2026-11-24T14:00
morgen 14:00 | 2026-11-24T14:00
morgen früh | 2026-11-24T09:00
morgen Nachmittag | 2026-11-24T14:00
übermorgen 9 Uhr | 2026-11-25T09:00
uebermorgen 9h | 2026-11-25T09:00
ÜBERMORGEN 9 UHR | 2026-11-25T09:00
Di 14 Uhr | 2026-11-24T14:00
am Dienstag um 14:00 Uhr | 2026-11-24T14:00
Dienstag, 14 h | 2026-11-24T14:00
nächsten Dienstag 10 Uhr | 2026-11-24T10:00
naechsten Dienstag 10 Uhr | 2026-11-24T10:00
kommenden Dienstag 10 Uhr | 2026-11-24T10:00
diesen Dienstag 10 Uhr | 2026-11-24T10:00
übernächsten Dienstag | 2026-12-01
nächste Woche Dienstag | 2026-12-01
Dienstag nächster Woche | 2026-12-01
Dienstag in einer Woche | 2026-12-01
Dienstag in zwei Wochen | 2026-12-08
Montag | 2026-11-30
Montag 14 Uhr | 2026-11-30T14:00
Freitag morgen | 2026-11-27T09:00
Freitagnachmittag | 2026-11-27T14:00
14 Uhr | 2026-11-23T14:00
um 14 | 2026-11-23T14:00
9 Uhr | 2026-11-24T09:00
KW 47 | 2027-11-22
KW 49 | 2026-11-30
Freitag KW 49 | 2026-12-04
2026-W49 | 2026-11-30
1.12 | 2026-12-01
Freitag | 2026-11-27
bis Freitag | 2026-11-27
am Fr | 2026-11-27
24.12. | 2026-12-24
24.12.26 | 2026-12-24
24. Dezember | 2026-12-24
zum 24.12. | 2026-12-24
bis 24.12.2026 | 2026-12-24
24.12. 10 Uhr | 2026-12-24T10:00
24.12. 1430 Uhr | 2026-12-24T14:30
24.12.10 Uhr | 2026-12-24T10:00
Do, 24.12.2026, 10:00 Uhr | 2026-12-24T10:00
24. Dez um 10 | 2026-12-24T10:00
1.11. | 2027-11-01
2026-12-24 10:00 | 2026-12-24T10:00
2026-12-24T10:00 | 2026-12-24T10:00
2026-12-24T10:00+01:00 | 2026-12-24T10:00
2026-12-24T10:00Z | 2026-12-24T11:00
24.12.2026 10:00 UTC | 2026-12-24T11:00
in 3 Tagen | 2026-11-26
in zwei Wochen | 2026-12-07
in 14 Tagen | 2026-12-07
in einem Monat | 2026-12-23
in 2 Stunden | 2026-11-23T12:00
in einer halben Stunde | 2026-11-23T10:30
in anderthalb Stunden | 2026-11-23T11:30
in 90 Minuten | 2026-11-23T11:30
in 2 Tagen um 14 Uhr | 2026-11-25T14:00
heute in 3 Wochen | 2026-12-14
Mi in 2 Wochen | 2026-12-09
Ende der Woche | 2026-11-27
Ende nächster Woche | 2026-12-04
Ende des Monats | 2026-11-30
Monatsende | 2026-11-30
Ende Januar | 2027-01-31
Anfang Februar | 2027-02-01
Mitte Dezember | 2026-12-15
Ende Q1 | 2027-03-31
Jahresende | 2026-12-31
nächste Woche | 2026-11-30
letzten Freitag im Dezember | 2026-12-25
am ersten Montag nächsten Monats | 2026-12-07
am 15. nächsten Monats | 2026-12-15
halb zehn | 2026-11-24T09:30
um halb drei | 2026-11-23T14:30
viertel nach drei | 2026-11-23T15:15
dreiviertel zehn | 2026-11-24T09:45
Viertel vor 10 | 2026-11-24T09:45
fünf vor halb drei | 2026-11-23T14:25
um drei | 2026-11-23T15:00
12.30 Uhr | 2026-11-23T12:30
1430 Uhr | 2026-11-23T14:30
14h30 | 2026-11-23T14:30
9.15 Uhr | 2026-11-24T09:15
heute 14.30 | 2026-11-23T14:30
8 Uhr früh | 2026-11-24T08:00
heute Abend um 8 | 2026-11-23T20:00
heute Abend 19 Uhr | 2026-11-23T19:00
morgen vormittag um 11 | 2026-11-24T11:00
am 3.12. nachmittags | 2026-12-03T14:00
14 Uhr morgen | 2026-11-24T14:00
10 Uhr 24. Dezember | 2026-12-24T10:00
14:00 am Dienstag | 2026-11-24T14:00
3. Dezember 2026 um 9:15 Uhr | 2026-12-03T09:15
Sonntag, den 6.12. | 2026-12-06
kommende Woche Mittwoch | 2026-12-02
spätestens Freitag 12 Uhr | 2026-11-27T12:00
Heiligabend | 2026-12-24
tomorrow at 2pm | 2026-11-24T14:00
next tuesday 10am | 2026-11-24T10:00
friday 9:30 | 2026-11-27T09:30
next fri at noon | 2026-11-27T12:00
in two weeks | 2026-12-07
in a fortnight | 2026-12-07
a week from tuesday | 2026-12-01
dec 24 at 10 | 2026-12-24T10:00
Wed, Dec 2 2pm | 2026-12-02T14:00
2 December 2026 14:00 | 2026-12-02T14:00
the 5th of december | 2026-12-05
end of the month | 2026-11-30
day after tomorrow at half past three | 2026-11-25T15:30
24/12/2026 | 2026-12-24
Thu Dec 24 10:00:00 2026 | 2026-12-24T10:00
2026.12.24 10:00 | 2026-12-24T10:00
am kommenden Do gegen halb drei nachm. | 2026-11-26T14:30
Di., 1.12., 14h30 | 2026-12-01T14:30
do. 14.00 | 2026-11-26T14:00
24.12. 10.00 | 2026-12-24T10:00
14.00 | 2026-11-23T14:00
heute 16,30 Uhr | 2026-11-23T16:30
morgen um 10 :00 Uhr | 2026-11-24T10:00
24.12.2026 um 10. | 2026-12-24T10:00
Do14:00 | 2026-11-26T14:00
Dienstag10Uhr | 2026-11-24T10:00
26.11.2026um 14 Uhr | 2026-11-26T14:00
24.Dez2026 | 2026-12-24
24.12.'26 | 2026-12-24
24 .12. | 2026-12-24
24/12 | 2026-12-24
KW50 | 2026-12-07
KW50/2026 | 2026-12-07
Mittw. KW50 10 Uhr | 2026-12-09T10:00
Dienstag 24.11.2026 (KW 48) 10 Uhr | 2026-11-24T10:00
2026-W50-3 | 2026-12-09
Mo 20.3.2028 (KW 12) | 2028-03-20
28.11. - 9.00 Uhr | 2026-11-28T09:00
morgen, Dienstag, den 24.11., 10 Uhr | 2026-11-24T10:00
über morgen 10 Uhr | 2026-11-25T10:00
noch heute | 2026-11-23
gleich morgen früh | 2026-11-24T09:00
bis einschließlich 24.12. | 2026-12-24
innerhalb einer Woche | 2026-11-30
Freitag bis Feierabend | 2026-11-27
by EOD | 2026-11-23
EOW | 2026-11-27
morgen 10 | 2026-11-24T10:00
24.12.2026 10 | 2026-12-24T10:00
24.12. 14 | 2026-12-24T14:00
in 14 Tagen um 10 | 2026-12-07T10:00
heute abend 8 | 2026-11-23T20:00
Donnerstag 8 abends | 2026-11-26T20:00
am 3. um 9 | 2026-12-03T09:00
am 23. | 2026-11-23
am 31. | 2026-12-31
bis zum 15. | 2026-12-15
am ersten um 9 | 2026-12-01T09:00
5. um 9 Uhr | 2026-12-05T09:00
the 8th at 2pm | 2026-12-08T14:00
Freitag, den 4., 10 Uhr | 2026-12-04T10:00
am 3. im Januar | 2027-01-03
nächsten Monat am 3. | 2026-12-03
a quarter past nine | 2026-11-24T09:15
christmas eve | 2026-12-24
2026-12-24T10:00:00.000Z | 2026-12-24T11:00
2026-12-24 10:00Z | 2026-12-24T11:00
2026-12-24T10:00-05:00 | 2026-12-24T16:00
20261224T090000Z | 2026-12-24T10:00
"""

REFUSED = """
heute 8 Uhr | when.past
1.11.2026 | when.past
gestern | when.past
letzten Freitag | when.past
31.11. | when.impossible
29.2.2027 | when.impossible
KW 54 | when.impossible
14 | when.bare-number
5. | when.bare-number
am 5 | when.bare-number
Freitag 10 | when.bare-number
24.12. 26 | when.bare-number
24.12. 1400 | when.bare-number
monatlich am 15. 10 | when.bare-number
9.30 | when.bare-number
12.24 | when.bare-number
Di 9.10 | when.bare-number
26.11. 9.05 | when.bare-number
24.12. 3 | when.which-half
12/24/2026 | when.american
3/4/2026 | when.american
3/4 | when.american
Mo 24.12.2026 | when.weekday-mismatch
Mo, den 4. | when.weekday-mismatch
Di 9.10. | when.weekday-mismatch
heute Dienstag | when.weekday-mismatch
28.3.2027 2:30 | when.gap
24.-26.12. | when.range
Freitag zwischen 10 und 12 Uhr | when.between
Di 10 Uhr, Mi 11 Uhr | when.several
jeden Dienstag 10 Uhr und 14 Uhr | when.two-times
Di, Mi 9 Uhr | when.several
nächsten Monat | when.vague
asap | when.vague
so bald wie möglich | when.vague
vor Weihnachten | when.vague
nach den Ferien | when.vague
vor dem 24.12.2026 | when.vague
vorm 24.12. | when.vague
zwischen den Jahren | when.vague
irgendwann | when.vague
in ein paar Tagen | when.vague
in 2-3 Wochen | when.vague
2 Wochen | when.amount
3 days | when.amount
24.12.2026 oder 25.12.2026 | when.choice
im Januar | when.vague
diese Woche | when.this-week
am Wochenende | when.weekend
um 3 | when.which-half
um 3 am Dienstag | when.which-half
half three | when.half
24 Uhr | when.midnight
12 Uhr nachts | when.midnight
25 Uhr | when.no-such-time
14:75 | when.no-such-time
um 10:15:30 | when.seconds
heute Nacht | when.night
morgen früh um 14 Uhr | when.contradiction
morgen 9.10 | when.bare-number
morgen, den 25. | when.contradiction
KW 49, 8.12. | when.contradiction
Montag in einer Woche | when.two-readings
letzter Freitag im Monat | when.series-or-date
in 3 Werktagen | when.workdays
jeden ersten Werktag im Monat 9 Uhr | when.workdays
jeden Monat am letzten Werktag | when.workdays
in anderthalb Wochen | when.part-of-day
24.12.3026 | when.far
2110.12.24 10:00 | when.far
in 1000 Jahren | when.far
Mit 14 Uhr | when.unknown
Die 14 Uhr | when.unknown
? | when.empty
jeden 14. und 15. Freitag im Monat | when.impossible
monatlich am 31. | when.short-months
jeden dritten Dienstag 10 Uhr | when.series-nth
wöchentlich 10 Uhr | when.series-day
jeden Dienstag bis 31.3. 10 Uhr | when.series-mix
biweekly tuesday 10am | when.series-unclear
zweimal im Monat | when.series-unclear
jede gerade Woche Dienstag 10 Uhr | when.series-unclear
jeden ersten Tag im Monat | when.series-unclear
jeden zweiten Tag im Monat | when.series-mix
jeden Dienstag außer in den Ferien | when.series-mix
wöchentlich ab nächster Woche 10 Uhr | when.series-day
wöchentlich ab Januar 10 Uhr | when.series-day
einmal im Monat | when.series-day
"""


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "meaning"), rows(SINGLE))
def test_a_date_is_what_people_mean(text: str, meaning: str) -> None:
    assert understood(text) == meaning


@pytest.mark.parametrize(("text", "reason"), rows(REFUSED))
def test_what_is_in_doubt_is_refused_with_the_reason(text: str, reason: str) -> None:
    assert understood(text) == reason


@pytest.mark.parametrize(
    ("text", "said_at", "meaning"),
    [
        ("Freitag", "2026-11-27T10:00", "2026-12-04"),
        ("KW 48", "2026-11-25T10:00", "when.this-week"),
        ("Freitag KW 48", "2026-11-25T10:00", "2026-11-27"),
        ("Dienstag in einer Woche", "2026-11-25T10:00", "2026-12-08"),
        ("in einer Woche am Dienstag", "2026-11-25T10:00", "when.two-readings"),
        ("Ende der Woche", "2026-11-28T10:00", "when.past"),
        ("morgen 14 Uhr", "2026-12-31T23:30", "2027-01-01T14:00"),
        ("1.1.", "2026-12-31T23:30", "2027-01-01"),
        ("in einem Monat", "2027-01-31T10:00", "2027-02-28"),
        ("29.2.", "2027-06-01T10:00", "2028-02-29"),
        ("in 2 Stunden", "2027-03-28T01:30", "2027-03-28T04:30"),
        ("in 24 Stunden", "2027-03-27T12:00", "2027-03-28T13:00"),
        ("in 1 Tag um 12 Uhr", "2027-03-27T12:00", "2027-03-28T12:00"),
        ("in einer Stunde", "2026-10-25T01:30", "2026-10-25T02:30"),
        ("Montag 2:30", "2027-03-26T10:00", "2027-03-29T02:30"),
        ("Sonntag 2:30", "2027-03-26T10:00", "when.gap"),
    ],
)
def test_now_decides(text: str, said_at: str, meaning: str) -> None:
    assert understood(text, at(said_at)) == meaning


def test_of_two_moments_in_autumn_the_first_is_meant() -> None:
    moment = read_point_in_time("25.10.2026 2:30", now=at("2026-10-20T10:00"), zone=BERLIN)
    assert moment.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
