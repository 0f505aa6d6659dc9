"""Learnings: what a project learned, so that others can use it.

Handbook, knowledge transfer: technical (does it work, benefit, adaptability), organisation and process (structures, actors, funding,
communication), market (vendors, competition); the best become blueprints (Blaupausen).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum

from bot.domain.calendar import MIDNIGHT, Calendar, on_clock
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
    """None until somebody names one."""
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

    @property
    def is_open(self) -> bool:
        return self.state is LearningState.KEPT

    def withdrawn(self, *, at: datetime) -> Learning:
        return replace(self, state=LearningState.WITHDRAWN, closed_at=at)

    def erased(self) -> Learning:
        """Without what people wrote."""
        return replace(self, text="")


def of_year(learnings: Iterable[Learning], year: int, zone: tzinfo) -> list[Learning]:
    return [learning for learning in learnings if learning.created_at.astimezone(zone).year == year]


def by_kind(learnings: Sequence[Learning]) -> dict[LearningKind | None, list[Learning]]:
    """Each kind, also one of which there are none, in the order of the handbook; those without a kind last."""
    return {kind: [learning for learning in learnings if learning.kind is kind] for kind in (*LearningKind, None)}


def reflection_at(year: int, calendar: Calendar) -> datetime:
    """When the PMO is reminded of the annual reflection (at the end of the year): on the first working day of November, in UTC."""
    return calendar.morning(calendar.next_working_day(date(year, 11, 1)))


def reflection_until(year: int, calendar: Calendar) -> datetime:
    """Until when that reminder is of use: the end of November, in UTC."""
    return on_clock(date(year, 12, 1), MIDNIGHT, calendar.zone)
