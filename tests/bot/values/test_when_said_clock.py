"""Times of day, refusals, and the same words at other moments."""

from __future__ import annotations

import pytest

from tests.bot.values.said import cases, meaning

SAID = """
# now 2026-11-30T10:00
viertel nach zehn | 2026-11-30T10:15
viertel vor elf | 2026-11-30T10:45
viertel elf | 2026-11-30T10:15
dreiviertel elf | 2026-11-30T10:45
dreiviertel 11 | 2026-11-30T10:45
drei viertel elf | 2026-11-30T10:45
Di viertel 11 | 2026-12-01T10:15
Di um viertel nach neun | 2026-12-01T09:15
fünf vor halb zehn | 2026-12-01T09:25
fünf nach halb zehn | 2026-12-01T09:35
zehn nach neun | 2026-12-01T09:10
10 nach 9 | 2026-12-01T09:10
5 vor 12 | 2026-11-30T11:55
zwanzig vor drei | 2026-11-30T14:40
halb 3 | 2026-11-30T14:30
halb drei nachmittags | 2026-11-30T14:30
um zehn | 2026-12-01T10:00
um drei | 2026-11-30T15:00
drei Uhr nachmittags | 2026-11-30T15:00
zwölf Uhr mittags | 2026-11-30T12:00
mittags | 2026-11-30T12:00
14.30h | 2026-11-30T14:30
14h30 | 2026-11-30T14:30
1430 Uhr | 2026-11-30T14:30
1430? | when.bare-number
14 uhr dreißig | 2026-11-30T14:30
14Uhr | 2026-11-30T14:00
14:30h | 2026-11-30T14:30
9 Uhr morgens | 2026-12-01T09:00
8 Uhr abends | 2026-11-30T20:00
um 3 | when.which-half
Do um 5 | when.which-half
24 Uhr | when.midnight
25 Uhr | when.no-such-time
Di 10 Uhr 75 | when.no-such-time
Di 10 Uhr oder 11 Uhr | when.choice
Di oder Mi 10 Uhr | when.choice
Di 10 Uhr, Mi 10 Uhr | when.several
Di und Do 10 Uhr | when.several
32.12. | when.impossible
30.2. | when.impossible
Mo 1.12.2026 | when.weekday-mismatch
Freitag, 5.12. | when.weekday-mismatch
12/24/2026 | when.american
3/4/2026 | when.american
asap | when.vague
irgendwann im Januar | when.vague
Januar | when.vague
im Sommer | when.vague
Sommerferien | when.vague
nach den Ferien | when.vague
zeitnah | when.vague
wie immer | when.unknown
keine Ahnung | when.unknown
noch offen | when.unknown
siehe Kalender | when.unknown
- | when.empty
bis spätestens Freitag | 2026-12-04
spätestens am 4.12. um 12 | 2026-12-04T12:00
bis zum 4.12. einschließlich | 2026-12-04
Deadline Freitag 12 Uhr | 2026-12-04T12:00
Frist: 4.12. | 2026-12-04
Termin: Di 10 Uhr | 2026-12-01T10:00
bitte am Di um 10 | 2026-12-01T10:00
Di 1.12. 10:00 Uhr (KW 49) | 2026-12-01T10:00
Die 10 Uhr | when.unknown
Samstag 10 Uhr | 2026-12-05T10:00
Sonnabend 10 Uhr | 2026-12-05T10:00
Sa. 5.12. vormittags | 2026-12-05T10:00
So 6.12. 10 Uhr | 2026-12-06T10:00
letzten Freitag | when.past
gestern 10 Uhr | when.past
vorige Woche Di | when.past
29.11.2026 | when.past
Jänner | when.vague
5. Jänner 10 Uhr | 2027-01-05T10:00
5. Feber | 2027-02-05
1. Montag im Januar | 2027-01-04
erster Montag im Januar 10 Uhr | 2027-01-04T10:00
letzter Freitag im Dezember | 2026-12-25
dritter Donnerstag im Februar | 2027-02-18
vorletzter Freitag im Januar | 2027-01-22
zweiter Dienstag nächsten Monats | 2026-12-08
# now 2026-11-23T10:00
diesen Montag 14 Uhr | when.two-readings
kommenden Montag | 2026-11-30
27.11.10.00 Uhr | 2026-11-27T10:00
27.11. 10.00 | 2026-11-27T10:00
27.11.,10h | 2026-11-27T10:00
Freitag, der 27. November 26 | 2026-11-27
Freitag, den 27.11.26, 10:00h | 2026-11-27T10:00
1. Advent | 2026-11-29
Montag in acht Tagen | when.two-readings
# now 2026-12-02T09:00
diesen Mittwoch | when.two-readings
diesen Mittwoch 14 Uhr | when.two-readings
diesen Montag | 2026-12-07
Mittwoch | 2026-12-09
in acht Tagen | when.two-readings
Mo bis Fr | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-02
diese Woche Montag | when.past
Dienstag in einer Woche | 2026-12-15
Weihnachten | when.feast
# now 2026-12-04T16:45
Freitag 17 Uhr | 2026-12-11T17:00
diesen Freitag 17 Uhr | when.two-readings
heute 17 Uhr | 2026-12-04T17:00
heute Abend | 2026-12-04T18:00
Montag früh | 2026-12-07T09:00
nächste Woche Freitag | 2026-12-11
Ende der Woche | 2026-12-04
Wochenanfang | when.past
zum Ersten | 2027-01-01
# now 2026-12-27T20:00
Freitag vor Weihnachten | when.two-readings
1.1. | 2027-01-01
morgen früh | 2026-12-28T09:00
KW 53 | 2026-12-28
KW 1 | 2027-01-04
Montag | 2026-12-28
nächste Woche | 2026-12-28
Silvester 12 Uhr | 2026-12-31T12:00
heute Nacht | when.night
zwischen den Jahren | when.vague
# now 2027-03-24T08:00
Karfreitag | 2027-03-26
Ostermontag | 2027-03-29
Sonntag 2:30 | when.gap
Sonntag 3:30 | 2027-03-28T03:30
Di nach Ostern 10 Uhr | 2027-03-30T10:00
Fronleichnam | 2027-05-27
# now 2028-02-28T12:00
morgen | 2028-02-29
Schalttag | when.unknown
29.2. | 2028-02-29
in einem Jahr | 2029-02-28
"""


@pytest.mark.parametrize(("text", "now", "meant"), cases(SAID))
def test_a_time_is_what_a_colleague_means(text: str, now: str, meant: str) -> None:
    assert meaning(text, now) == meant
