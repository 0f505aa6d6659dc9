"""Milestones that need others first: circles, and what hangs on a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.milestones.dependencies import circle, hanging_on
from bot.domain.milestones.milestone import Milestone

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
START = date(2027, 1, 1)


def number(count: int) -> Number:
    return Number("M", count)


def milestone(count: int, day: int, *after: int) -> Milestone:
    """One that is expected so many days after START."""
    on = START + timedelta(days=day)
    return Milestone(
        number=number(count), team=TeamId(1), text=f"Stufe {count}", plan=on, agreed=on, forecast=on, reported_at=NOW,
        after=tuple(map(number, after)), author=UserId("@a:x"), created_at=NOW, room=RoomId("!r"), source=EventId("$e"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("after", "needs", "way"),
    [
        ([7], {7: [4]}, [4, 7, 4]),
        ([4], {}, [4, 4]),
        ([5], {5: [6], 6: [7], 7: [4]}, [4, 5, 6, 7, 4]),
        ([5, 7], {5: [6], 6: [7], 7: [4]}, [4, 7, 4]),
        ([5], {5: [6], 6: [5]}, []),  # a circle elsewhere is none of this one's
        ([5, 6], {5: [7], 6: [7], 7: []}, []),
        ([], {5: [4]}, []),
    ],
)
def test_a_circle_is_found_by_its_shortest_way(after: Sequence[int], needs: Mapping[int, Sequence[int]], way: Sequence[int]) -> None:
    found = circle(number(4), [number(each) for each in after], {number(at): [number(each) for each in to] for at, to in needs.items()})
    assert [each.count for each in found] == way


def test_a_long_chain_is_looked_through_without_recursion() -> None:
    needs = {number(count): [number(count + 1)] for count in range(2, 5000)} | {number(5000): [number(1)]}
    assert len(circle(number(1), [number(2)], needs)) == 5001


@pytest.mark.parametrize(
    ("others", "hanging"),
    [
        ([(2, 20, 1)], [(2, 1, True, 10)]),
        ([(2, 10, 1)], [(2, 1, True, 0)]),
        ([(2, 5, 1), (3, 8, 2)], [(2, 1, True, -5), (3, 2, False, -2)]),
        ([(2, 5, 1), (3, 8, 1, 2)], [(2, 1, True, -5), (3, 1, True, -2)]),
        ([(2, 20)], []),
    ],
)
def test_what_hangs_on_it_has_a_buffer_behind_what_it_needs(
    others: Sequence[tuple[int, ...]], hanging: Sequence[tuple[int, int, bool, int]]
) -> None:
    found = hanging_on(milestone(1, 10), [milestone(count, day, *after) for count, day, *after in others])
    assert [(each.milestone.number.count, each.through.count, each.is_direct, each.buffer) for each in found] == hanging
