"""The same in English."""

from __future__ import annotations

import pytest

from tests.bot.values.said import cases, meaning

SAID = """
# now 2026-11-30T10:00
next wed 3pm | 2026-12-02T15:00
Next Wednesday at 3 p.m. | 2026-12-02T15:00
wed 3pm | 2026-12-02T15:00
on wednesday at 3:15 pm | 2026-12-02T15:15
Wednesday afternoon | 2026-12-02T14:00
wednesday at noon | 2026-12-02T12:00
wednesday midnight | when.midnight
tomorrow | 2026-12-01
tomorrow morning | 2026-12-01T09:00
tomorrow evening at 7 | 2026-12-01T19:00
tmrw 9am | 2026-12-01T09:00
today at 3pm | 2026-11-30T15:00
today 9am | when.past
tonight | 2026-11-30T18:00
tonight at 8 | 2026-11-30T20:00
the 3rd of december | 2026-12-03
the 3rd of December at 10 | 2026-12-03T10:00
December 3rd, 10:00 | 2026-12-03T10:00
Dec 3 | 2026-12-03
3 Dec 2026 10am | 2026-12-03T10:00
Thursday, December 3, 2026 at 10:00 AM | 2026-12-03T10:00
thu 3 dec 14:00 | 2026-12-03T14:00
on the 15th | 2026-12-15
the fifteenth of december | 2026-12-15
december the 15th | 2026-12-15
end of next week | 2026-12-11
end of the week | 2026-12-04
end of this month | 2026-11-30
end of next month | 2026-12-31
end of the quarter | 2026-12-31
end of q1 | 2027-03-31
end of the year | 2026-12-31
mid december | 2026-12-15
beginning of january | 2027-01-01
next week | 2026-12-07
next week tuesday | 2026-12-08
tuesday next week at 10 | 2026-12-08T10:00
tuesday after next | 2026-12-08
the week after next | 2026-12-14
this friday | 2026-12-04
this monday 2pm | when.two-readings
monday 2pm | 2026-12-07T14:00
coming friday 9:30 | 2026-12-04T09:30
half past nine | 2026-12-01T09:30
half past 2 | 2026-11-30T14:30
quarter to ten | 2026-12-01T09:45
quarter past two | 2026-11-30T14:15
ten past three | 2026-11-30T15:10
twenty to four | 2026-11-30T15:40
half nine | when.half
noon | 2026-11-30T12:00
tue noon | 2026-12-01T12:00
at ten o'clock | 2026-12-01T10:00
3 o'clock | when.which-half
in an hour | 2026-11-30T11:00
in half an hour | 2026-11-30T10:30
in an hour and a half | 2026-11-30T11:30
in 90 minutes | 2026-11-30T11:30
in a week | 2026-12-07
in two weeks | 2026-12-14
in a fortnight | 2026-12-14
a week from friday | 2026-12-11
friday in two weeks | 2026-12-18
in eight days | 2026-12-08
in about two weeks | when.vague
in a few days | when.vague
two weeks from now | 2026-12-14
day after tomorrow 9am | 2026-12-02T09:00
by friday | 2026-12-04
by end of day friday | 2026-12-04
no later than friday noon | 2026-12-04T12:00
week 50 | 2026-12-07
wednesday of week 50 | 2026-12-09
good friday | 2027-03-26
easter monday | 2027-03-29
easter sunday | 2027-03-28
easter | when.feast
christmas | when.feast
christmas day | 2026-12-25
boxing day | 2026-12-26
christmas eve at 10 | 2026-12-24T10:00
new year's eve | 2026-12-31
new year's day | 2027-01-01
whit monday | 2027-05-17
ascension day | 2027-05-06
friday before christmas | 2026-12-18
the day after easter monday | 2027-03-30
three days before december 24 | 2026-12-21
the monday after | when.other-day
the following monday | when.other-day
tuesday in the week after easter | 2027-03-30
after easter | when.vague
next year on march 1 | 2027-03-01
march 1 next year | 2027-03-01
first monday in january | 2027-01-04
last friday of december | 2026-12-25
thu 10:00 UTC | 2026-12-03T11:00
thu 10:00 CET | 2026-12-03T10:00
thu around 10 | 2026-12-03T10:00
thu about 10am | 2026-12-03T10:00
thu 10 sharp | 2026-12-03T10:00
12/24 | when.american
feb 30 | when.impossible
tue or wed | when.choice
yesterday | when.past
soon | when.vague
next wednesday at 3 | when.which-half
next wed at 3pm | 2026-12-02T15:00
wed at three | 2026-12-02T15:00
wednesday at half past three | 2026-12-02T15:30
3pm on wednesday | 2026-12-02T15:00
3 pm wed | 2026-12-02T15:00
3:00pm wed | 2026-12-02T15:00
15:00 wed | 2026-12-02T15:00
the 3rd | 2026-12-03
the 3rd at 10 | 2026-12-03T10:00
on the third of december at 10am | 2026-12-03T10:00
3rd december | 2026-12-03
3 december at noon | 2026-12-03T12:00
dec 3rd 2026 | 2026-12-03
december 3 2026 10:00am | 2026-12-03T10:00
12/3 | when.american
12/13/2026 | when.american
3.12.2026 10am | 2026-12-03T10:00
thu, 3 dec, 10 - 11:30 | 2026-12-03T10:00
thu 3 dec 10:00 to 11:30 | 2026-12-03T10:00
thu 10:00–11:30 | 2026-12-03T10:00
thu 10-11am | 2026-12-03T10:00
thu from 10:00 until 11:30 | 2026-12-03T10:00
thu 10am for an hour | 2026-12-03T10:00
thu 10am for 90 mins | 2026-12-03T10:00
thu 10am (1h) | 2026-12-03T10:00
thu at 10, 45 min | 2026-12-03T10:00
this thu 10 | when.bare-number
this coming thursday | 2026-12-03
thursday week | when.contradiction
a week on thursday | 2026-12-10
two weeks on thursday | 2026-12-17
thursday in a week | 2026-12-10
a week today | 2026-12-07
today in a week | 2026-12-07
tomorrow week | when.contradiction
a week from today | 2026-12-07
a week from tomorrow | 2026-12-08
in 10 days | 2026-12-10
ten days from now | 2026-12-10
within a week | 2026-12-07
by next friday | 2026-12-04
by the end of next week | 2026-12-11
by end of month | 2026-11-30
by cob friday | 2026-12-04
before friday | when.vague
after friday | when.vague
before christmas | when.vague
early next week | 2026-12-07
mid next week | 2026-12-09
beginning of next week | 2026-12-07
start of next month | 2026-12-01
first week of january | when.vague
last day of the month | 2026-11-30
last day of december | 2026-12-31
last working day of the month | when.workdays
first friday of january | 2027-01-01
the second tuesday of january | 2027-01-12
second tuesday in january at 10 | 2027-01-12T10:00
every day at 9 | FREQ=DAILY 2026-12-01T09:00
daily at 9am | FREQ=DAILY 2026-12-01T09:00
every morning at 9 | FREQ=DAILY 2026-12-01T09:00
every weekday 9:15 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-12-01T09:15
every monday and thursday at 10 | FREQ=WEEKLY;BYDAY=MO,TH 2026-12-03T10:00
mondays and thursdays 10am | FREQ=WEEKLY;BYDAY=MO,TH 2026-12-03T10:00
every 2 weeks on tuesday | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-12-01
every second tuesday | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-12-01
every third tuesday | when.series-nth
every other tuesday at 10 | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-12-01T10:00
every fortnight on tuesday | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-12-01
every month on the 1st | FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01
every first of the month | FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01
every last friday of the month | FREQ=MONTHLY;BYDAY=-1FR 2026-12-25
first monday of each month 9am | FREQ=MONTHLY;BYDAY=1MO 2026-12-07T09:00
monthly on the first monday | FREQ=MONTHLY;BYDAY=1MO 2026-12-07
once a week on monday | FREQ=WEEKLY;BYDAY=MO 2026-11-30
twice a week | when.series-unclear
every 3 months on the 1st | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1 2026-12-01
every quarter | when.series-day
every year on march 1 | FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1 2027-03-01
annually on 1 march | FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1 2027-03-01
weekly on wed 15:00 | FREQ=WEEKLY;BYDAY=WE 2026-12-02T15:00
bi-weekly on wed | when.series-unclear
tuesday 10am weekly | FREQ=WEEKLY;BYDAY=TU 2026-12-01T10:00
quarter past 3 | 2026-11-30T15:15
a quarter to 4 | 2026-11-30T15:45
twenty past 3 | 2026-11-30T15:20
five to 3 | 2026-11-30T14:55
half 3 | when.half
around 3pm | 2026-11-30T15:00
about noon | 2026-11-30T12:00
lunchtime | 2026-11-30T12:00
after lunch | when.vague
end of business | 2026-11-30
tomorrow noon | 2026-12-01T12:00
tomorrow at noon | 2026-12-01T12:00
tomorrow night | when.night
yesteday | when.past
easter monday 2027 | 2027-03-29
good friday 10am | 2027-03-26T10:00
day before christmas eve | 2026-12-23
the day after tomorrow | 2026-12-02
day before yesterday | when.past
two days after easter monday | 2027-03-31
monday after easter | when.two-readings
week after easter | 2027-03-29
the week before christmas | when.two-readings
halloween | 2027-10-31
new years eve | 2026-12-31
new year's eve at 6pm | 2026-12-31T18:00
xmas | when.feast
10 o'clock | 2026-12-01T10:00
10 o'clock tomorrow | 2026-12-01T10:00
at ten | 2026-12-01T10:00
at ten thirty | 2026-11-30T10:30
ten thirty | 2026-11-30T10:30
nine thirty am | 2026-12-01T09:30
half past 9 am | 2026-12-01T09:30
14 h | 2026-11-30T14:00
1400 | when.bare-number
1400 hours | when.amount
14:00 hrs | 2026-11-30T14:00
2026-12-03T10:00:00Z | 2026-12-03T11:00
2026-12-03 10:00 UTC | 2026-12-03T11:00
2026-12-03 10:00 CET | 2026-12-03T10:00
2026-12-03 at 10 | 2026-12-03T10:00
2026-W50-2 | 2026-12-08
week 50 tuesday | 2026-12-08
tue week 50 | 2026-12-08
cw 50 | 2026-12-07
wk 50 | 2026-12-07
q1 | when.vague
"""


@pytest.mark.parametrize(("text", "now", "meant"), cases(SAID))
def test_english_is_understood_in_kind(text: str, now: str, meant: str) -> None:
    assert meaning(text, now) == meant
