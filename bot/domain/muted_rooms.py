"""Muted rooms: rooms that do not take what the bot says, since when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import RoomId

RETRY_INTERVAL = timedelta(hours=1)
"""How long after a refusal the room is tried again, where nothing in it has changed before."""


TRY, HEARD = "room muted", "room heard again"
"""The timers that look at such a room: to try it again, and once something of ours has arrived there. Their subject is the room."""


TAKERS, PROJECT = "blocker takers", "project"
"""The timer that looks whether all those who have taken a blocker are still in the PMO's room, and its subject."""


class Why(StrEnum):
    """Why a message was refused for good."""

    NO_RIGHT = "no-right"
    """We may not speak in the room."""
    REMOVED = "removed"
    """We are not in it any more."""
    REFUSED = "refused"
    """The homeserver takes nothing for the room, and says no more than that."""
    CONTENT = "content"
    """It is about the message itself, such as its size: others get through."""


@dataclass(frozen=True, kw_only=True)
class MutedRoom:
    """A room that does not take what we say."""

    room: RoomId
    since: datetime
    why: Why
