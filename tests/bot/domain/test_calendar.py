"""Working time: nights, weekends, holidays, both changes of the clocks, and quiet hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.closed_days import closed_days
from bot.domain.calendar import Calendar, Hours, QuietHours, on_clock
from bot.domain.calendar.durations import Span, Unit, read_span
from bot.domain.settings.formats import ClosedDay, read_hours, read_working_days

BERLIN = ZoneInfo("Europe/Berlin")
CLOSED = closed_days("DE-HE", (ClosedDay(24, 12), ClosedDay(31, 12)))
OFFICE = Calendar(zone=BERLIN, working_days=frozenset(range(5)), hours=Hours(time(8), time(18)), closed=CLOSED)
ALWAYS = Calendar(zone=BERLIN, working_days=frozenset(range(7)), hours=Hours(time(0), time(0)), closed=lambda _: False)


def at(text: str) -> datetime:
    """A moment from Berlin's clocks; with an offset where the hour comes twice."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        # Monday 2026-11-23; within a day, over a night, over a weekend
        ("2026-11-23T10:00", "4h", "2026-11-23T14:00"),
        ("2026-11-23T14:00", "4h", "2026-11-23T18:00"),
        ("2026-11-23T16:00", "4h", "2026-11-24T10:00"),
        ("2026-11-27T16:00", "4h", "2026-11-30T10:00"),
        ("2026-11-27T16:00", "22h", "2026-12-01T18:00"),
        ("2026-11-27T16:00", "24h", "2026-12-02T10:00"),
        # begun outside of the hours
        ("2026-11-23T03:00", "4h", "2026-11-23T12:00"),
        ("2026-11-23T18:00", "1h", "2026-11-24T09:00"),
        ("2026-11-23T22:30", "30m", "2026-11-24T08:30"),
        ("2026-11-28T11:00", "4h", "2026-11-30T12:00"),
        ("2026-11-24T00:00", "1h", "2026-11-24T09:00"),
        # seconds and less
        ("2026-11-23T17:59:30", "90s", "2026-11-24T08:01:00"),
        ("2026-11-23T10:00:00.123456", "2s", "2026-11-23T10:00:02.123456"),
        ("2026-11-23T17:59:59.750000", "1s", "2026-11-24T08:00:00.750000"),
        # holidays, the project's own closed days, the turn of the year (24th to 27th and 31st to 3rd are closed)
        ("2026-12-23T16:00", "4h", "2026-12-28T10:00"),
        ("2026-12-30T17:00", "2h", "2027-01-04T09:00"),
        ("2027-03-25T17:00", "2h", "2027-03-30T09:00"),
        # a day has ten hours whatever the clocks do in the night between
        ("2026-10-23T17:00", "2h", "2026-10-26T09:00"),
        ("2026-03-27T17:00", "2h", "2026-03-30T09:00"),
    ],
)
def test_hours_minutes_and_seconds_run_only_in_working_hours(start: str, span: str, end: str) -> None:
    assert OFFICE.add(at(start), read_span(span)) == at(end)


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2026-11-23T10:00", "1d", "2026-11-24T10:00"),
        ("2026-11-23T10:00", "3d", "2026-11-26T10:00"),
        ("2026-11-27T10:00", "1d", "2026-11-30T10:00"),
        ("2026-11-27T10:00", "10d", "2026-12-11T10:00"),
        # from a closed day the first working day counts as one
        ("2026-11-28T11:00", "1d", "2026-11-30T11:00"),
        ("2026-11-29T11:00", "3d", "2026-12-02T11:00"),
        ("2026-12-25T11:00", "1d", "2026-12-28T11:00"),
        # the clock time stays, be it outside of the hours
        ("2026-11-23T22:15:30.5", "3d", "2026-11-26T22:15:30.5"),
        ("2026-11-23T00:00", "1d", "2026-11-24T00:00"),
        ("2026-11-23T23:59:59.999999", "1d", "2026-11-24T23:59:59.999999"),
        # Christmas and New Year
        ("2026-12-23T09:00", "1d", "2026-12-28T09:00"),
        ("2026-12-30T09:00", "1d", "2027-01-04T09:00"),
        # the clock time stays across both changes of the clocks
        ("2026-03-27T10:00", "1d", "2026-03-30T10:00"),
        ("2026-10-23T10:00", "1d", "2026-10-26T10:00"),
        # weeks are weeks of the calendar, moved off closed days
        ("2026-11-23T10:00", "2w", "2026-12-07T10:00"),
        ("2026-12-17T10:00", "1w", "2026-12-28T10:00"),
    ],
)
def test_days_keep_the_clock_time_and_count_working_days(start: str, span: str, end: str) -> None:
    assert OFFICE.add(at(start), read_span(span)) == at(end)


