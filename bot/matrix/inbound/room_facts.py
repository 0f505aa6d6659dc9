"""The facts about a room that are needed to read its events, and the fields that every value read from one has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypedDict

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.inbound.json_fields import Event


@dataclass(frozen=True, kw_only=True)
class RoomFacts:
    """The facts about a room at the time when its events are read."""

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
    """The time that the sender's server names, never later than now: its clock may be ahead, or the value nonsense."""
    stamp = event.get("origin_server_ts")
    if not isinstance(stamp, int) or isinstance(stamp, bool) or not 0 <= stamp < received_at.timestamp() * 1000:
        return received_at
    return datetime.fromtimestamp(stamp / 1000, UTC)
