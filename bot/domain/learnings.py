"""What a project learned, so that others can use it.

Handbook, knowledge transfer: technical (does it work, benefit, adaptability), organisation and process (structures, actors, funding,
communication), market (vendors, competition); the best become blueprints (Blaupausen).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId

LETTER = "L"


class LearningKind(StrEnum):
    TECHNICAL = "technical"
    ORGANISATION = "organisation"
    MARKET = "market"


class LearningState(StrEnum):
    KEPT = "kept"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Learning:
    number: Number
    team: TeamId
    text: str
    kind: LearningKind | None = None
    """None until somebody says it."""
    blueprint: bool = False
    """Whether it is a candidate for a blueprint."""
    retro: Number | None = None
    """The retrospective that it comes from."""
    note: int | None = None
    """The place of the note there."""
    state: LearningState = LearningState.KEPT
    author: UserId
    created_at: datetime
    room: RoomId
    source: EventId
    closed_at: datetime | None = None
