"""Blockers, and how they change: reported, taken, escalated, solved, reopened, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId

LETTER = "B"


class Severity(StrEnum):
    """The traffic light of a blocker. Green has no place on it: what is green does not block."""

    RED = "red"
    YELLOW = "yellow"


class BlockerState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    SOLVED = "solved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Blocker:
    number: Number
    team: TeamId
    text: str
    solution: str = ""
    severity: Severity = Severity.YELLOW
    delay: str = ""
    """How much later things get, as a count of one unit in English (`2 weeks`)."""
    due: date | None = None
    reporter: UserId
    reported_at: datetime
    opened_at: datetime
    """When it was reported or last reopened; the ladder of a yellow one counts from here."""
    room: RoomId
    """Where it was reported: the team's room or a direct chat."""
    source: EventId
    """The message that reported it."""
    state: BlockerState = BlockerState.OPEN
    red_since: datetime | None = None
    """When it turned red, or was reported red; the ladder of a red blocker counts from here."""
    escalated_at: datetime | None = None
    """When its team called for the PMO (`eskalieren`), whatever its colour."""
    escalation_reason: str = ""
    steering_at: datetime | None = None
    """When the PMO called for the steering committee."""
    taken_by: UserId | None = None
    taken_at: datetime | None = None
    confirmed_at: datetime | None = None
    """When its taker last confirmed to be working on it ("noch dran?": 👍)."""
    closed_by: UserId | None = None
    closed_at: datetime | None = None
    how: str = ""
    milestone: Number | None = None
    """The milestone that it delays."""

    @property
    def is_open(self) -> bool:
        return self.state in (BlockerState.OPEN, BlockerState.TAKEN)

    @property
    def urgent_since(self) -> datetime | None:
        """Since when the PMO is called at once: it is red, or its team escalated it; None where it can wait."""
        return max((moment for moment in (self.red_since, self.escalated_at) if moment is not None), default=None)

    def age(self, now: datetime) -> timedelta:
        """How long it has been, or was, open."""
        return (self.closed_at or now) - self.reported_at

    def taken(self, *, by: UserId, at: datetime) -> Blocker:
        return replace(self, state=BlockerState.TAKEN, taken_by=by, taken_at=at, confirmed_at=None)

    def handed_to(self, user: UserId) -> Blocker:
        """Somebody else looks after it; since when it is taken stays."""
        return replace(self, taken_by=user)

    def confirmed(self, *, at: datetime) -> Blocker:
        return replace(self, confirmed_at=at)

    def freed(self) -> Blocker:
        """The blocker without its taker, who has left the PMO's room."""
        return replace(self, state=BlockerState.OPEN, taken_by=None, taken_at=None, confirmed_at=None)

    def escalated(self, *, at: datetime, reason: str) -> Blocker:
        return replace(self, escalated_at=at, escalation_reason=reason)

    def sent_to_steering(self, *, at: datetime, reason: str) -> Blocker:
        return replace(self, steering_at=at, escalation_reason=reason or self.escalation_reason)

    def solved(self, *, by: UserId, at: datetime, how: str) -> Blocker:
        return replace(self, state=BlockerState.SOLVED, closed_by=by, closed_at=at, how=how)

    def withdrawn(self, *, by: UserId, at: datetime) -> Blocker:
        return replace(self, state=BlockerState.WITHDRAWN, closed_by=by, closed_at=at)

    def reopened(self, *, at: datetime) -> Blocker:
        """The blocker open again, and without a taker: its ladder starts again from now."""
        return replace(
            self,
            state=BlockerState.OPEN,
            opened_at=at,
            red_since=at if self.severity is Severity.RED else None,
            escalated_at=None,
            escalation_reason="",
            steering_at=None,
            taken_by=None,
            taken_at=None,
            confirmed_at=None,
            closed_by=None,
            closed_at=None,
            how="",
        )

    def called_anew(self, *, at: datetime) -> Blocker:
        """The blocker with its ladder started again from now, for a new PMO that has not seen it yet."""
        return replace(
            self,
            opened_at=at,
            red_since=at if self.red_since else None,
            escalated_at=at if self.escalated_at else None,
            steering_at=None,
            confirmed_at=at if self.taken_at else None,
        )

    def coloured(self, severity: Severity, *, at: datetime) -> Blocker:
        """The blocker with another severity; turning red starts the ladder of red ones."""
        if severity is self.severity:
            return self
        return replace(self, severity=severity, red_since=at if severity is Severity.RED else None)

    def erased(self) -> Blocker:
        """The blocker without anything that people wrote."""
        return replace(self, text="", solution="", delay="", due=None, how="", escalation_reason="", milestone=None)


def order(blocker: Blocker) -> tuple[bool, datetime, Number]:
    """Sort key of every list: red first, then the oldest."""
    return (blocker.severity is not Severity.RED, blocker.reported_at, blocker.number)
