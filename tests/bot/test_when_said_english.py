"""The same in English."""

from __future__ import annotations

import pytest

from tests.bot.said import cases, meaning

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
"""


@pytest.mark.parametrize(("text", "now", "meant"), cases(SAID))
def test_english_is_understood_in_kind(text: str, now: str, meant: str) -> None:
    assert meaning(text, now) == meant
