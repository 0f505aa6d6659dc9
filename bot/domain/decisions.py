"""Decisions: what was decided, with which votes and why, under which conditions, and whether it still holds.

The wording of a decision is fixed a day after it was recorded. From then on it is superseded or repealed, never rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.voting.votes import Majority, Result, Tally, carries

LETTER = "D"
EDITABLE_FOR = timedelta(hours=24)
"""How long after it was recorded its wording can be changed."""


class DecisionKind(StrEnum):
    """How it was decided."""

    SESSION = "session"
    """In a session, or anywhere else: the result alone is recorded."""
    VOTE = "vote"
    """By a vote on a card, in a session."""
    CIRCULAR = "circular"
    """By a vote in writing, outside of sessions."""


class DecisionState(StrEnum):
    RUNNING = "running"
    """It is being voted on."""
    IN_FORCE = "in-force"
    SUBJECT_TO_APPROVAL = "subject-to-approval"
    """Bodies of municipalities have to agree before it holds."""
    DECLINED = "declined"
    NOT_ADOPTED = "not-adopted"
    """The vote decided nothing: too few voices were there or answered, or it is to be talked about first."""
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    WITHDRAWN = "withdrawn"
    """Recorded by mistake: its message was deleted."""


@dataclass(frozen=True, kw_only=True)
class Approval:
    """The approval of a municipality's own body that a decision is subject to."""

    municipality: str
    given_on: date | None = None
    """None until it is given."""
    reference: str = ""
    """The number under which that body keeps it."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    number: Number
    team: TeamId
    text: str
    kind: DecisionKind = DecisionKind.SESSION
    topic: Number | None = None
    """The topic on which it was taken."""
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstained: int | None = None
    """The votes; None where nobody counted."""
    voices: int | None = None
    """How many voices took part in the vote, where there was one."""
    majority: Majority = Majority.SIMPLE
    """The majority that it needs."""
    published: bool = False
    """Whether it is meant for the public page."""
    reason: str = ""
    alternatives: str = ""
    paper: str = ""
    review: date | None = None
    """When it is to be looked at again."""
    supersedes: Number | None = None
    superseded_by: Number | None = None
    approvals: tuple[Approval, ...] = ()
    deadline: date | None = None
    """By when the approvals are to be there."""
    conflicts: tuple[str, ...] = ()
    """The municipalities that took no part because of a conflict of interest."""
    action: Number | None = None
    """The action that carries it out."""
    state: DecisionState = DecisionState.IN_FORCE
    author: UserId
    created_at: datetime
    room: RoomId
    source: EventId
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it holds, now or once it is approved."""
        return self.state in (DecisionState.IN_FORCE, DecisionState.SUBJECT_TO_APPROVAL)

    @property
    def is_running(self) -> bool:
        return self.state is DecisionState.RUNNING

    @property
    def is_counted(self) -> bool:
        return self.votes_for is not None or self.votes_against is not None or self.votes_abstained is not None

    @property
    def is_lost(self) -> bool:
        """Whether the votes decline it."""
        if self.votes_for is None and self.votes_against is None:
            return False
        votes = Tally(in_favour=self.votes_for or 0, against=self.votes_against or 0, abstained=self.votes_abstained or 0)
        return not carries(self.majority, votes, votes.cast if self.voices is None else self.voices)

    @property
    def is_recommendation(self) -> bool:
        """Whether there were too few voices in the session, so that the votes only recommend it."""
        return self.state is DecisionState.NOT_ADOPTED and self.kind is DecisionKind.VOTE and self.votes_cast > 0

    @property
    def votes_cast(self) -> int:
        return (self.votes_for or 0) + (self.votes_against or 0) + (self.votes_abstained or 0)

    @property
    def outstanding(self) -> tuple[str, ...]:
        """The municipalities whose approval is not there yet."""
        return tuple(each.municipality for each in self.approvals if each.given_on is None)

    @property
    def replaces(self) -> Number | None:
        """The earlier decision that does not hold any more because of this one."""
        was_in_force = self.state in (DecisionState.IN_FORCE, DecisionState.SUPERSEDED, DecisionState.REPEALED) and not self.outstanding
        return self.supersedes if was_in_force else None

    def is_fixed(self, now: datetime) -> bool:
        """Whether its wording stands, where no minutes have it."""
        return now - self.created_at > EDITABLE_FOR

    def settled(self, *, at: datetime) -> Decision:
        """With the state that its votes and approvals give it; while it is voted on, and where the vote decided nothing, as it is."""
        if self.state in (DecisionState.RUNNING, DecisionState.NOT_ADOPTED):
            return self
        if self.is_lost:
            return replace(self, state=DecisionState.DECLINED, closed_at=at)
        state = DecisionState.SUBJECT_TO_APPROVAL if self.outstanding else DecisionState.IN_FORCE
        return replace(self, state=state, closed_at=None)

    def voted(self, result: Result, votes: Tally, voices: int, *, at: datetime) -> Decision:
        """With the outcome of its vote."""
        counted = replace(self, votes_for=votes.in_favour, votes_against=votes.against, votes_abstained=votes.abstained, voices=voices)
        if result in (Result.NO_QUORUM, Result.NOT_REACHED):
            return replace(counted, state=DecisionState.NOT_ADOPTED, closed_at=at)
        return replace(counted, state=DecisionState.IN_FORCE).settled(at=at)

    def approved(self, approvals: Iterable[Approval], *, at: datetime) -> Decision:
        """With these approvals in place of the ones of the same municipalities."""
        given = {each.municipality: each for each in approvals}
        known = tuple(given.get(each.municipality, each) for each in self.approvals)
        return replace(self, approvals=known).settled(at=at)

    def superseded(self, by: Number, *, at: datetime) -> Decision:
        return replace(self, state=DecisionState.SUPERSEDED, superseded_by=by, closed_at=at)

    def restored(self, *, at: datetime) -> Decision:
        """As before it was superseded."""
        return replace(self, superseded_by=None).settled(at=at)

    def repealed(self, *, at: datetime) -> Decision:
        return replace(self, state=DecisionState.REPEALED, closed_at=at)

    def withdrawn(self, *, at: datetime) -> Decision:
        return replace(self, state=DecisionState.WITHDRAWN, closed_at=at)

    def erased(self) -> Decision:
        """Without what people wrote."""
        return replace(self, text="", reason="", alternatives="", paper="", approvals=(), conflicts=())


def newest_first(decision: Decision) -> int:
    """Sort key."""
    return -decision.number.count


def is_due_for_review(decision: Decision, today: date) -> bool:
    return decision.is_open and decision.review is not None and decision.review <= today


def is_overdue_for_approval(decision: Decision, today: date) -> bool:
    return decision.state is DecisionState.SUBJECT_TO_APPROVAL and decision.deadline is not None and decision.deadline < today
