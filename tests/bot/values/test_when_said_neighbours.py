"""What lies beside the usual ways to write a day or a time: abbreviations, spellings, spans, words of an office."""

from __future__ import annotations

import pytest

from tests.bot.values.said import cases, meaning

SAID = """
# now 2026-11-30T10:00
diesen Montag um 9 Uhr | when.two-readings
dieser Montag 11 Uhr | when.two-readings
an diesem Montag | when.two-readings
diese Woche Mo 14 Uhr | 2026-11-30T14:00
kommenden Montag 14 Uhr | 2026-12-07T14:00
nächster Montag | 2026-12-07
heute in 8 Tagen 10 Uhr | when.two-readings
heute in acht Tagen um 10 Uhr | when.two-readings
heute über acht Tage | when.two-readings
morgen in 8 Tagen | when.two-readings
Mittwoch in acht Tagen 14 Uhr | 2026-12-09T14:00
am Mittwoch in acht Tagen | 2026-12-09
in acht Tagen um 9 | when.two-readings
in 8 Tagen um 9 | 2026-12-08T09:00
alle 8 Tage dienstags | when.eight-days
jeden achten Tag | when.eight-days
Di in der KW nach Ostern | 2027-03-30
Mi in der Woche nach Pfingsten | 2027-05-19
Do der Woche nach Neujahr | 2027-01-07
Freitag in der KW vor Ostern | 2027-03-26
Donnerstag in der übernächsten KW | 2026-12-17
Di der KW 50 | 2026-12-08
Dienstag der nächsten KW um 10 | 2026-12-08T10:00
Di in KW 50 um 10 Uhr | 2026-12-08T10:00
Mo der Folgewoche | when.other-day
Freitag vor dem 1. Advent | 2027-11-26
Dienstag nach Pfingsten | 2027-05-18
Samstag vor Ostern | when.two-readings
Freitag nach Weihnachten | 2027-01-01
erster Montag nach Neujahr | 2027-01-04
zweiter Montag nach Ostern | when.contradiction
am Montag nach den Ferien | when.vague
am Montag nach Weihnachten 9 Uhr | 2026-12-28T09:00
Montag darauf | when.other-day
den Montag drauf | when.other-day
zwei Tage später | when.amount
eine Woche später | when.amount
am nächsten Tag | when.other-day
am Vortag | when.other-day
am Tag vor Weihnachten | when.feast
am Vorabend von Weihnachten | when.other-day
einen Tag vor Heiligabend | 2026-12-23
2 Tage nach dem 24.12. | 2026-12-26
14 Tage vor dem 15.1. | 2027-01-01
drei Wochen nach dem 1.12. um 9 | 2026-12-22T09:00
eine Stunde vor Mittag | when.between
Do 03.12. 10 bis 12 | 2026-12-03T10:00
Do 03.12. 10-12h | 2026-12-03T10:00
Do 3.12., 10 Uhr bis 12 Uhr | 2026-12-03T10:00
Do, 03.12.2026, 10:00 – 12:00 Uhr | 2026-12-03T10:00
03.12.2026 von 10.00 bis 12.00 Uhr | 2026-12-03T10:00
3.12. 9-10 | 2026-12-03T09:00
Di 10 Uhr (90 Minuten) | 2026-12-01T10:00
Di 10 Uhr, Dauer 90 Minuten | 2026-12-01T10:00
Di 10 Uhr, 1,5h | 2026-12-01T10:00
Di 10 Uhr, 1h30 | 2026-12-01T10:00
Di 10 Uhr, 2 Std. | 2026-12-01T10:00
Di 10 Uhr, eine Stunde | 2026-12-01T10:00
Di 10 Uhr, halbe Stunde | 2026-12-01T10:00
Di 10 Uhr, ca. 90 min | 2026-12-01T10:00
Di 10 Uhr, max. 60 min | 2026-12-01T10:00
Di 10 Uhr à 60 min | 2026-12-01T10:00
Di 10 Uhr 1 Stunde 30 Minuten | 2026-12-01T10:00
Di 10 Uhr + 1 Stunde | 2026-12-01T10:00
Di 10:00 90min | 2026-12-01T10:00
Di 10.00 90 Minuten | 2026-12-01T10:00
Di 10 90 min | when.bare-number
Di, 10 Uhr, 45' | 2026-12-01T10:00
Di 10 Uhr ganztägig | when.all-day
Di ganztägig | when.all-day
Di den ganzen Tag | when.all-day
Di ab 10 Uhr | 2026-12-01T10:00
Di nach 14 Uhr | when.between
Di vor 12 Uhr | when.between
Di zwischen 10 und 12 Uhr | when.between
Di 10 oder 11 Uhr | when.choice
jeden Di 10 - 11:30 | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
jeden Dienstag von 10 bis 11 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
dienstags 10 Uhr 90 min | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
alle zwei Wochen Mi 14-16 Uhr | FREQ=WEEKLY;INTERVAL=2;BYDAY=WE 2026-12-02T14:00
werktags 9-9:15 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-01T09:00
jeden ersten Montag im Monat 14-16 Uhr | FREQ=MONTHLY;BYDAY=1MO 2026-12-07T14:00
jeden Montag 9 Uhr und jeden Freitag 14 Uhr | when.two-series
montags um 9 und mittwochs um 10 | when.two-series
Mo 9 Uhr und Mi 10 Uhr | when.several
every mon 9am and wed 10am | when.two-series
nächstes Jahr am 24.12. | 2027-12-24
am 15. Januar nächstes Jahr | 2027-01-15
15.1. nächsten Jahres | 2027-01-15
kommendes Jahr am 1. Februar | 2027-02-01
im kommenden Jahr am 3.2. um 10 | 2027-02-03T10:00
letztes Jahr am 1.3. | when.past
dieses Jahr Silvester | 2026-12-31
nächstes Jahr Karfreitag | 2027-03-26
nächstes Jahr zu Ostern | when.feast
am fünften zwölften | 2026-12-05
am 5. zwölften um 9 | 2026-12-05T09:00
der dritte zwölfte | 2026-12-03
am dritten Zwölften | 2026-12-03
am ersten ersten | 2027-01-01
24. Zwölfter | 2026-12-24
Freitag, der 27. November 27 | when.weekday-mismatch
27. November '26 | when.past
27.11.'26 | when.past
27/11/26 | when.past
27-11-26 | when.past
1. Dez 26 | 2026-12-01
Mo, 7. Dez. 26 um 10 | 2026-12-07T10:00
7. Dez 26 10:30 | 2026-12-07T10:30
Janaur | when.vague
Januar 5 | 2027-01-05
Ockober | when.vague
am dienstag den 1 dezember | 2026-12-01
am Di den 1.12. um 10:00 | 2026-12-01T10:00
Di 1 12 2026 | 2026-12-01
1 12 2026 | 2026-12-01
1. 12. 2026 | 2026-12-01
1.12.2026, um 10.30 | 2026-12-01T10:30
am 1. um 10 | 2026-12-01T10:00
am 1ten | 2026-12-01
1ter Dezember | 2026-12-01
3te Dezemberwoche | when.vague
erste Dezemberwoche | when.vague
zweite Januarhälfte | when.vague
Anfang der Woche | 2026-11-30
Wochenmitte | 2026-12-02
Mitte der Woche | 2026-12-02
Mitte KW 50 | 2026-12-09
Anfang KW 50 | 2026-12-07
Ende KW50 | 2026-12-11
Montag in KW 2 | 2027-01-11
KW 2/2027 | 2027-01-11
KW 2 2027 Mi | 2027-01-13
2027 KW 2 | when.contradiction
woche 50 | 2026-12-07
kommende woche mi 9:00 | 2026-12-09T09:00
nä. Woche Di | 2026-12-08
nächste Wo Di 10 | 2026-12-08T10:00
Di in 2 Wo. | 2026-12-15
in 2 Wo. | 2026-12-14
in 3 Tg. | 2026-12-03
in 2 Mon. | when.bare-number
Mo früh | 2026-12-07T09:00
Mo. früh um acht | 2026-12-07T08:00
Di morgens | 2026-12-01T09:00
Di morgen | 2026-12-01T09:00
Di mittag | 2026-12-01T12:00
Di abends um acht | 2026-12-01T20:00
heute nachmittag 16h | 2026-11-30T16:00
heute um Mitternacht | when.midnight
heute 24 Uhr | when.midnight
morgen 0 Uhr | 2026-12-01T00:00
morgen 00:00 | 2026-12-01T00:00
morgen um 12 | 2026-12-01T12:00
morgen um 1 | when.which-half
morgen um 7 | 2026-12-01T07:00
morgen um 19 | 2026-12-01T19:00
morgen 7 Uhr | 2026-12-01T07:00
morgen 7 | 2026-12-01T07:00
7 Uhr morgen früh | 2026-12-01T07:00
morgen gegen 14:30 Uhr | 2026-12-01T14:30
morgen so gegen 9 | 2026-12-01T09:00
morgen so um die 9 | 2026-12-01T09:00
morgen nach dem Mittag | when.between
morgen vor Mittag | when.between
morgen zur Mittagszeit | 2026-12-01T12:00
zu Mittag | 2026-11-30T12:00
mittags um eins | 2026-11-30T13:00
um eins | 2026-11-30T13:00
um eins mittags | 2026-11-30T13:00
um 13 | 2026-11-30T13:00
13 Uhr 5 | when.bare-number
14 Uhr 5 | when.bare-number
14:05:00 | 2026-11-30T14:05
14 : 30 | 2026-11-30T14:30
14.30 Uhr | 2026-11-30T14:30
14,30 Uhr | 2026-11-30T14:30
1430h | 2026-11-30T14:30
14-30 Uhr | when.no-such-time
kurz nach 10 | when.between
kurz vor 12 | when.between
10 nach halb 3 | 2026-11-30T14:40
viertel vor halb 3 | 2026-11-30T14:15
dreiviertel drei am Dienstag | 2026-12-01T14:45
am Dienstag um dreiviertel drei | 2026-12-01T14:45
viertel 4 nachmittags | 2026-11-30T15:15
Viertel nach 3 | 2026-11-30T15:15
1/4 nach 3 | when.american
1/2 10 | when.american
3/4 10 | when.american
um viertel 10 morgen | 2026-12-01T09:15
halb 10 Di | 2026-12-01T09:30
Di halb10 | 2026-12-01T09:30
Feierabend | 2026-11-30
Di Feierabend | 2026-12-01
heute bis Feierabend | 2026-11-30
bis morgen Mittag | 2026-12-01T12:00
bis Fr. 12:00 | 2026-12-04T12:00
bis zum Ende der Woche | 2026-12-04
bis Anfang Dezember | 2026-12-01
bis Mitte des Monats | when.past
bis KW 50 | 2026-12-07
bis Q1 | when.vague
bis Ende Q1 2027 | 2027-03-31
Ende 1. Quartal | 2027-03-31
Ende des ersten Quartals | 2027-03-31
Ende des nächsten Quartals | 2027-03-31
Anfang nächsten Jahres | 2027-01-01
zum Monatsende | 2026-11-30
zum Jahreswechsel | when.vague
zum Quartalsende | 2026-12-31
zum 31.12. | 2026-12-31
per 31.12. | 2026-12-31
per sofort | when.vague
ab sofort | when.vague
sofort | when.vague
jetzt | when.vague
gleich | when.vague
nachher | when.vague
heute noch | 2026-11-30
heute irgendwann | when.vague
heute oder morgen | when.choice
Di-Do | when.range
vom 1.12. bis 3.12. | when.range
1.12. - 3.12. | when.range
nächsten Werktag | when.workdays
übernächster Werktag | when.workdays
am nächsten Arbeitstag | when.workdays
erster Werktag im Januar | when.workdays
Brückentag | when.vague
Feiertag | when.vague
nächster Feiertag | when.vague
Nikolaustag 10 Uhr | 2026-12-06T10:00
am Reformationstag 2027 | 2027-10-31
Allerheiligen 10 Uhr | 2027-11-01T10:00
Dritter Oktober | 2027-10-03
3. Oktober | 2027-10-03
Erster Mai | 2027-05-01
1. Mai 2027 | 2027-05-01
Fasching | when.vague
Karneval | when.vague
Weiberfasching | 2027-02-04
Altweiber | 2027-02-04
Ostersonntag 2028 | 2028-04-16
Osterferien | when.vague
Himmelfahrt 10 Uhr | 2027-05-06T10:00
Muttertag | 2027-05-09
Volkstrauertag | 2027-11-14
Zweiter Advent | 2026-12-06
dritter Adventssonntag | 2026-12-13
Hl. Abend | 2026-12-24
Hl. Drei Könige | 2027-01-06
Hl. drei Könige 2027 | 2027-01-06
Weihnachtsfeiertag | when.vague
am 1. Feiertag | when.vague
am zweiten Feiertag | when.vague
zwischen Weihnachten und Neujahr | when.vague
Freitag nach Feierabend | when.between
Freitag nach dem Essen | when.vague
KW 50-51 | when.range
KW 50 bis 51 | when.range
KW 50/51 | when.range
KW 50/26 | 2026-12-07
KW 50/2026 | 2026-12-07
13-15.12. | when.range
13-15.12. 10 Uhr | when.range
13.-15. Dezember 10-12 Uhr | when.range
3-5 Tage | when.amount
in 3-5 Tagen | when.vague
jeden Dienstag 10-12 Uhr bis 31.3. | when.series-mix
jeden Dienstag 10-12 bis Ostern | when.series-mix
Di 10 Uhr - Mi 12 Uhr | when.several
Do 22 Uhr bis Fr 1 Uhr | when.range
jeden 1.-3. im Monat | when.series-mix
24. Dezember 24 | when.bare-number
25. Dezember 25 | when.past
31. Dezember 26 10 Uhr | 2026-12-31T10:00
3. Dezember 30 Minuten | when.start-missing
Freitag vor Montag | 2026-12-04
Dienstag vor KW 50 | 2026-12-01
10 Tage vor Ende des Monats | when.past
10 Tage vor Monatsende | when.past
letzter Arbeitstag vor Weihnachten | when.workdays
Anfang der Woche nach Ostern | when.contradiction
heute 10 Uhr bis 12 Uhr | when.past
heute 9-12 Uhr | when.past
heute 9 bis 11 | when.past
Di 12-14 und 15-16 Uhr | when.two-times
Di 10:00 bis 10:00 | when.backwards
Di 6-8 Uhr | when.which-half
Di von 3 bis 5 | when.which-half
Di 3-5 | when.which-half
Di 10-12 oder 14-16 | when.choice
Di 10/12 Uhr | when.american
Di 1000-1200 | when.range
Di 9.05-10.05 | when.bare-number
Di 9.05-10.05 Uhr | when.bare-number
Di 9.10 - 10.10 Uhr | when.bare-number
1.12. 9-10-11 | when.american
Di 10-12-14 | when.american
Di 10 Uhr 2 Stunden 30 | when.bare-number
Di 10 Uhr für 2 | when.bare-number
Di 10 Uhr 25 Stunden | when.duration-length
Di 10 Uhr 0 min | when.duration-length
Di 10 Uhr zwei Tage | when.amount
2h Di 10 Uhr | when.two-times
dieser Tage | when.vague
diese Tage | when.vague
dienstags diesen Monat | when.series-mix
in acht Wochen | 2027-01-25
in acht Tagen am Dienstag | 2026-12-08
Dienstag in 8 Tagen um 10 | 2026-12-08T10:00
acht Tage vor Weihnachten | when.feast
acht Tage nach dem 1.12. | 2026-12-09
heute vor acht Tagen | when.vague
morgen vor einer Woche | when.vague
vor einer Woche | when.vague
Di letzter Woche | when.past
am 5. jeden Monats | FREQ=MONTHLY;BYMONTHDAY=5 2026-12-05
jeden 5. | FREQ=MONTHLY;BYMONTHDAY=5 2026-12-05
Der 5. Dezember | 2026-12-05
Dezember | when.vague
5. 12 | when.bare-number
5.12.10 | when.past
5.12.27 | 2027-12-05
5,12 | when.bare-number
5;12 | when.bare-number
05122026 | when.bare-number
20261205 | when.bare-number
Di vormittags bis 11 Uhr | when.between
heute Abend bis 22 Uhr | when.between
bis morgen Mittag 12 Uhr | 2026-12-01T12:00
24./25.12. | when.range
24. bis 26. Dezember | when.range
24.12 - 26.12 | when.range
"""


@pytest.mark.parametrize(("text", "now", "meant"), cases(SAID))
def test_its_neighbours_are_understood_too(text: str, now: str, meant: str) -> None:
    assert meaning(text, now) == meant
