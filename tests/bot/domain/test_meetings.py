"""Which dates a session has, with all that was changed about single ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.meetings import (
    DateChange,
    Session,
    cancelled_dates,
    clashes,
    coming,
    current,
    next_held,
    occurrences,
    on_day,
)

local = datetime.fromisoformat
"""A wall-clock time, naive."""
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
S1 = Number("S", 1)
WEEKLY = Session(
    number=S1,
    team=TeamId(1),
    title="Jour fixe",
    rule="FREQ=WEEKLY;BYDAY=TU",
    start=local("2026-11-24 10:00"),
    created_by=UserId("@anna:stadt.example"),
    created_at=NOW,
    room=RoomId("!room"),
    source=EventId("$plan"),
)
SINGLE = replace(WEEKLY, rule="")


def tuesday(week: int) -> datetime:
    """The date of that week, naive and local; the first one is week 0."""
    return WEEKLY.start + timedelta(weeks=week)


def off(week: int) -> DateChange:
    return DateChange(session=S1, planned=tuesday(week), cancelled=True)


def moved(week: int, to: datetime) -> DateChange:
    return DateChange(session=S1, planned=tuesday(week), moved_to=to)


def days(session: Session, *changes: DateChange, count: int = 3) -> list[date]:
    return [each.start.astimezone(BERLIN).date() for each in coming(session, changes, BERLIN, now=NOW, count=count)]


def test_a_series_without_end_has_as_many_dates_as_are_asked_for() -> None:
    assert days(WEEKLY) == [date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 8)]
    assert len(days(WEEKLY, count=60)) == 60


def test_a_series_keeps_its_time_across_the_change_of_the_clocks() -> None:
    found = occurrences(WEEKLY, [], BERLIN, after=datetime(2027, 3, 20, tzinfo=UTC), before=datetime(2027, 4, 1, tzinfo=UTC))
    assert [each.start for each in found] == [datetime(2027, 3, 23, 9, 0, tzinfo=UTC), datetime(2027, 3, 30, 8, 0, tzinfo=UTC)]


def test_a_date_that_the_clocks_skip_moves_forward() -> None:
    sundays = replace(WEEKLY, rule="FREQ=WEEKLY;BYDAY=SU", start=local("2027-03-21 02:30"))
    found = occurrences(sundays, [], BERLIN, after=datetime(2027, 3, 27, tzinfo=UTC), before=datetime(2027, 3, 29, tzinfo=UTC))
    assert [each.start.astimezone(BERLIN).hour for each in found] == [3]


def test_a_yearly_series_finds_its_next_dates_too() -> None:
    yearly = replace(WEEKLY, rule="FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24")
    assert days(yearly) == [date(2026, 11, 24), date(2027, 11, 24), date(2028, 11, 24)]


def test_the_last_day_of_a_series_belongs_to_it() -> None:
    assert days(replace(WEEKLY, until=date(2026, 12, 1))) == [date(2026, 11, 24), date(2026, 12, 1)]


def test_the_next_one_is_neither_cancelled_nor_begun() -> None:
    following = next_held(WEEKLY, [off(0), off(1)], BERLIN, now=NOW)
    assert following is not None and following.planned == tuesday(2)
    begun = next_held(WEEKLY, [], BERLIN, now=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    assert begun is not None and begun.planned == tuesday(1)


def test_a_session_that_is_over_or_cancelled_has_no_next_one() -> None:
    assert next_held(SINGLE, [], BERLIN, now=NOW + timedelta(days=2)) is None
    assert next_held(WEEKLY.cancelled(), [], BERLIN, now=NOW) is None


def test_a_date_is_found_by_the_day_on_which_it_takes_place_or_was_planned() -> None:
    changes = [moved(0, local("2026-11-26 09:00"))]
    for day in (date(2026, 11, 26), date(2026, 11, 24)):
        found = on_day(WEEKLY, changes, BERLIN, day)
        assert found is not None and found.planned == tuesday(0) and found.moved
    assert on_day(WEEKLY, changes, BERLIN, date(2026, 11, 25)) is None


def test_of_two_dates_on_one_day_the_one_that_takes_place_is_meant() -> None:
    found = on_day(WEEKLY, [off(1), moved(0, local("2026-12-01 08:00"))], BERLIN, date(2026, 12, 1))
    assert found is not None and not found.cancelled and found.planned == tuesday(0)


def test_changes_of_dates_that_the_series_no_longer_has_are_left_out() -> None:
    changes = [moved(3, local("2026-12-16 09:00")), off(1)]
    assert current(WEEKLY, changes) == [changes[1], changes[0]]
    assert current(replace(WEEKLY, until=date(2026, 12, 8)), changes) == [changes[1]]
    wednesdays = replace(WEEKLY, rule="FREQ=WEEKLY;BYDAY=WE", start=local("2026-11-25 10:00"))
    assert current(wednesdays, changes) == []
    assert days(wednesdays, *changes) == [date(2026, 11, 25), date(2026, 12, 2), date(2026, 12, 9)]


def test_cancelled_dates_come_in_the_order_of_their_start() -> None:
    assert [each.planned for each in cancelled_dates(WEEKLY, [off(2), off(0), moved(1, tuesday(1))], BERLIN)] == [tuesday(0), tuesday(2)]


@pytest.mark.parametrize(
    ("start", "length", "clash"),
    [
        (local("2026-11-24 10:30"), 60, True),
        (local("2026-11-24 09:30"), 60, True),
        (local("2026-11-24 09:00"), 180, True),
        (local("2026-11-24 11:00"), 60, False),
        (local("2026-11-24 09:00"), 60, False),
        (local("2026-11-25 10:00"), 60, False),
    ],
)
def test_two_dates_clash_where_they_overlap(start: datetime, length: int, clash: bool) -> None:
    mine = coming(SINGLE, [], BERLIN, now=NOW, count=1)
    other = coming(replace(SINGLE, start=start, length=timedelta(minutes=length)), [], BERLIN, now=NOW, count=1)
    assert bool(clashes(mine, other)) is clash
    assert bool(clashes(other, mine)) is clash


def test_a_cancelled_date_stands_in_nobodys_way() -> None:
    found = coming(WEEKLY, [off(0)], BERLIN, now=NOW, count=1)
    assert clashes(coming(SINGLE, [], BERLIN, now=NOW, count=1), found) == []
