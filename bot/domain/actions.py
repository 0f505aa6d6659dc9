"""Actions: who does what by when, and when somebody is reminded of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar import Calendar
from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId

LETTER = "A"


class ActionState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Action:
    number: Number
    team: TeamId
    text: str
    who: UserId | None = None
    due: date | None = None
    retro: Number | None = None
    """The retrospective that it comes from."""
    note: int | None = None
    """The place of the note there."""
    state: ActionState = ActionState.OPEN
    author: UserId
    created_at: datetime
    room: RoomId
    source: EventId
    closed_by: UserId | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state is ActionState.OPEN

    def overdue(self, today: date) -> bool:
        return self.is_open and self.due is not None and self.due < today

    def done(self, *, by: UserId, at: datetime) -> Action:
        return replace(self, state=ActionState.DONE, closed_by=by, closed_at=at)

    def dropped(self, *, by: UserId, at: datetime) -> Action:
        return replace(self, state=ActionState.DROPPED, closed_by=by, closed_at=at)

    def reopened(self) -> Action:
        return replace(self, state=ActionState.OPEN, closed_by=None, closed_at=None)

    def erased(self) -> Action:
        """Without what people wrote."""
        return replace(self, text="", who=None, due=None)


def order(action: Action) -> tuple[bool, date, int]:
    """Sort key: what is due first comes first, what has no date last."""
    return (action.due is None, action.due or date.max, action.number.count)


def reminder_at(action: Action, calendar: Calendar) -> datetime | None:
    """The morning of the day it is due, or of the last working day before it where nobody works then; in UTC.

    None where there is nothing to remind of: it is closed, has no date, or is nobody's.
    """
    if not action.is_open or action.due is None or action.who is None:
        return None
    return calendar.morning(calendar.previous_working_day(action.due))
