"""The steps after a light turned red, and the day of the letter on risks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.calendar import Calendar, Hours
from bot.domain.escalation import Arrival
from bot.domain.ids import TeamId, UserId
from bot.domain.lights.red_alert import Due, Red, RedAlert, Sent, Step, Turned, next_step, unalerted
from bot.domain.lights.risk_letter import day_of_month, draft_at, letters_around
from tests.world import BERLIN

HOLIDAYS = frozenset({date(2026, 4, 6), date(2026, 12, 25), date(2027, 1, 1)})
OFFICE = Calendar(zone=BERLIN, working_days=frozenset(range(5)), hours=Hours(time(8), time(18)), closed=HOLIDAYS.__contains__)
MONDAY = datetime(2026, 11, 2, 10, tzinfo=BERLIN)
ALERT = RedAlert(id=1, team=TeamId(1), lights=(Turned(light="content", since=MONDAY),), raised_at=MONDAY)
STILL = Red(light="content", since=MONDAY, reported_at=MONDAY)


def sent(at: datetime, arrival: Arrival = Arrival.ARRIVED) -> Sent:
    return Sent(queued_at=at, arrival=arrival, delivered_at=at if arrival is Arrival.ARRIVED else None)


def due(of: RedAlert = ALERT, *, red: Red | None = STILL, is_led: bool = False, has_committee: bool = True, **steps: Sent) -> Due | None:
    messages = {Step(name): each for name, each in steps.items()}
    return next_step(of, [red] if red else [], messages, OFFICE, is_led=is_led, has_committee=has_committee)


def day(count: int, hour: int = 10) -> datetime:
    return datetime(2026, 11, 2, hour, tzinfo=BERLIN) + timedelta(days=count)


def test_the_pmo_hears_at_once_then_once_more_and_then_the_committee() -> None:
    assert due() == Due(Step.ALERT, MONDAY)
    assert due(alert=sent(MONDAY)) == Due(Step.REPEAT, day(1))
    assert due(alert=sent(MONDAY), repeat=sent(day(1))) == Due(Step.STEERING, day(14))
    assert due(alert=sent(MONDAY), repeat=sent(day(1)), steering=sent(day(14))) is None


def test_one_who_has_taken_it_is_not_called_again_but_the_committee_hears() -> None:
    taken = ALERT.taken(by=UserId("@ada:stadt.example"), at=day(0, 12))
    assert due(taken, alert=sent(MONDAY)) == Due(Step.STEERING, day(14))


def test_red_at_the_next_report_it_goes_to_the_committee_then() -> None:
    added = Red(light="content", since=MONDAY, reported_at=day(1))
    assert due(red=added, alert=sent(MONDAY), repeat=sent(day(1))) == Due(Step.STEERING, day(14))
    reported = Red(light="content", since=MONDAY, reported_at=day(7))
    assert due(red=reported, alert=sent(MONDAY), repeat=sent(day(1))) == Due(Step.STEERING, day(7))


@pytest.mark.parametrize(
    "red", [None, Red(light="content", since=day(3), reported_at=day(3)), Red(light="resources", since=MONDAY, reported_at=MONDAY)]
)
def test_nothing_follows_once_it_turned_better(red: Red | None) -> None:
    assert due(red=red, alert=sent(MONDAY)) is None


def test_while_a_blocker_is_kept_in_its_place_nothing_follows() -> None:
    assert due(is_led=True, alert=sent(MONDAY)) is None


def test_after_an_outage_the_pmo_hears_before_the_committee() -> None:
    late = day(17)
    assert due(alert=sent(late)) == Due(Step.REPEAT, day(18))
    assert due(alert=sent(late), repeat=sent(day(18))) == Due(Step.STEERING, day(21))


def test_a_pmo_that_cannot_be_reached_is_not_waited_for() -> None:
    assert due(alert=sent(MONDAY, Arrival.UNDER_WAY)) is None
    assert due(alert=sent(MONDAY, Arrival.REFUSED)) == Due(Step.UNREACHED, day(1))
    assert due(alert=sent(MONDAY, Arrival.REFUSED), has_committee=False) is None
    assert due(alert=sent(MONDAY, Arrival.REFUSED), unreached=sent(day(1))) is None
    assert due(alert=sent(day(2)), unreached=sent(day(1))) == Due(Step.REPEAT, day(3))
    assert due(alert=sent(day(2)), unreached=sent(day(1)), repeat=sent(day(3))) is None


def test_only_what_no_alert_is_about_makes_a_new_one() -> None:
    again = Red(light="content", since=day(9), reported_at=day(9))
    assert unalerted([STILL], [ALERT]) == [] and unalerted([again], [ALERT]) == [again]


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (date(2026, 11, 1), date(2026, 11, 2)),
        (date(2026, 4, 1), date(2026, 4, 13)),  # the first is Easter Monday
        (date(2027, 2, 1), date(2027, 2, 1)),
    ],
)
def test_the_letter_is_due_on_the_first_monday_on_which_people_work(month: date, expected: date) -> None:
    assert day_of_month(OFFICE, month.year, month.month) == expected


def test_where_nobody_works_on_mondays_it_is_due_on_the_day_after_the_first() -> None:
    tuesdays = Calendar(zone=BERLIN, working_days=frozenset({1, 2}), hours=Hours(time(8), time(18)), closed=HOLIDAYS.__contains__)
    assert day_of_month(tuesdays, 2026, 11) == date(2026, 11, 3)


def test_its_draft_is_due_two_working_days_before() -> None:
    assert draft_at(OFFICE, datetime(2026, 12, 7, 8, tzinfo=BERLIN)) == datetime(2026, 12, 3, 8, tzinfo=BERLIN)
    assert draft_at(OFFICE, datetime(2026, 12, 28, 14, tzinfo=BERLIN)) == datetime(2026, 12, 23, 8, tzinfo=BERLIN)


def test_the_letters_of_three_months_are_looked_at_also_over_the_turn_of_the_year() -> None:
    assert [key for key, _ in letters_around(OFFICE, date(2027, 1, 15))] == ["month:2026-12", "month:2027-01", "month:2027-02"]
    assert [key for key, _ in letters_around(OFFICE, date(2026, 12, 15))] == ["month:2026-11", "month:2026-12", "month:2027-01"]
