"""Weeks, spans and what is counted from a day: weekdays with their week, ends, distances."""

from __future__ import annotations

import pytest

from tests.bot.values.said import cases, meaning

SAID = """
# now 2026-11-30T10:00
diesen Montag 14 Uhr | when.two-readings
diesen Montag | when.two-readings
dieser Montag | when.two-readings
diesen Mo 10:30 | when.two-readings
an diesem Montag um 15 Uhr | when.two-readings
Montag 14 Uhr | 2026-12-07T14:00
am Montag | 2026-12-07
kommenden Montag | 2026-12-07
nächsten Montag 9 Uhr | 2026-12-07T09:00
diese Woche Montag 14 Uhr | 2026-11-30T14:00
heute, Montag, 14 Uhr | 2026-11-30T14:00
diesen Dienstag | 2026-12-01
diesen Freitag 10 Uhr | 2026-12-04T10:00
dieses Wochenende | when.weekend
nächsten Di | 2026-12-01
naechsten Mittwoch 9 Uhr | 2026-12-02T09:00
nächster Mittwoch | 2026-12-02
kommender Freitag | 2026-12-04
übernächsten Freitag | 2026-12-11
uebernaechsten Freitag 10 Uhr | 2026-12-11T10:00
Freitag in acht Tagen | 2026-12-11
Freitag in 8 Tagen | 2026-12-11
Freitag in einer Woche | 2026-12-11
Freitag in 14 Tagen | 2026-12-18
Freitag in vierzehn Tagen um 9 | 2026-12-18T09:00
Montag in 14 Tagen | when.two-readings
Freitag über acht Tage | 2026-12-11
nächste Woche | 2026-12-07
nächste Wo. | 2026-12-07
nächste Wo. Di | 2026-12-08
nächste Woche Di 10 Uhr | 2026-12-08T10:00
Di nächste Woche | 2026-12-08
Di nächster Woche um 10 | 2026-12-08T10:00
nächste Woche am Dienstag um zehn | 2026-12-08T10:00
am Freitag der nächsten Woche | 2026-12-11
in der nächsten Woche am Mittwoch | 2026-12-09
kommende Woche Do | 2026-12-10
übernächste Woche Mittwoch | 2026-12-16
diese Woche Freitag | 2026-12-04
Fr dieser Woche | 2026-12-04
nächste KW Mittwoch | 2026-12-09
Mittwoch nächste KW | 2026-12-09
übernächste KW | 2026-12-14
Anfang nächster Woche | 2026-12-07
Mitte nächster Woche | 2026-12-09
Ende nächster Woche | 2026-12-11
Ende der Woche | 2026-12-04
Ende dieser Woche | 2026-12-04
bis Ende der Woche | 2026-12-04
Wochenende | when.weekend
nächstes Wochenende | when.weekend
am Wochenende | when.weekend
Monatsende | 2026-11-30
Ende des Monats | 2026-11-30
Ende Dezember | 2026-12-31
Ende Dez. | 2026-12-31
Ende nächsten Monats | 2026-12-31
Anfang Januar | 2027-01-01
Mitte Jan | 2027-01-15
Quartalsende | 2026-12-31
Ende des Quartals | 2026-12-31
Ende Q1 | 2027-03-31
Ende Q1/2027 | 2027-03-31
Jahresende | 2026-12-31
zum Jahresende | 2026-12-31
Ende des Jahres | 2026-12-31
Ende nächsten Jahres | 2027-12-31
zum Monatsersten | 2026-12-01
zum Ersten | 2026-12-01
am nächsten Ersten | 2026-12-01
Monatsanfang | when.past
Monatsletzter | 2026-11-30
"""


@pytest.mark.parametrize(("text", "now", "meant"), cases(SAID))
def test_a_week_is_what_a_colleague_means(text: str, now: str, meant: str) -> None:
    assert meaning(text, now) == meant
