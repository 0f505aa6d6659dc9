"""When digests are due: leads, closed days, quiet hours, both changes of the clocks, and which the weekly one carries."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.config.closed_days import closed_days
from bot.domain.calendar import Calendar, Hours, QuietHours
from bot.domain.calendar.durations import Span, Unit, read_span
from bot.domain.digests import Rhythm, carrier, due_before, last_weekly, next_weekly, too_late_before, too_late_for_week
from bot.domain.settings.formats import Weekly, read_closed_days, read_weekly
from tests.world import BERLIN

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
CLOSED = closed_days("DE-HE", read_closed_days("24.12., 31.12."))
CALENDAR = Calendar(BERLIN, frozenset(range(5)), Hours(time(8), time(18)), CLOSED)
EVERY_DAY = Calendar(BERLIN, frozenset(range(7)), Hours(time(0), time(0)), lambda day: False)


def berlin(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=BERLIN).astimezone(UTC)


def wall(moment: datetime | None) -> str:
    return moment.astimezone(BERLIN).isoformat(sep=" ", timespec="minutes")[:16] if moment else ""


def rhythm(*, lead: str = "24h", weekly: str = "Mo 08:00", quiet: QuietHours | None = None, calendar: Calendar = CALENDAR) -> Rhythm:
    return Rhythm(weekly=read_weekly(weekly) if weekly else None, lead=read_span(lead) if lead else None, quiet=quiet, calendar=calendar)


@pytest.mark.parametrize(
    ("start", "lead", "due"),
    [
        ("2026-11-26 10:00", "24h", "2026-11-25 10:00"),
        ("2026-11-26 10:00", "2h", "2026-11-26 08:00"),
        ("2026-11-26 19:00", "1d", "2026-11-25 19:00"),  # a working day: only closed days are moved
        ("2026-11-30 10:00", "24h", "2026-11-27 08:00"),  # a Monday: Friday morning
        ("2026-11-28 14:00", "2h", "2026-11-27 08:00"),  # a Saturday itself
        ("2027-03-30 10:00", "24h", "2027-03-25 08:00"),  # behind Easter: Maundy Thursday
        ("2026-12-28 10:00", "24h", "2026-12-23 08:00"),  # Christmas, and the 24th by the project's choice
        ("2027-01-04 10:00", "3d", "2026-12-30 08:00"),
        ("2027-03-29 10:00", "2d", "2027-03-25 08:00"),
    ],
)
def test_it_is_due_by_the_lead_and_on_a_working_morning_if_that_is_a_closed_day(start: str, lead: str, due: str) -> None:
    assert wall(due_before(berlin(start), rhythm(lead=lead), lead=None, known_since=LONG_AGO)) == due


@pytest.mark.parametrize("start", ["2027-03-28 10:00", "2027-10-31 10:00"])
def test_a_lead_of_days_keeps_the_clock_time_over_a_change_of_the_clocks(start: str) -> None:
    due = due_before(berlin(start), rhythm(calendar=EVERY_DAY), lead=None, known_since=LONG_AGO)
    assert wall(due) == wall(berlin(start).astimezone(BERLIN) - timedelta(days=1))


def test_a_lead_of_hours_is_that_many_hours_also_where_the_clocks_skip_one() -> None:
    due = due_before(berlin("2027-03-28 03:10"), rhythm(lead="30m", calendar=EVERY_DAY), lead=None, known_since=LONG_AGO)
    assert wall(due) == "2027-03-28 01:40"


def test_the_lead_of_the_session_goes_before_that_of_the_room_also_where_it_is_off() -> None:
    own = Span(2, Unit.HOURS)
    assert wall(due_before(berlin("2026-11-26 10:00"), rhythm(lead=""), lead=own, known_since=LONG_AGO)) == "2026-11-26 08:00"
    assert due_before(berlin("2026-11-26 10:00"), rhythm(lead=""), lead=None, known_since=LONG_AGO) is None


@pytest.mark.parametrize(
    ("planned", "due"),
    [
        ("2026-11-25 09:59", "2026-11-25 10:00"),  # in time
        ("2026-11-25 18:00", "2026-11-26 09:00"),  # an hour before
        ("2026-11-26 09:30", "2026-11-26 09:45"),  # half-way
    ],
)
def test_a_session_planned_too_late_for_its_lead_has_its_digest_shortly_before(planned: str, due: str) -> None:
    assert wall(due_before(berlin("2026-11-26 10:00"), rhythm(), lead=None, known_since=berlin(planned))) == due


@pytest.mark.parametrize(
    ("quiet", "start", "due"),
    [
        (("18:00", "08:00"), "2026-11-26 07:30", "2026-11-25 08:00"),  # a day before it is quiet: when that is over
        (("07:00", "12:00"), "2026-11-26 10:00", "2026-11-25 12:00"),
        (("20:00", "12:00"), "2026-11-26 10:00", "2026-11-25 12:00"),
    ],
)
def test_quiet_hours_hold_it_back(quiet: tuple[str, str], start: str, due: str) -> None:
    hours = QuietHours(*(time.fromisoformat(each) for each in quiet))
    assert wall(due_before(berlin(start), rhythm(quiet=hours), lead=None, known_since=LONG_AGO)) == due


@pytest.mark.parametrize(("start", "due"), [("2026-11-26 07:30", "2026-11-25 17:59"), ("2026-11-25 19:30", "2026-11-25 17:59")])
def test_where_quiet_hours_end_too_late_it_comes_right_before_they_begin(start: str, due: str) -> None:
    held = rhythm(lead="1h", quiet=QuietHours(time(18), time(8)))
    assert wall(due_before(berlin(start), held, lead=None, known_since=LONG_AGO)) == due


@pytest.mark.parametrize(
    ("now", "last", "following"),
    [
        ("2026-11-23 07:59", "2026-11-16 08:00", "2026-11-23 08:00"),
        ("2026-11-23 08:00", "2026-11-23 08:00", "2026-11-30 08:00"),
        ("2026-11-29 23:00", "2026-11-23 08:00", "2026-11-30 08:00"),
        ("2027-03-27 12:00", "2027-03-22 08:00", "2027-03-29 08:00"),
        ("2027-10-30 12:00", "2027-10-25 08:00", "2027-11-01 08:00"),
    ],
)
def test_the_weekly_one_comes_at_its_clock_time(now: str, last: str, following: str) -> None:
    weekly = Weekly(0, time(8))
    assert wall(last_weekly(weekly, CALENDAR, berlin(now))) == last
    assert wall(next_weekly(weekly, CALENDAR, berlin(now))) == following


@pytest.mark.parametrize("change", [date(2027, 3, 28), date(2027, 10, 31)])
def test_the_weekly_one_comes_once_on_the_day_of_a_change_of_the_clocks(change: date) -> None:
    weekly = Weekly(6, time(2, 30))
    moment = next_weekly(weekly, CALENDAR, berlin(f"{change - timedelta(days=6)} 12:00"))
    assert moment.astimezone(BERLIN).date() == change
    assert next_weekly(weekly, CALENDAR, moment).astimezone(BERLIN).date() == change + timedelta(days=7)


@pytest.mark.parametrize(
    ("due", "start", "weekly", "carried"),
    [
        ("2026-11-23 10:00", "2026-11-24 10:00", "Mo 08:00", "2026-11-23 08:00"),
        ("2026-11-23 07:00", "2026-11-24 07:00", "Mo 08:00", "2026-11-23 08:00"),
        ("2026-11-23 07:00", "2026-11-23 07:30", "Mo 08:00", ""),  # has begun by then
        ("2026-11-24 10:00", "2026-11-25 10:00", "Mo 08:00", ""),
        ("2026-11-27 08:00", "2026-11-30 10:00", "Fr 14:00", "2026-11-27 14:00"),
        ("2026-11-23 10:00", "2026-11-24 10:00", "", ""),
    ],
)
def test_the_weekly_one_of_the_same_day_carries_it(due: str, start: str, weekly: str, carried: str) -> None:
    assert wall(carrier(berlin(due), berlin(start), rhythm(weekly=weekly))) == carried


def test_a_digest_is_of_no_use_once_the_session_has_begun_and_the_weeks_after_a_day() -> None:
    start = berlin("2026-11-26 10:00")
    assert not too_late_before(start, start - timedelta(seconds=1)) and too_late_before(start, start)
    assert not too_late_for_week(start, start + timedelta(hours=24)) and too_late_for_week(start, start + timedelta(hours=24, seconds=1))
