"""What the reports of a group's lights say now, and said on a past day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar.durations import Span, Unit
from bot.domain.ids import TeamId
from bot.domain.lights.course import Trend, as_of, built_on, course, lights, turned, worst
from bot.domain.lights.freshness import is_due, is_stale, rhythm_on, unanswered
from bot.domain.lights.report import Aspect, Colour, Report, ReportKind

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 8, 3, 8, tzinfo=UTC)
FOUR_WEEKS = Span(4, Unit.WEEKS)


def said(weeks: int, colour: Colour, *, kind: ReportKind = ReportKind.SET, reason: str = "", mark: str = "") -> Report:
    at = START + timedelta(weeks=weeks)
    return Report(
        id=weeks + 1,
        team=TeamId(1),
        aspect=Aspect.CONTENT,
        kind=kind,
        colour=colour,
        reason=reason,
        at=at,
        mark=mark or f"$event{weeks}",
    )


GREEN, YELLOW, RED = said(0, Colour.GREEN), said(4, Colour.YELLOW, reason="Es fehlt ein Konzept"), said(8, Colour.RED)


def test_a_light_says_since_when_it_has_its_colour_and_what_it_was() -> None:
    light = lights([GREEN, YELLOW, said(6, Colour.YELLOW, kind=ReportKind.CONFIRMED)], BERLIN)[Aspect.CONTENT]
    assert (light.colour, light.since, light.reported_at) == (Colour.YELLOW, YELLOW.at, START + timedelta(weeks=6))
    assert (light.was, light.reason) == (Colour.GREEN, "Es fehlt ein Konzept")


def test_another_colour_needs_a_reason_of_its_own() -> None:
    light = lights([GREEN, YELLOW, RED], BERLIN)[Aspect.CONTENT]
    assert light.needs_reason and light.needs_help


def test_what_was_known_on_a_past_day_is_computed_from_the_rows() -> None:
    rows = [GREEN, YELLOW, replace(RED, withdrawn_at=START + timedelta(weeks=9))]
    assert as_of(rows, date(2026, 8, 2), BERLIN) == {}
    assert as_of(rows, date(2026, 8, 3), BERLIN)[Aspect.CONTENT].colour is Colour.GREEN
    assert as_of(rows, date(2026, 9, 28), BERLIN)[Aspect.CONTENT].colour is Colour.RED
    assert as_of(rows, date(2026, 10, 6), BERLIN)[Aspect.CONTENT].colour is Colour.YELLOW


def test_a_course_has_one_point_a_day_and_no_more_than_wanted() -> None:
    rows = [GREEN, replace(GREEN, id=9, colour=Colour.RED, at=GREEN.at + timedelta(hours=2)), YELLOW, said(8, Colour.YELLOW)]
    assert [point.colour for point in course(rows, Aspect.CONTENT, BERLIN)] == [Colour.RED, Colour.YELLOW, Colour.YELLOW]
    assert [point.day for point in course(rows, Aspect.CONTENT, BERLIN, count=1)] == [date(2026, 9, 28)]


@pytest.mark.parametrize(
    ("rows", "trend"), [([GREEN], Trend.SAME), ([GREEN, YELLOW], Trend.WORSE), ([RED, replace(GREEN, at=RED.at, id=99)], Trend.SAME)]
)
def test_an_arrow_compares_with_the_report_before(rows: list[Report], trend: Trend) -> None:
    assert lights(rows, BERLIN)[Aspect.CONTENT].trend is trend


def test_a_question_is_no_report() -> None:
    rows = [GREEN, said(4, Colour.RED, kind=ReportKind.ASKED)]
    assert lights(rows, BERLIN)[Aspect.CONTENT].colour is Colour.GREEN


def test_only_what_has_another_colour_has_turned() -> None:
    before, after = lights([GREEN, YELLOW], BERLIN), lights([GREEN, YELLOW, RED], BERLIN)
    assert [light.colour for light in turned(before, after)] == [Colour.RED]
    assert turned(after, after) == []
    assert worst(after.values()) is Colour.RED


def test_what_was_confirmed_since_is_built_on() -> None:
    confirmed = said(5, Colour.YELLOW, kind=ReportKind.CONFIRMED)
    assert built_on([YELLOW, confirmed], [YELLOW])
    assert not built_on([YELLOW, RED], [YELLOW])


@pytest.mark.parametrize(("days", "stale"), [(27, False), (28, False), (29, True)])
def test_older_than_its_rhythm_is_stale(days: int, stale: bool) -> None:
    assert is_stale(date(2026, 11, 2), date(2026, 11, 2) + timedelta(days=days), FOUR_WEEKS) is stale


@pytest.mark.parametrize(("days", "due"), [(0, False), (21, False), (22, True), (28, True)])
def test_a_week_asks_for_what_would_be_stale_before_the_next_one(days: int, due: bool) -> None:
    assert is_due(date(2026, 11, 2), date(2026, 11, 2) + timedelta(days=days), FOUR_WEEKS) is due


def test_the_rhythm_is_shorter_before_a_session_of_the_committee() -> None:
    day = date(2026, 11, 2)
    assert rhythm_on(day, FOUR_WEEKS, date(2026, 11, 16)) == Span(2, Unit.WEEKS)
    assert rhythm_on(day, FOUR_WEEKS, date(2026, 11, 17)) == FOUR_WEEKS
    assert rhythm_on(day, Span(1, Unit.WEEKS), date(2026, 11, 16)) == Span(1, Unit.WEEKS)
    assert rhythm_on(day, None, date(2026, 11, 16)) is None


def test_questions_are_counted_until_somebody_answers() -> None:
    asked = [said(week, Colour.GREEN, kind=ReportKind.ASKED) for week in (4, 8)]
    assert unanswered([GREEN, *asked], START + timedelta(weeks=9)) == 2
    assert unanswered([GREEN, *asked], asked[1].at) == 1
    assert unanswered([GREEN, *asked, said(9, Colour.GREEN)], START + timedelta(weeks=10)) == 0
