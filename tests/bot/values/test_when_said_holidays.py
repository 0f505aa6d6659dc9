"""Calendar weeks, feasts, and days that lie before or after another."""

from __future__ import annotations

import pytest

from tests.bot.values.said import cases, meaning

SAID = """
# now 2026-11-30T10:00
KW 50 | 2026-12-07
KW50 | 2026-12-07
in KW 50 | 2026-12-07
50. KW | 2026-12-07
KW 50 am Montag | 2026-12-07
KW 50 am Mittwoch um 10 | 2026-12-09T10:00
Montag KW 50 | 2026-12-07
Mo. KW50 9 Uhr | 2026-12-07T09:00
Mi in der KW 50 | 2026-12-09
Mittwoch der 50. KW | 2026-12-09
Kalenderwoche 50 | 2026-12-07
Woche 50, Donnerstag | 2026-12-10
Ende KW 50 | 2026-12-11
KW 2 | 2027-01-11
KW 60 | when.impossible
Dienstag in der KW nach nächster | 2026-12-15
Di in der Woche nach der nächsten | 2026-12-15
Di in der KW nach Weihnachten | 2026-12-29
Dienstag in der Woche nach Ostern | 2027-03-30
Di in der Woche vor Ostern | 2027-03-23
Dienstag in der Woche nach dem 15.12. | 2026-12-22
in der Woche nach Neujahr am Dienstag | 2027-01-05
Di in der Woche vor Weihnachten | when.two-readings
Di in der Woche nach Karfreitag | 2027-03-30
KW nach Ostermontag | 2027-04-05
Freitag vor Weihnachten | 2026-12-18
Montag vor Weihnachten | 2026-12-21
der letzte Freitag vor Weihnachten | 2026-12-18
Dienstag nach Ostern | 2027-03-30
Montag nach Ostern | when.two-readings
Montag nach dem 3.12. | 2026-12-07
Montag nach dem 7.12. | 2026-12-14
Freitag vor dem 24.12. | 2026-12-18
Freitag nach Himmelfahrt | 2027-05-07
am Tag nach dem 3.12. | 2026-12-04
am Tag vor Heiligabend | 2026-12-23
am Tag nach Ostermontag um 10 | 2027-03-30T10:00
am Tag nach Weihnachten | when.feast
drei Tage vor dem 24.12. | 2026-12-21
3 Tage vor dem 24.12. | 2026-12-21
eine Woche vor dem 24.12. | 2026-12-17
zwei Wochen nach Ostermontag | 2027-04-12
zwei Tage nach Nikolaus | 2026-12-08
zwei Wochen nach Ostern | when.feast
eine Woche vor Weihnachten | when.feast
zwei Arbeitstage vor dem 24.12. | when.workdays
der Montag danach | when.other-day
am Tag danach | when.other-day
am Tag darauf | when.other-day
am folgenden Tag | when.other-day
Woche drauf Dienstag | when.other-day
Dienstag der Folgewoche | when.other-day
nach Ostern | when.vague
vor Weihnachten | when.vague
kurz vor Weihnachten | when.vague
nach dem 3.12. | when.vague
Freitag nach 10 Uhr | when.between
Karfreitag | 2027-03-26
Ostern | when.feast
Ostersonntag | 2027-03-28
Ostermontag 10 Uhr | 2027-03-29T10:00
Ostersamstag | 2027-03-27
Gründonnerstag | 2027-03-25
Pfingsten | when.feast
Pfingstmontag | 2027-05-17
Pfingstsonntag | 2027-05-16
Himmelfahrt | 2027-05-06
Christi Himmelfahrt | 2027-05-06
Fronleichnam | 2027-05-27
Nikolaus | 2026-12-06
am Nikolaustag | 2026-12-06
Tag der Deutschen Einheit | 2027-10-03
Tag der deutschen einheit | 2027-10-03
Tag der Arbeit | 2027-05-01
Maifeiertag | 2027-05-01
Reformationstag | 2027-10-31
Allerheiligen | 2027-11-01
Buß- und Bettag | 2027-11-17
Buss und Bettag | 2027-11-17
Totensonntag | 2027-11-21
1. Advent | 2027-11-28
2. Advent | 2026-12-06
vierter Advent | 2026-12-20
Heilige Drei Könige | 2027-01-06
Dreikönig | 2027-01-06
Dreikönigstag | 2027-01-06
Rosenmontag | 2027-02-08
Aschermittwoch | 2027-02-10
Faschingsdienstag | 2027-02-09
Weiberfastnacht | 2027-02-04
Valentinstag | 2027-02-14
Frauentag | 2027-03-08
Weltkindertag | 2027-09-20
Mariä Himmelfahrt | 2027-08-15
Silvester | 2026-12-31
Sylvester | 2026-12-31
Neujahr | 2027-01-01
Neujahrstag | 2027-01-01
Heiligabend | 2026-12-24
Heilig Abend 10 Uhr | 2026-12-24T10:00
1. Weihnachtstag | 2026-12-25
erster Weihnachtsfeiertag | 2026-12-25
zweiter Weihnachtsfeiertag | 2026-12-26
2. Weihnachtstag | 2026-12-26
Weihnachten | when.feast
bis Weihnachten | when.feast
Karfreitag 2028 | 2028-04-14
Nikolaus 10 Uhr | 2026-12-06T10:00
Montag, Nikolaus | when.weekday-mismatch
Sonntag, Nikolaus | 2026-12-06
Reformationstag 2028 | 2028-10-31
"""


@pytest.mark.parametrize(("text", "now", "meant"), cases(SAID))
def test_a_feast_is_its_day(text: str, now: str, meant: str) -> None:
    assert meaning(text, now) == meant
