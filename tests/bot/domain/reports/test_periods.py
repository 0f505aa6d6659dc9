"""Quarters: how people name one, when its report is due, and which one the next report is about."""

from __future__ import annotations

from datetime import date

import pytest

from bot.config.effective_settings import calendar_of
from bot.domain.errors import Refused
from bot.domain.reports.periods import Quarter, next_report, read_due, read_quarter, working_days_before, working_days_between
from bot.domain.settings import effective
from bot.words import fold
from tests.world import BERLIN

TODAY = date(2026, 11, 23)
Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)
CALENDAR = calendar_of()(effective(BERLIN, {}, {}, {}))
DUE = read_due("15d after quarter")


@pytest.mark.parametrize(
    ("said", "quarter"),
    [
        *[(said, Q3) for said in ("Q3 2026", "Q3", "q3", "Q 3", "Q3/26", "Q3/2026", "2026-Q3", "2026 Q3", "2026/Q3", "Q3 26", "3Q2026")],
        *[(said, Q3) for said in ("3. Quartal 2026", "3. Quartal", "III/2026", "III. Quartal 2026", "drittes Quartal", "3rd quarter 2026")],
        *[(said, Q3) for said in ("Quartal 3 2026", "im 3. Quartal 2026", "third quarter 2026", "letztes Quartal", "last quarter")],
        *[(said, Q4) for said in ("Q4", "dieses Quartal", "laufendes Quartal", "Q4 2026", "current quarter")],
        ("Q4 2025", Quarter(2025, 4)),
        ("I/2026", Quarter(2026, 1)),
    ],
)
def test_a_quarter_is_understood_as_people_name_it(said: str, quarter: Quarter) -> None:
    assert read_quarter(fold(said), TODAY) == quarter


@pytest.mark.parametrize(
    "said", ["", "Q5", "Q0", "Q1 2027", "Quartal", "3", "2026", "3/2026", "Q3 Q4", "Q3 1999", "Katalog", "Q3!", "viertes", "Q2/3"]
)
def test_what_names_none_or_one_to_come_is_refused(said: str) -> None:
    assert read_quarter(fold(said), TODAY) is None


def test_a_quarter_has_a_first_and_a_last_day_and_neighbours() -> None:
    assert (Q4.first, Q4.last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert (Q4.next, Quarter(2026, 1).before, Q4.before) == (Quarter(2027, 1), Quarter(2025, 4), Q3)
    assert [str(Quarter.of(date(2026, month, 1))) for month in (1, 3, 4, 12)] == ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4"]
    assert Quarter.stored(str(Q3)) == Q3


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("15d after quarter", date(2027, 1, 22)),  # 1 January is closed
        ("15 Arbeitstage nach Quartalsende", date(2027, 1, 22)),
        ("4 Wochen nach dem Ende des Quartals", date(2027, 1, 28)),
        ("2w", date(2027, 1, 14)),
        ("10 working days after the quarter", date(2027, 1, 15)),
    ],
)
def test_it_is_due_so_long_after_the_quarter(said: str, day: date) -> None:
    due = read_due(said)
    assert due.of(Q4, CALENDAR) == day
    assert read_due(str(due)) == due


@pytest.mark.parametrize("said", ["", "bald", "3h", "400d", "20w", "15d nach Weihnachten", "15d vor Quartalsende"])
def test_another_time_is_refused(said: str) -> None:
    with pytest.raises(Refused):
        read_due(said)


@pytest.mark.parametrize(
    ("today", "since", "released", "quarter"),
    [
        (date(2026, 9, 30), date(2026, 1, 1), (), Q3),
        (date(2026, 10, 1), date(2026, 1, 1), (), Q3),
        (date(2026, 10, 21), date(2026, 1, 1), (), Q3),
        (date(2026, 10, 1), date(2026, 1, 1), (Q3,), Q4),
        (date(2026, 11, 18), date(2026, 1, 1), (), Q3),  # four weeks after its due day
        (date(2026, 11, 19), date(2026, 1, 1), (), Q4),
        (date(2026, 10, 1), date(2026, 9, 30), (), Q3),
        (date(2026, 10, 1), date(2026, 10, 1), (), Q4),  # there was no project then
    ],
)
def test_the_next_report_is_about_the_last_quarter_until_that_is_done(
    today: date, since: date, released: tuple[Quarter, ...], quarter: Quarter
) -> None:
    assert next_report(today, due=DUE, calendar=CALENDAR, since=since, released=released) == quarter


def test_working_days_are_counted_both_ways() -> None:
    assert working_days_between(date(2026, 12, 23), date(2026, 12, 28), CALENDAR) == 1  # 24 to 27 December are closed
    assert working_days_between(date(2026, 12, 28), date(2026, 12, 23), CALENDAR) == -1
    assert working_days_before(date(2026, 12, 28), 1, CALENDAR) == date(2026, 12, 23)
