"""Milestones: when something has to be reached, as it was planned, as it was agreed, and as its group expects it.

The plan never changes. The agreed date is the plan until the funder or the steering committee agrees to another one. The forecast is
what the group expects; a milestone is late where that is after the agreed date.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId

LETTER = "M"


class MilestoneState(StrEnum):
    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


class Talk(StrEnum):
    """What has become of the talk with the funder about a delay."""

    NONE = "none"
    RAISED = "raised"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Milestone:
    number: Number
    team: TeamId
    text: str
    plan: date
    agreed: date
    forecast: date
    reported_at: datetime
    """When its group last said when it expects it, be it the same day again."""
    after: tuple[Number, ...] = ()
    """The milestones of any group that are needed first."""
    reference: str = ""
    """The number and the title that the funder gave it, word for word."""
    funder: bool = False
    """Whether its date stands in the grant."""
    evidence: str = ""
    who: UserId | None = None
    late_since: datetime | None = None
    """Since when its forecast has been after the agreed date; None where it is not."""
    talk: Talk = Talk.NONE
    talk_at: datetime | None = None
    talk_note: str = ""
    talk_for: date | None = None
    """The forecast that the funder was told of."""
    owed_since: datetime | None = None
    """Since when the funder has to be told of a delay; None where that is not so."""
    reached_on: date | None = None
    state: MilestoneState = MilestoneState.OPEN
    author: UserId
    created_at: datetime
    room: RoomId
    source: EventId
    closed_by: UserId | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state is MilestoneState.OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.forecast > self.agreed

    @property
    def days_late(self) -> int:
        """Days from the agreed date to the forecast; none where it is not late."""
        return max((self.forecast - self.agreed).days, 0) if self.is_open else 0

    @property
    def owes_talk(self) -> bool:
        """Whether the funder has to be told of a delay, or of one more than it was told of."""
        return self.is_late and self.funder and (self.talk_for is None or self.forecast > self.talk_for)

    def is_overdue(self, today: date) -> bool:
        """Whether the agreed date has passed and it is not reached."""
        return self.is_open and self.agreed < today

    def settled(self, *, at: datetime) -> Milestone:
        """The same with what follows from its dates: since when it is late, and since when the funder has to be told."""
        return replace(
            self,
            late_since=(self.late_since or at) if self.is_late else None,
            owed_since=(self.owed_since or at) if self.owes_talk else None,
        )

    def expected(self, day: date, *, at: datetime) -> Milestone:
        """Its group expects it on that day, perhaps the same as before."""
        return replace(self, forecast=day, reported_at=at).settled(at=at)

    def corrected(self, plan: date) -> Milestone:
        """With another planned date, where the first one was a slip: nobody has said anything of it since."""
        return replace(self, plan=plan, agreed=plan, forecast=plan)

    def agreed_on(self, day: date, *, at: datetime) -> Milestone:
        return replace(self, agreed=day).settled(at=at)

    def raised(self, note: str, *, at: datetime) -> Milestone:
        return replace(self, talk=Talk.RAISED, talk_at=at, talk_note=note, talk_for=self.forecast).settled(at=at)

    def accepted(self, day: date, *, at: datetime) -> Milestone:
        """The funder has agreed to that day."""
        return replace(self, talk=Talk.ACCEPTED, talk_at=at, talk_for=max(day, self.forecast), agreed=day).settled(at=at)

    def refused(self, note: str, *, at: datetime) -> Milestone:
        return replace(self, talk=Talk.REFUSED, talk_at=at, talk_note=note, talk_for=self.forecast).settled(at=at)

    def reached(self, on: date, evidence: str, *, by: UserId, at: datetime) -> Milestone:
        return replace(
            self, state=MilestoneState.REACHED, reached_on=on, evidence=evidence or self.evidence, closed_by=by, closed_at=at
        ).settled(at=at)

    def dropped(self, *, by: UserId, at: datetime) -> Milestone:
        return replace(self, state=MilestoneState.DROPPED, closed_by=by, closed_at=at).settled(at=at)

    def reopened(self, *, at: datetime) -> Milestone:
        return replace(self, state=MilestoneState.OPEN, reached_on=None, closed_by=None, closed_at=None).settled(at=at)

    def erased(self) -> Milestone:
        """Without what people wrote."""
        return replace(self, text="", reference="", evidence="", talk_note="", who=None, after=())


def order(milestone: Milestone) -> tuple[date, int]:
    """Sort key of every list: by the date on which it was reached or is expected."""
    return (milestone.reached_on or milestone.forecast, milestone.number.count)
