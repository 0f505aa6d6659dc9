"""What an overview names of a group's records, and the colour that follows from its blockers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.actions import Action
from bot.domain.blockers import Blocker, Severity
from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.overview import due_by, light, week

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ANNA = UserId("@anna:stadt.example")


def blocker(count: int, *, days: int, severity: Severity = Severity.YELLOW) -> Blocker:
    at = NOW - timedelta(days=days)
    return Blocker(
        number=Number("B", count),
        team=TeamId(1),
        text="Freigabe fehlt",
        severity=severity,
        reporter=ANNA,
        reported_at=at,
        opened_at=at,
        room=RoomId("!room"),
        source=EventId("$event"),
    )


def action(count: int, due: date | None) -> Action:
    return Action(
        number=Number("A", count),
        team=TeamId(1),
        text="Angebot einholen",
        due=due,
        author=ANNA,
        created_at=NOW,
        room=RoomId("!room"),
        source=EventId("$event"),
    )


def test_blockers_are_new_or_old_or_solved_and_red_ones_come_first() -> None:
    solved = blocker(4, days=30).solved(by=ANNA, at=NOW - timedelta(days=2), how="")
    long_solved = blocker(5, days=30).solved(by=ANNA, at=NOW - timedelta(days=8), how="")
    new, red, old = blocker(1, days=2), blocker(2, days=1, severity=Severity.RED), blocker(3, days=9)
    found = week([old, new, red, solved, long_solved], [], now=NOW, today=TODAY)
    assert (found.new, found.old, found.solved) == ([red, new], [old], [solved])
    assert found.open == 3 and not found.is_quiet


def test_one_that_was_reopened_this_week_is_news() -> None:
    reopened = blocker(1, days=40).solved(by=ANNA, at=NOW - timedelta(days=20), how="").reopened(at=NOW - timedelta(days=1))
    assert week([reopened], [], now=NOW, today=TODAY).new == [reopened]


def test_actions_are_overdue_or_due_within_a_week() -> None:
    late, today, soon, later = (action(count, TODAY + timedelta(days=days)) for count, days in enumerate((-1, 0, 7, 8), start=1))
    never, done = action(5, None), action(6, TODAY).done(by=ANNA, at=NOW)
    found = week([], [late, today, soon, later, never, done], now=NOW, today=TODAY)
    assert (found.overdue, found.due, found.done) == ([late], [today, soon], [done])
    assert due_by([late, today, soon, never, done], TODAY) == [late, today]


def test_a_week_in_which_nothing_happened_is_quiet() -> None:
    assert week([], [action(1, None)], now=NOW, today=TODAY).is_quiet


@pytest.mark.parametrize(("severities", "colour"), [([], "green"), ([Severity.YELLOW], "yellow"), ([Severity.YELLOW, Severity.RED], "red")])
def test_the_light_follows_from_the_open_blockers(severities: list[Severity], colour: str) -> None:
    blockers = [blocker(count, days=1, severity=severity) for count, severity in enumerate(severities, start=1)]
    closed = replace(blocker(9, days=3, severity=Severity.RED)).withdrawn(by=ANNA, at=NOW)
    assert light([*blockers, closed]) == colour
