"""Days and times as people write them: dates, weekdays, words for near days, ordinals, zones."""

from __future__ import annotations

import pytest

from tests.bot.values.said import cases, meaning

SAID = """
# now 2026-11-30T10:00
Di 14 uhr | 2026-12-01T14:00
di. 14.00 uhr | 2026-12-01T14:00
DI 14:00 | 2026-12-01T14:00
Dienstag  14  Uhr | 2026-12-01T14:00
am Dienstag, um 14 Uhr. | 2026-12-01T14:00
Dienstag 14 Uhr!!! | 2026-12-01T14:00
dienstag nachmittag um 3 | 2026-12-01T15:00
Dienstagabend 19:30 | 2026-12-01T19:30
Dienstag Abend halb acht | 2026-12-01T19:30
Dienstag früh um 8 | 2026-12-01T08:00
Mi Vormittag | 2026-12-02T10:00
Mittwoch gegen Mittag | 2026-12-02T12:00
mittwochmittag | 2026-12-02T12:00
Do so gegen 14 Uhr | 2026-12-03T14:00
Donnerstag so um 10 | 2026-12-03T10:00
Do zirka 15 Uhr | 2026-12-03T15:00
Do ca. 15 Uhr | 2026-12-03T15:00
Do ca 15:30 | 2026-12-03T15:30
Do etwa 9 Uhr | 2026-12-03T09:00
Do ungefaehr um 9 | 2026-12-03T09:00
Do pünktlich 9 Uhr | 2026-12-03T09:00
Do Punkt 10 | 2026-12-03T10:00
Do Punkt zehn Uhr | 2026-12-03T10:00
Do genau 10 Uhr | 2026-12-03T10:00
Do 10 Uhr pünktlich | 2026-12-03T10:00
Do 10 Uhr c.t. | 2026-12-03T10:15
Do 10 Uhr s.t. | 2026-12-03T10:00
Do 10 Uhr MEZ | 2026-12-03T10:00
Do 10:00 CET | 2026-12-03T10:00
Do 10 Uhr (MEZ) | 2026-12-03T10:00
Do 10 Uhr Ortszeit | 2026-12-03T10:00
Do 10 Uhr deutscher Zeit | 2026-12-03T10:00
Do 9:00 UTC | 2026-12-03T10:00
Do 9 Uhr GMT | 2026-12-03T10:00
15.7.2027 10 Uhr MESZ | 2027-07-15T10:00
15.7.2027 10 Uhr CEST | 2027-07-15T10:00
15.7.2027 10 Uhr MEZ | when.zone
3.12. 10 Uhr MESZ | when.zone
Fr., 4.12., 9 Uhr | 2026-12-04T09:00
Freitag, den 4.12. um 9h | 2026-12-04T09:00
Freitag, d. 4.12., 9.30 Uhr | 2026-12-04T09:30
Di, d. 1.12. | 2026-12-01
Di, den 1.12. | 2026-12-01
Dienstag, dem 1. Dezember, um 10 | 2026-12-01T10:00
Freitag, der 4. Dezember 26 | 2026-12-04
Freitag, der 4. Dezember 26, 10 Uhr | 2026-12-04T10:00
4. Dez. 26 | 2026-12-04
4.Dez.2026 | 2026-12-04
4 Dez | 2026-12-04
4. dezember 10 uhr | 2026-12-04T10:00
am 4ten um 9 | 2026-12-04T09:00
am 15ten | 2026-12-15
15ter Dezember | 2026-12-15
der 15te | 2026-12-15
am 15ten Dez | 2026-12-15
zum 15. | 2026-12-15
zum fünfzehnten | 2026-12-15
am vierundzwanzigsten | 2026-12-24
am vierundzwanzigsten Zwölften | 2026-12-24
am 24. zwölften | 2026-12-24
am 24sten | 2026-12-24
24. 12. | 2026-12-24
24.12 | 2026-12-24
24.12.2026 | 2026-12-24
24-12-2026 | 2026-12-24
2026/12/24 | 2026-12-24
24.12.26 14h | 2026-12-24T14:00
24.12., 14 Uhr 30 | 2026-12-24T14:30
24.12. 14.30h | 2026-12-24T14:30
24.12. 14h30 | 2026-12-24T14:30
24.12.14.30 Uhr | 2026-12-24T14:30
24.12. 14.30 | 2026-12-24T14:30
24.12.,14 Uhr | 2026-12-24T14:00
24.12.,14h | 2026-12-24T14:00
24.12. - 14 Uhr | 2026-12-24T14:00
24.12. um 14 | 2026-12-24T14:00
24.12. ab 14 Uhr | 2026-12-24T14:00
1.12. 9 uhr | 2026-12-01T09:00
01.12.26 um 09:00 Uhr | 2026-12-01T09:00
1.3. | 2027-03-01
nächstes Jahr am 1.3. | 2027-03-01
am 1.3. nächstes Jahr | 2027-03-01
am 1. März nächsten Jahres | 2027-03-01
1.3. nächsten Jahres um 10 | 2027-03-01T10:00
im nächsten Jahr am 15. Januar | 2027-01-15
dieses Jahr am 24.12. | 2026-12-24
naechstes jahr am 24.12. | 2027-12-24
nächstes Jahr im März | when.vague
nächstes Jahr | when.vague
heute 14 uhr | 2026-11-30T14:00
heute um 2 nachmittags | 2026-11-30T14:00
heute nachm. 15 Uhr | 2026-11-30T15:00
heute Abend um 7 | 2026-11-30T19:00
heut abend um halb 8 | 2026-11-30T19:30
heute mittag | 2026-11-30T12:00
heute Mittag um halb eins | 2026-11-30T12:30
heute in einer Stunde | 2026-11-30T11:00
heute Feierabend | 2026-11-30
bis heute Abend | 2026-11-30T18:00
noch heute vormittag | when.past
heute früh | when.past
heute 10 Uhr | when.past
heute 10:01 | 2026-11-30T10:01
morgen | 2026-12-01
Morgen 9 Uhr | 2026-12-01T09:00
morgen frueh um 8 | 2026-12-01T08:00
morgen mittag | 2026-12-01T12:00
morgen mittags um 12 | 2026-12-01T12:00
morgen Abend | 2026-12-01T18:00
morgen um halb | when.half
morgen um halb zehn | 2026-12-01T09:30
morgen, 1.12., 10 Uhr | 2026-12-01T10:00
morgen in einer Woche | 2026-12-08
morgen in 14 Tagen | 2026-12-15
morgen in acht Tagen | when.two-readings
übermorgen | 2026-12-02
ubermorgen 10 uhr | 2026-12-02T10:00
Übermorgen nachmittag | 2026-12-02T14:00
überübermorgen | 2026-12-03
heute in acht Tagen | when.two-readings
heute in 8 Tagen | when.two-readings
in acht Tagen | when.two-readings
in 8 Tagen | 2026-12-08
heute in einer Woche | 2026-12-07
heute in vierzehn Tagen | 2026-12-14
heute in 14 Tagen um 10 | 2026-12-14T10:00
heute in zwei Wochen | 2026-12-14
in vierzehn Tagen | 2026-12-14
in 14 Tagen | 2026-12-14
in 10 Tagen | 2026-12-10
in einer Woche | 2026-12-07
in 1 Woche | 2026-12-07
in drei wochen um 9 | 2026-12-21T09:00
in einem Monat | 2026-12-30
in einem halben Jahr | 2027-05-30
in einem Jahr | 2027-11-30
in gut einer Woche | when.vague
in knapp zwei Wochen | when.vague
in etwa zwei Wochen | when.vague
in ca. 3 Wochen | when.vague
in rund einem Monat | when.vague
in ungefähr 10 Tagen | when.vague
in ein paar Tagen | when.vague
in den nächsten Tagen | when.vague
in anderthalb Stunden | 2026-11-30T11:30
in eineinhalb Stunden | 2026-11-30T11:30
in 1,5 Stunden | 2026-11-30T11:30
in 1 1/2 Stunden | 2026-11-30T11:30
in einer Viertelstunde | 2026-11-30T10:15
in einer dreiviertel Stunde | 2026-11-30T10:45
in 45 min | 2026-11-30T10:45
in 2h | 2026-11-30T12:00
in 2 Std. | 2026-11-30T12:00
in einer Stunde und 30 Minuten | 2026-11-30T11:30
in anderthalb Wochen | when.part-of-day
"""


@pytest.mark.parametrize(("text", "now", "meant"), cases(SAID))
def test_a_day_is_what_a_colleague_means(text: str, now: str, meant: str) -> None:
    assert meaning(text, now) == meant
