"""In which order is what was said in several rooms handed over?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.inbound.sync import in_order
from bot.messages import Message

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def said(*minutes: int, room: str) -> list[Message]:
    """In a room, in this order, so many minutes past noon."""
    return [
        Message(
            event_id=EventId(f"{room}{minute}"),
            room=RoomId(room),
            sender=UserId("@anna:stadt.example"),
            sent_at=NOON + timedelta(minutes=minute),
            text="",
        )
        for minute in minutes
    ]


@pytest.mark.parametrize(
    ("one", "other", "heard"),
    [
        ([], [], []),
        ([1, 4], [2, 3], ["a1", "b2", "b3", "a4"]),
        ([5], [1, 2], ["b1", "b2", "a5"]),
        ([1], [1], ["a1", "b1"]),
        # A server's clock goes wrong, and an event comes late: the room's own order is what people saw.
        ([9, 1], [2, 10], ["b2", "a9", "a1", "b10"]),
    ],
)
def test_by_the_clock_across_rooms_but_as_it_stands_within_one(one: list[int], other: list[int], heard: list[str]) -> None:
    assert [event.event_id for event in in_order([said(*one, room="a"), said(*other, room="b")])] == heard
