"""Topics: their order, the time they take, what could wait, and when a paper is too late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.agenda import (
    Topic,
    TopicKind,
    TopicState,
    could_wait,
    days_before,
    is_unready,
    moved,
    position_before,
    position_behind,
    standing,
    total,
)
from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DECISION, DISCUSSION, INFO = TopicKind.DECISION, TopicKind.DISCUSSION, TopicKind.INFO


def topic(count: int, minutes: int = 10, kind: TopicKind = INFO, state: TopicState = TopicState.OPEN, *, paper: str = "") -> Topic:
    return Topic(
        number=Number("T", count),
        team=TeamId(1),
        text=f"Topic {count}",
        minutes=minutes,
        kind=kind,
        paper=paper,
        position=count,
        state=state,
        author=UserId("@anna:stadt.example"),
        created_at=NOON,
        room=RoomId("!room"),
        source=EventId(f"$said{count}"),
        closed_at=None if state is TopicState.OPEN else NOON,
    )


def numbers(topics: list[Topic]) -> list[int]:
    return [each.number.count for each in topics]


def test_only_open_topics_take_time() -> None:
    assert total([topic(1, 15), topic(2, 20, state=TopicState.HANDLED), topic(3, 30)]) == timedelta(minutes=45)


@pytest.mark.parametrize(
    ("topics", "waits"),
    [
        ([topic(1, 30), topic(2, 30)], []),
        ([topic(1, 30), topic(2, 30), topic(3, 5)], [3]),
        ([topic(1, 30), topic(2, 30), topic(3, 40)], [3]),
        ([topic(1, 30), topic(2, 30), topic(3, 20), topic(4, 10)], [4, 3]),
        ([topic(1, 30), topic(2, 20), topic(3, 20, DECISION)], [2]),
        ([topic(1, 40, DECISION), topic(2, 40, DECISION)], [2]),
        ([topic(1, 30), topic(2, 20, DISCUSSION), topic(3, 20, DECISION)], [1]),
        ([topic(1, 30, DISCUSSION), topic(2, 20, DECISION), topic(3, 20, DISCUSSION)], [3]),
        ([topic(1, 30), topic(2, 40, state=TopicState.HANDLED), topic(3, 30)], []),
        ([], []),
    ],
)
def test_what_could_wait_comes_from_the_end_decisions_last_of_all(topics: list[Topic], waits: list[int]) -> None:
    assert numbers(could_wait(topics, timedelta(minutes=60))) == waits


@pytest.mark.parametrize(
    ("topics", "waits"),
    [
        ([topic(1, 30), topic(2, 30), topic(3, 10)], [2]),
        ([topic(1, 30, DECISION), topic(2, 30, DECISION), topic(3, 10)], [3]),
        ([topic(1, 30, DISCUSSION), topic(2, 30, DECISION), topic(3, 10, DISCUSSION)], [1]),
        ([topic(3, 70)], [3]),
    ],
)
def test_of_equals_the_one_just_said_waits_last(topics: list[Topic], waits: list[int]) -> None:
    assert numbers(could_wait(topics, timedelta(minutes=60), just_said=Number("T", 3))) == waits


@pytest.mark.parametrize(
    ("number", "to", "order"), [(3, 1, [3, 1, 2]), (1, 3, [2, 3, 1]), (1, 99, [2, 3, 1]), (2, 2, [1, 2, 3]), (1, 1, [1, 2, 3])]
)
def test_a_topic_moves_and_the_others_close_ranks(number: int, to: int, order: list[int]) -> None:
    after = moved([topic(1), topic(2), topic(3)], Number("T", number), to)
    assert numbers(after) == order
    assert [each.position for each in after] == [1, 2, 3]


def test_places_behind_and_ahead_of_an_agenda() -> None:
    assert (position_behind([]), position_behind([topic(4), topic(2)])) == (1, 5)
    assert [position_before([topic(2)], 3) + place for place in range(3)] == [-1, 0, 1]


def test_what_was_handled_before_a_session_is_not_on_its_agenda() -> None:
    handled = topic(2, state=TopicState.HANDLED)
    assert numbers(standing([topic(1), handled], NOON)) == [1, 2]
    assert numbers(standing([topic(1), handled], NOON + timedelta(minutes=1))) == [1]


def test_days_before_keep_the_clock_time_across_the_change_of_the_clocks() -> None:
    session = datetime(2026, 10, 27, 9, 0, tzinfo=UTC)  # 10:00 in Berlin, two days after the clocks went back
    assert days_before(session, 5, BERLIN) == datetime(2026, 10, 22, 8, 0, tzinfo=UTC)  # 10:00 in Berlin


@pytest.mark.parametrize(
    ("each", "early", "late"),
    [
        (topic(1, kind=DECISION), False, True),
        (topic(1, kind=DECISION, paper="https://stadt.example/a"), False, False),
        (topic(1, kind=INFO), False, False),
        (topic(1, kind=DECISION, state=TopicState.HANDLED), False, False),
    ],
)
def test_a_decision_without_its_paper_is_unready_from_the_deadline_on(each: Topic, early: bool, late: bool) -> None:
    start = NOON + timedelta(days=5)
    for now, expected in ((NOON - timedelta(seconds=1), early), (NOON, late)):
        assert is_unready(each, start, now, paper_days=5, zone=BERLIN) is expected
