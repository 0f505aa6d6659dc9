"""Muted rooms: rooms that do not take what the bot says, since when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import RoomId

RETRY_INTERVAL = timedelta(hours=1)
"""How long after a refusal the room is tried again, unless something in it changes before."""


TRY, HEARD = "room muted", "room heard again"
"""The kinds of the timers of a muted room: to retry it, and when a message has arrived there. Their subject is the room's id."""


TAKERS, PROJECT = "blocker takers", "project"
"""The kind and the subject of the timer that checks whether all takers of blockers are still in the PMO's room."""


class Why(StrEnum):
    """Why a message was refused for good."""

    NO_RIGHT = "no-right"
    """The bot may not speak in the room."""
    REMOVED = "removed"
    """The bot is not in the room any more."""
    REFUSED = "refused"
    """The homeserver refuses everything for the room without a known reason."""
    CONTENT = "content"
    """The refusal is about the message itself, such as its size: others are accepted."""


@dataclass(frozen=True, kw_only=True)
class MutedRoom:
    """A room that refuses the bot's messages."""

    room: RoomId
    since: datetime
    why: Why
