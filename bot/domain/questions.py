"""Open questions: what a group has to find out, whom it asks, and when the question comes up again.

Handbook, rule 3 (reduce meetings): what is unclear is written down and asked again in time, instead of in every meeting.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from bot.domain.calendar import Calendar
from bot.domain.calendar.durations import Span
from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId

LETTER = "Q"
_LATER = relativedelta(months=3)
_AHEAD = timedelta(days=3)
"""So long before the day on which it comes up a digest may name it already: that of a session on a Monday is posted on Friday."""


class QuestionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Question:
    number: Number
    team: TeamId
    text: str
    asked: TeamId | None = None
    """The other group that is to answer; None where its own group finds out itself."""
    who: UserId | None = None
    due: date | None = None
    """By when an answer is needed."""
    again: date
    """When it comes up again if nobody has answered."""
    times: int = 1
    """How often it has been asked."""
    waiting_since: datetime | None = None
    """Since when another group is expected to answer, or the steering committee in its next session. None while it is put off, and where
    its own group finds out itself."""
    answer: str = ""
    state: QuestionState = QuestionState.OPEN
    author: UserId
    created_at: datetime
    room: RoomId
    source: EventId
    closed_by: UserId | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state is QuestionState.OPEN

    @property
    def answering(self) -> TeamId:
        """The group that is to find the answer."""
        return self.asked or self.team

    def overdue(self, today: date) -> bool:
        return self.is_open and self.due is not None and self.due < today

    def is_up(self, day: date) -> bool:
        """Whether it is due, or has come up again, by that day."""
        return self.is_open and (self.again <= day or (self.due is not None and self.due <= day))

    def is_up_for(self, team: TeamId, day: date, *, meets: bool = True) -> bool:
        """Whether the digest of a group names it: for whom it comes up again, or who is waited for and `meets`."""
        is_waited_for = meets and self.answering == team and self.waiting_since is not None
        return team in (self.team, self.answering) and self.is_open and (is_waited_for or self.is_up(day))

    def time(self, day: date) -> int:
        """Which time it is that it is asked, on that day."""
        return self.times + 1 if self.is_open and self.again <= day else self.times

    def put_off(self, until: date, *, today: date) -> Question:
        """To another day; one that had come up has been asked once more by then."""
        return replace(self, again=until, times=self.time(today + _AHEAD), waiting_since=None)

    def answered(self, answer: str, *, by: UserId, at: datetime) -> Question:
        return replace(self, state=QuestionState.ANSWERED, answer=answer, closed_by=by, closed_at=at)

    def dropped(self, *, by: UserId, at: datetime) -> Question:
        return replace(self, state=QuestionState.DROPPED, closed_by=by, closed_at=at)

    def reopened(self) -> Question:
        return replace(self, state=QuestionState.OPEN, answer="", closed_by=None, closed_at=None)

    def erased(self) -> Question:
        """Without what people wrote."""
        return replace(self, text="", answer="", who=None, due=None)


def order(question: Question) -> tuple[date, int]:
    """Sort key: what comes up first comes first."""
    return (min(question.again, question.due or date.max), question.number.count)


def later(day: date) -> date:
    """When it comes up again if nobody says a day."""
    return day + _LATER


def answer_due(question: Question, calendar: Calendar, after: Span) -> datetime | None:
    """When the group that was asked is reminded; None where nobody is waited for."""
    if not question.is_open or question.waiting_since is None:
        return None
    return calendar.add(question.waiting_since, after)