@pytest.mark.parametrize(
    ("start", "span", "end"),
    [
        ("2026-11-28T23:30", "4h", "2026-11-29T03:30"),
        ("2026-12-31T23:59:59", "2s", "2027-01-01T00:00:01"),
        ("2026-03-29T01:30", "1h", "2026-03-29T03:30"),
        ("2026-03-28T12:00", "24h", "2026-03-29T13:00"),
        ("2026-10-25T01:30", "1h", "2026-10-25T02:30+02:00"),
        ("2026-10-25T01:30", "2h", "2026-10-25T02:30+01:00"),
        ("2026-10-25T02:30+01:00", "1h", "2026-10-25T03:30"),
        ("2026-10-24T12:00", "24h", "2026-10-25T11:00"),
        # a clock time that is skipped moves forward, of one that comes twice the first counts, and none is lost for ever
        ("2026-03-28T02:30", "1d", "2026-03-29T03:30"),
        ("2026-03-28T02:30", "2d", "2026-03-30T02:30"),
        ("2026-10-24T02:30", "1d", "2026-10-25T02:30+02:00"),
        ("2026-10-25T02:30+01:00", "1d", "2026-10-26T02:30"),
        ("2025-10-26T02:30+01:00", "52w", "2026-10-25T02:30+02:00"),
    ],
)
def test_a_project_that_always_works_follows_the_clock_on_the_wall(start: str, span: str, end: str) -> None:
    assert ALWAYS.add(at(start), read_span(span)) == at(end)


@pytest.mark.parametrize(
    ("hours", "start", "span", "end"),
    [
        # the night shift of 29 March has no hour from two to three, that of 25 October has it twice
        ("01:00-05:00", "2026-03-29T01:00", "3h", "2026-03-29T05:00"),
        ("01:00-05:00", "2026-03-29T01:00", "4h", "2026-03-30T02:00"),
        ("01:00-05:00", "2026-10-25T01:00", "5h", "2026-10-25T05:00"),
        ("02:10-02:50", "2026-03-29T00:00", "10m", "2026-03-29T03:20"),
        # the hours begin after they end: that day has none
        ("02:30-03:10", "2026-03-29T00:00", "10m", "2026-03-30T02:40"),
        ("22:00-24:00", "2026-11-23T23:30", "1h", "2026-11-24T22:30"),
    ],
)
def test_the_hours_of_a_night_in_which_the_clocks_change(hours: str, start: str, span: str, end: str) -> None:
    night = Calendar(zone=BERLIN, working_days=frozenset(range(7)), hours=read_hours(hours), closed=lambda _: False)
    assert night.add(at(start), read_span(span)) == at(end)


@pytest.mark.parametrize(
    ("moment", "is_working"),
    [
        ("2026-11-23T07:59:59.999999", False),
        ("2026-11-23T08:00", True),
        ("2026-11-23T17:59:59.999999", True),
        ("2026-11-23T18:00", False),
        ("2026-11-28T12:00", False),
        ("2026-12-24T12:00", False),
        ("2026-04-03T12:00", False),
    ],
)
def test_working_time_includes_its_first_moment_and_not_its_last(moment: str, is_working: bool) -> None:
    assert OFFICE.is_working_time(at(moment)) is is_working
    assert (OFFICE.next_working_time(at(moment)) == at(moment)) is is_working


@pytest.mark.parametrize(
    ("day", "following", "preceding"),
    [
        (date(2026, 11, 27), date(2026, 11, 27), date(2026, 11, 27)),
        (date(2026, 11, 28), date(2026, 11, 30), date(2026, 11, 27)),
        (date(2026, 12, 24), date(2026, 12, 28), date(2026, 12, 23)),
        (date(2027, 1, 1), date(2027, 1, 4), date(2026, 12, 30)),
    ],
)
def test_the_nearest_working_days(day: date, following: date, preceding: date) -> None:
    assert OFFICE.next_working_day(day) == following
    assert OFFICE.previous_working_day(day) == preceding


