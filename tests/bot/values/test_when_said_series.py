"""What repeats, as people write it."""

from __future__ import annotations

import pytest

from tests.bot.values.said import cases, meaning

SAID = """
# now 2026-11-30T10:00
jeden Di 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
Jeden Dienstag um 10.00 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
immer Di. 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
dienstags, 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
DIENSTAGS 10:00 | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
jeweils dienstags um 10 | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
wöchentlich dienstags 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
wöchentl. Di 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
woechentlich am Dienstag 10h | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
wöch. Di 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
jede Woche Di um 10 | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
alle Woche dienstags 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
alle Wochen Dienstag 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
alle zwei Wochen Do 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
alle 2 Wochen donnerstags | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03
alle 2 Wo. Do 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
aller zwei Wochen donnerstags 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
aller vier Wochen Mi 14 Uhr | FREQ=WEEKLY;INTERVAL=4;BYDAY=WE 2026-12-02T14:00
alle vier Wochen Mittwoch 14 Uhr | FREQ=WEEKLY;INTERVAL=4;BYDAY=WE 2026-12-02T14:00
jede zweite Woche Do 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
jede 2. Woche donnerstags 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
jede dritte Woche Do 9 Uhr | FREQ=WEEKLY;INTERVAL=3;BYDAY=TH 2026-12-03T09:00
jeden zweiten Do 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
14-tägig donnerstags 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
14tägig Do 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
14-tägl. Do 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
vierzehntägig donnerstags | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03
zweiwöchentlich Do 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
2-wöchentlich Do 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
zweiwöchig donnerstags 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
alle vierzehn Tage donnerstags 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
alle 14 Tage Do 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
dreiwöchentlich Do 9 Uhr | FREQ=WEEKLY;INTERVAL=3;BYDAY=TH 2026-12-03T09:00
alle acht Tage dienstags 10 Uhr | when.eight-days
alle acht Tage | when.eight-days
alle 8 Tage 10 Uhr | when.eight-days
aller acht Tage Di 10 Uhr | when.eight-days
täglich 9 Uhr | FREQ=DAILY 2026-12-01T09:00
tägl. 9 Uhr | FREQ=DAILY 2026-12-01T09:00
jeden Tag um 9 | FREQ=DAILY 2026-12-01T09:00
werktags 9:15 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-01T09:15
werktägl. 9:15 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-01T09:15
Mo-Fr 9:15 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-01T09:15
montags bis freitags 9:15 Uhr | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-01T09:15
von Mo bis Fr um 9:15 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-01T09:15
montags und donnerstags 9 Uhr | FREQ=WEEKLY;BYDAY=MO,TH 2026-12-03T09:00
jeden Mo und Do 9 Uhr | FREQ=WEEKLY;BYDAY=MO,TH 2026-12-03T09:00
jeden Mo/Do 9 Uhr | FREQ=WEEKLY;BYDAY=MO,TH 2026-12-03T09:00
jeden Montagmorgen um 9 | FREQ=WEEKLY;BYDAY=MO 2026-12-07T09:00
freitagnachmittags 15 Uhr | FREQ=WEEKLY;BYDAY=FR 2026-12-04T15:00
jeden Dienstag und jeden Donnerstag 10 Uhr | FREQ=WEEKLY;BYDAY=TU,TH 2026-12-01T10:00
jeden Dienstag 10 Uhr und Donnerstag 14 Uhr | when.two-series
dienstags 10 Uhr und donnerstags 14 Uhr | when.two-series
Di 10 Uhr, Do 14 Uhr jede Woche | when.two-series
jeden Dienstag 10 Uhr und 14 Uhr | when.two-times
monatlich am 15. um 10 | FREQ=MONTHLY;BYMONTHDAY=15 2026-12-15T10:00
monatl. am 15. 10 Uhr | FREQ=MONTHLY;BYMONTHDAY=15 2026-12-15T10:00
monatlich am 15ten um 10 Uhr | FREQ=MONTHLY;BYMONTHDAY=15 2026-12-15T10:00
jeden 15. um 10 Uhr | FREQ=MONTHLY;BYMONTHDAY=15 2026-12-15T10:00
jeden Monat am 1. 9 Uhr | FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01T09:00
jeden Monatsersten 9 Uhr | FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01T09:00
immer am Monatsersten um 9 | FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01T09:00
jeden Ersten um 9 Uhr | FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01T09:00
jeden Monatsletzten 9 Uhr | FREQ=MONTHLY;BYMONTHDAY=-1 2026-12-31T09:00
jeden ersten Mo im Monat 14 Uhr | FREQ=MONTHLY;BYDAY=1MO 2026-12-07T14:00
jeden 1. Montag im Monat um 14:00 | FREQ=MONTHLY;BYDAY=1MO 2026-12-07T14:00
erster Montag im Monat 14 Uhr | when.series-or-date
jeder erste Montag im Monat 14 Uhr | FREQ=MONTHLY;BYDAY=1MO 2026-12-07T14:00
jeden ersten Montag des Monats 14 Uhr | FREQ=MONTHLY;BYDAY=1MO 2026-12-07T14:00
jeden letzten Fr im Monat 11 | FREQ=MONTHLY;BYDAY=-1FR 2026-12-25T11:00
monatlich am letzten Freitag 11 Uhr | FREQ=MONTHLY;BYDAY=-1FR 2026-12-25T11:00
jeden zweiten Donnerstag im Monat 9 Uhr | FREQ=MONTHLY;BYDAY=2TH 2026-12-10T09:00
jeden dritten Donnerstag 9 Uhr | when.series-nth
zweimonatlich am 1. um 9 | FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1 2026-12-01T09:00
alle 2 Monate am 1. 9 Uhr | FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1 2026-12-01T09:00
vierteljährlich am 1. um 9 Uhr | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1 2026-12-01T09:00
vierteljährl. am 1. 9 Uhr | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1 2026-12-01T09:00
quartalsweise am 1. um 9 | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1 2026-12-01T09:00
jedes Quartal am 1. 9 Uhr | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1 2026-12-01T09:00
jedes Vierteljahr am 1. 9 Uhr | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1 2026-12-01T09:00
halbjährlich am 1. um 9 Uhr | FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1 2026-12-01T09:00
halbjährlich ab 1.3. 9 Uhr | FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=1 2027-03-01T09:00
jährlich am 1.3. um 10 | FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1 2027-03-01T10:00
jedes Jahr am 1. März 10 Uhr | FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1 2027-03-01T10:00
jährl. am 1.3. | FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1 2027-03-01
vierteljährlich | when.series-day
monatlich | when.series-day
wöchentlich | when.series-day
jede Woche 10 Uhr | when.series-day
alle zwei Wochen 10 Uhr | when.series-day
zweimal pro Woche | when.series-unclear
alle 2-3 Wochen dienstags | when.series-unclear
jeden Dienstag 10 Uhr ab 8.12. | FREQ=WEEKLY;BYDAY=TU 2026-12-08T10:00
ab 8.12. jeden Dienstag 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-08T10:00
ab nächster Woche dienstags 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-08T10:00
ab KW 50 dienstags 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-08T10:00
ab Januar alle zwei Wochen donnerstags 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2027-01-07T09:30
jeden Dienstag 10 Uhr bis Ostern | when.series-mix
jeden Dienstag 10 Uhr bis 31.3. | when.series-mix
jeden Dienstag außer Feiertags | when.series-mix
jeden geraden Dienstag | when.series-unclear
in geraden Wochen dienstags 10 Uhr | when.series-unclear
jeden Karfreitag | when.series-mix
jedes Wochenende | when.weekend
jeden Werktag um 9 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-01T09:00
jeden Di halb zehn | FREQ=WEEKLY;BYDAY=TU 2026-12-01T09:30
jeden Dienstag viertel nach neun | FREQ=WEEKLY;BYDAY=TU 2026-12-01T09:15
jeden Dienstag gegen 10 | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
jeden Dienstag pünktlich 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
jeden Dienstag mittags | FREQ=WEEKLY;BYDAY=TU 2026-12-01T12:00
every tue 10am | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
every other week on thu 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
every other thursday at 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
every two weeks on thursday 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
every 2nd week on thursday | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03
every weekday at 9 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-01T09:00
mon-fri 9am | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-01T09:00
tuesdays at 10 | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
on tuesdays 10am | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
first monday of every month at 2pm | FREQ=MONTHLY;BYDAY=1MO 2026-12-07T14:00
last friday of the month every month 11:00 | FREQ=MONTHLY;BYDAY=-1FR 2026-12-25T11:00
monthly on the 15th at 10 | FREQ=MONTHLY;BYMONTHDAY=15 2026-12-15T10:00
fortnightly on thursdays 9:30 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 2026-12-03T09:30
biweekly thursday 9:30 | when.series-unclear
every tuesday 10am and thursday 2pm | when.two-series
every eight days | FREQ=DAILY;INTERVAL=8 2026-11-30
quarterly on the 1st at 9 | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1 2026-12-01T09:00
jeden Dienstag, 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
Jeden Di. um 10h | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
jeden zweiten Dienstag im Monat 10 Uhr | FREQ=MONTHLY;BYDAY=2TU 2026-12-08T10:00
jeden 2. Di im Monat | FREQ=MONTHLY;BYDAY=2TU 2026-12-08
am 2. Dienstag jeden Monats um 10 | FREQ=MONTHLY;BYDAY=2TU 2026-12-08T10:00
immer am ersten Montag im Monat um 14 Uhr | FREQ=MONTHLY;BYDAY=1MO 2026-12-07T14:00
jeden Monat am ersten Montag 14 Uhr | FREQ=MONTHLY;BYDAY=1MO 2026-12-07T14:00
1x im Monat am 1. Montag 14 Uhr | FREQ=MONTHLY;BYDAY=1MO 2026-12-07T14:00
1x pro Woche Di 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
2x pro Woche | when.series-unclear
alle paar Wochen | when.series-unclear
alle sechs Wochen donnerstags 15 Uhr | FREQ=WEEKLY;INTERVAL=6;BYDAY=TH 2026-12-03T15:00
alle 6 Wochen Do 15 Uhr | FREQ=WEEKLY;INTERVAL=6;BYDAY=TH 2026-12-03T15:00
alle 6 Wochen | when.series-day
alle drei Tage 9 Uhr | FREQ=DAILY;INTERVAL=3 2026-12-01T09:00
alle 2 Tage um 9 | FREQ=DAILY;INTERVAL=2 2026-12-01T09:00
jeden zweiten Tag um 9 | FREQ=DAILY;INTERVAL=2 2026-12-01T09:00
an jedem Dienstag 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
an Dienstagen 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
an allen Werktagen 9 Uhr | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-01T09:00
jeden Dienstag im Januar 10 Uhr | when.series-mix
jeden Dienstag ab nächster Woche 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-08T10:00
jeden Dienstag ab sofort 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
ab 1. Januar jeden Dienstag 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2027-01-05T10:00
ab dem 5.1. dienstags 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2027-01-05T10:00
dienstags ab 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
dienstags (14-tägig) 10 Uhr | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-12-01T10:00
dienstags 14-tägig um 10 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-12-01T10:00
jeden Dienstag 14-tägig 10 Uhr | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-12-01T10:00
zweiwöchig Di 10 Uhr | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-12-01T10:00
2wöchentlich Di 10 Uhr | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-12-01T10:00
4-wöchentlich Mi 9 Uhr | FREQ=WEEKLY;INTERVAL=4;BYDAY=WE 2026-12-02T09:00
vierwöchentlich mittwochs | FREQ=WEEKLY;INTERVAL=4;BYDAY=WE 2026-12-02
alle vier Wochen mittwochs | FREQ=WEEKLY;INTERVAL=4;BYDAY=WE 2026-12-02
einmal die Woche dienstags 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
einmal im Quartal am 1. um 9 | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1 2026-12-01T09:00
jeweils am 1. des Monats um 9 | FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01T09:00
jeden 1. des Monats 9 Uhr | FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01T09:00
jeden 1. und 15. um 9 | when.series-mix
jeden 31. um 9 | when.short-months
am Monatsende jeden Monat | FREQ=MONTHLY;BYMONTHDAY=-1 2026-11-30
immer zum Monatsende | FREQ=MONTHLY;BYMONTHDAY=-1 2026-11-30
jeden letzten Tag im Monat 9 Uhr | FREQ=MONTHLY;BYMONTHDAY=-1 2026-12-31T09:00
monatlich zum Ersten 9 Uhr | FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01T09:00
monatlich am Monatsersten 9 Uhr | FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01T09:00
jährlich zum 1.3. | FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1 2027-03-01
jährlich an Nikolaus | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=6 2026-12-06
jedes Jahr an Silvester 12 Uhr | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 2026-12-31T12:00
jedes Jahr am Karfreitag | when.series-mix
halbjährlich | when.series-day
alle halbe Jahre | when.series-day
alle halbe Stunde | when.series-unclear
stündlich | when.series-unclear
nachmittags um 3 | 2026-11-30T15:00
morgens um 9 | 2026-12-01T09:00
jeden Abend | FREQ=DAILY 2026-11-30T18:00
täglich um 9:15, 15 min | FREQ=DAILY 2026-12-01T09:15
Mo bis Do 9 Uhr | when.range
Mo, Mi, Fr 9 Uhr | when.several
Mo/Mi/Fr 9 Uhr | when.several
montags mittwochs freitags 9 Uhr | FREQ=WEEKLY;BYDAY=MO,WE,FR 2026-12-02T09:00
jeden Mo, Mi und Fr 9 Uhr | FREQ=WEEKLY;BYDAY=MO,WE,FR 2026-12-02T09:00
Di+Do 10 Uhr wöchentlich | FREQ=WEEKLY;BYDAY=TU,TH 2026-12-01T10:00
jeden Dienstag außer 22.12. | when.series-mix
jeden Dienstag bis Ende März 10 Uhr | when.series-mix
jeden Dienstag 10 Uhr, 5x | when.series-mix
jeden Dienstag 10 Uhr, 5 mal | when.series-mix
jeden Dienstag um 10 und jeden Donnerstag um 10 | FREQ=WEEKLY;BYDAY=TU,TH 2026-12-01T10:00
jeden Dienstag um 10 und jeden Donnerstag um 14 Uhr | when.two-series
Dienstags und donnerstags, 10 bzw. 14 Uhr | when.choice
alle acht Wochen Di 10 Uhr | FREQ=WEEKLY;INTERVAL=8;BYDAY=TU 2026-12-01T10:00
aller 14 Tage Di 10 Uhr | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-12-01T10:00
aller 14 Tage dienstags | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-12-01
jede 4. Woche Mi 9 Uhr | FREQ=WEEKLY;INTERVAL=4;BYDAY=WE 2026-12-02T09:00
jede vierte Woche Mi 9 Uhr | FREQ=WEEKLY;INTERVAL=4;BYDAY=WE 2026-12-02T09:00
regelmäßig dienstags 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
Dienstag (wöchentlich) 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
wöchtl. Di 10 Uhr | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
mtl. am 15. | FREQ=MONTHLY;BYMONTHDAY=15 2026-12-15
tgl. 9 Uhr | FREQ=DAILY 2026-12-01T09:00
"""


@pytest.mark.parametrize(("text", "now", "meant"), cases(SAID))
def test_a_series_is_what_a_colleague_means(text: str, now: str, meant: str) -> None:
    assert meaning(text, now) == meant
