"""Topics of agendas: their order, their time, and what becomes of them.

Handbook, rules 4 and 5: each topic has a time slot; decision papers of the steering committee are there five days before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.meetings import in_utc

LETTER = "T"
DEFAULT_MINUTES = 10


class TopicKind(StrEnum):
    INFO = "info"
    DISCUSSION = "discussion"
    DECISION = "decision"


class TopicState(StrEnum):
    PROPOSED = "proposed"
    """Proposed to the steering committee; waits for the PMO's decision."""
    OPEN = "open"
    HANDLED = "handled"
    DROPPED = "dropped"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class Topic:
    number: Number
    team: TeamId
    """The group on whose agenda it stands; of a proposal, the steering committee."""
    proposed_by: TeamId | None = None
    """The task force that proposed it to the steering committee."""
    text: str
    minutes: int = DEFAULT_MINUTES
    kind: TopicKind = TopicKind.INFO
    who: UserId | None = None
    paper: str = ""
    session: Number | None = None
    """The session on which it stands; None while it waits for one."""
    planned: datetime | None = None
    """Which date of it (`Occurrence.planned`). While it waits: the date that it was deferred from (naive and local), so that only
    a later one takes it."""
    position: int = 0
    """Its place in the order of its date; the lowest first."""
    state: TopicState = TopicState.OPEN
    result: str = ""
    carried: int = 0
    """How often it was carried over because there was no time for it."""
    blocker: Number | None = None
    """The blocker that it was made from."""
    question: Number | None = None
    """The question that it was made from."""
    milestone: Number | None = None
    """The milestone that it was made from."""
    author: UserId
    created_at: datetime
    room: RoomId
    source: EventId
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state is TopicState.OPEN

    @property
    def is_proposed(self) -> bool:
        return self.state is TopicState.PROPOSED

    @property
    def made_from(self) -> Number | None:
        """The record of another kind that it was made from."""
        return self.blocker or self.question or self.milestone

    @property
    def lacks_paper(self) -> bool:
        """Whether it is for decision and has no paper yet; only the steering committee requires one."""
        return self.is_open and self.kind is TopicKind.DECISION and not self.paper

    def placed(self, session: Number, planned: datetime, position: int) -> Topic:
        return replace(self, session=session, planned=planned, position=position)

    def waiting(self, after: datetime | None = None) -> Topic:
        """The topic without a date; `after` (naive and local) is the date that it was deferred from."""
        return replace(self, session=None, planned=after, position=0)

    def carried_over(self) -> Topic:
        return replace(self, carried=self.carried + 1)

    def handled(self, *, at: datetime, result: str) -> Topic:
        return replace(self, state=TopicState.HANDLED, result=result, closed_at=at)

    def dropped(self, *, at: datetime) -> Topic:
        return replace(self, state=TopicState.DROPPED, closed_at=at)

    def accepted(self) -> Topic:
        return replace(self, state=TopicState.OPEN)

    def declined(self, *, at: datetime, why: str) -> Topic:
        return replace(self, state=TopicState.DECLINED, result=why, closed_at=at)

    def erased(self) -> Topic:
        """The topic without anything that people wrote."""
        return replace(self, text="", paper="", result="", who=None)


def order(topic: Topic) -> tuple[datetime, int, Number]:
    """Sort key: by date and place, those without a date first."""
    return (topic.planned or datetime.min, topic.position, topic.number)  # noqa: DTZ901  # planned dates are naive and local


def total(topics: Sequence[Topic]) -> timedelta:
    """The time that all open topics take."""
    return timedelta(minutes=sum(topic.minutes for topic in topics if topic.state is TopicState.OPEN))


_WAITS_FIRST = (TopicKind.INFO, TopicKind.DISCUSSION, TopicKind.DECISION)


def could_wait(topics: Sequence[Topic], length: timedelta, *, just_said: Number | None = None) -> list[Topic]:
    """The topics to leave for later so that the rest fits into `length`.

    Information waits before discussion, and discussion before decision; of equals the last on the agenda first. The topic that was
    `just_said` waits last of all: its author wants to talk about it.
    """
    open_ones = [topic for topic in topics if topic.state is TopicState.OPEN]
    excess = total(open_ones) - length
    waiting: list[Topic] = []
    for topic in sorted(reversed(open_ones), key=lambda each: (_WAITS_FIRST.index(each.kind), each.number == just_said)):
        if excess <= timedelta():
            break
        waiting.append(topic)
        excess -= timedelta(minutes=topic.minutes)
    return waiting


def standing(topics: Sequence[Topic], begins: datetime) -> list[Topic]:
    """The agenda of a date that begins at `begins`: open topics, and those handled in the session, but not those handled before."""
    return [topic for topic in topics if topic.is_open or (topic.closed_at is not None and topic.closed_at >= begins)]


def moved(topics: Sequence[Topic], number: Number, to: int) -> list[Topic]:
    """All topics in their new order, after one was moved to place `to` (from 1; a larger one than the last is the end)."""
    order = [topic for topic in topics if topic.number != number]
    order.insert(max(to - 1, 0), next(topic for topic in topics if topic.number == number))
    return [replace(topic, position=place) for place, topic in enumerate(order, start=1)]


def position_behind(topics: Sequence[Topic]) -> int:
    """The place at the end of an agenda."""
    return max((topic.position for topic in topics), default=0) + 1


def position_before(topics: Sequence[Topic], count: int) -> int:
    """The first of `count` positions ahead of an agenda, for topics that are carried over."""
    return min((topic.position for topic in topics), default=1) - count


def days_before(start: datetime, days: int, zone: tzinfo) -> datetime:
    """The same local time so many days before `start` (aware), in UTC."""
    return in_utc(start.astimezone(zone).replace(tzinfo=None) - timedelta(days=days), zone)


def is_unready(topic: Topic, start: datetime, now: datetime, *, paper_days: int, zone: tzinfo) -> bool:
    """Whether it cannot be decided, because its paper was not there in time ("nicht entscheidungsreif")."""
    return topic.lacks_paper and now >= days_before(start, paper_days, zone)