@pytest.mark.parametrize(
    ("calendar", "day", "end"),
    [
        (OFFICE, date(2026, 11, 27), "2026-11-27T18:00"),
        (OFFICE, date(2026, 11, 28), "2026-11-28T18:00"),
        (OFFICE, date(2026, 7, 1), "2026-07-01T18:00"),
        (ALWAYS, date(2026, 11, 27), "2026-11-28T00:00"),
        (ALWAYS, date(2026, 12, 31), "2027-01-01T00:00"),
    ],
)
def test_a_date_passes_at_the_end_of_work_of_its_day(calendar: Calendar, day: date, end: str) -> None:
    assert calendar.end_of_work(day) == at(end)


def test_a_day_belongs_to_the_zone_of_the_project() -> None:
    assert OFFICE.day_of(datetime(2026, 11, 23, 23, 30, tzinfo=UTC)) == date(2026, 11, 24)
    assert OFFICE.is_working_day(date(2026, 11, 24))


def test_nobody_ever_working_is_said_instead_of_searched_for_ever() -> None:
    never = Calendar(zone=BERLIN, working_days=read_working_days("Mo"), hours=Hours(time(8), time(18)), closed=lambda _: True)
    with pytest.raises(ValueError, match="nobody ever works"):
        never.add(at("2026-11-23T10:00"), Span(1, Unit.DAYS))


MOMENTS = st.integers(min_value=0, max_value=3 * 365 * 86400).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
HOURS = st.integers(min_value=1, max_value=5000).map(lambda minutes: Span(minutes, Unit.MINUTES))


@given(MOMENTS, HOURS, HOURS)
def test_two_spans_of_working_time_after_each_other_are_their_sum(start: datetime, first: Span, second: Span) -> None:
    both = Span(first.amount + second.amount, Unit.MINUTES)
    assert OFFICE.add(OFFICE.add(start, first), second) == OFFICE.add(start, both)


@given(MOMENTS, st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=30)), HOURS)
def test_what_begins_later_never_ends_earlier(start: datetime, later: timedelta, span: Span) -> None:
    assert OFFICE.add(start, span) <= OFFICE.add(start + later, span)


@given(MOMENTS, st.integers(min_value=1, max_value=40))
def test_days_end_on_a_working_day(start: datetime, days: int) -> None:
    assert OFFICE.is_working_day(OFFICE.day_of(OFFICE.add(start, Span(days, Unit.DAYS))))


NIGHT = QuietHours(time(18), time(8))
LUNCH = QuietHours(time(12), time(13, 30))


@pytest.mark.parametrize(
    ("quiet", "moment", "until"),
    [
        (NIGHT, "2026-11-23T17:59:59", None),
        (NIGHT, "2026-11-23T18:00", "2026-11-24T08:00"),
        (NIGHT, "2026-11-24T00:00", "2026-11-24T08:00"),
        (NIGHT, "2026-11-24T07:59:59.9", "2026-11-24T08:00"),
        (NIGHT, "2026-11-24T08:00", None),
        (NIGHT, "2026-12-31T23:00", "2027-01-01T08:00"),
        (NIGHT, "2026-03-28T23:00", "2026-03-29T08:00"),
        (NIGHT, "2026-10-25T02:30+01:00", "2026-10-25T08:00"),
        (LUNCH, "2026-11-23T11:59", None),
        (LUNCH, "2026-11-23T12:00", "2026-11-23T13:30"),
        (LUNCH, "2026-11-23T13:30", None),
        (QuietHours(time(22), time(2, 30)), "2026-03-29T00:00", "2026-03-29T03:30"),
        (QuietHours(time(22), time(0)), "2026-11-23T23:00", "2026-11-24T00:00"),
    ],
)
def test_quiet_hours_end_at_their_clock_time(quiet: QuietHours, moment: str, until: str | None) -> None:
    assert quiet.until(at(moment), BERLIN) == (at(until) if until else None)


def test_a_clock_time_is_that_of_the_zone() -> None:
    assert on_clock(date(2026, 7, 1), time(8), BERLIN) == datetime(2026, 7, 1, 6, tzinfo=UTC)
    assert on_clock(date(2026, 11, 23), time(8), BERLIN) == datetime(2026, 11, 23, 7, tzinfo=UTC)
