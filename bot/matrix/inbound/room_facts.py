"""What every value that is read from an event of a room needs to know of the room, and has in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypedDict

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.inbound.json_fields import Event


@dataclass(frozen=True, kw_only=True)
class RoomFacts:
    """What has to be known to read an event of a room."""

    room: RoomId
    me: UserId
    version: int
    """The room version: from 11 on a redaction names its target in the content."""
    predecessor: RoomId | None
    received_at: datetime
    opened_for: UserId | None = None
    opened_about: str = ""


class Common(TypedDict):
    event_id: EventId
    room: RoomId
    sender: UserId
    sent_at: datetime


def common_of(event: Event, facts: RoomFacts) -> Common:
    return {
        "event_id": EventId(event["event_id"]),
        "room": facts.room,
        "sender": UserId(event["sender"]),
        "sent_at": _sent_at(event, facts.received_at),
    }


def _sent_at(event: Event, received_at: datetime) -> datetime:
    """The sender's server says when; a clock that is ahead, or nonsense, does not make it later than now."""
    stamp = event.get("origin_server_ts")
    if not isinstance(stamp, int) or isinstance(stamp, bool) or not 0 <= stamp < received_at.timestamp() * 1000:
        return received_at
    return datetime.fromtimestamp(stamp / 1000, UTC)
