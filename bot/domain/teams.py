"""Groups of the project: task forces, the PMO and the steering committee, each tied to one room.

Handbook: "Übersicht Task Forces" (goal, period, budget, municipalities, link); a small project's room can be two kinds at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import RoomId, TeamId, UserId

TEAM_LETTER = "G"
"""Begins the number of a group, which is kept and never shown: people know its name."""
RENAMED = "team rename"
"""What the history calls it; its detail is the name that the group had."""


class Kind(StrEnum):
    TASK_FORCE = "task-force"
    PMO = "pmo"
    STEERING = "steering"


class TeamState(StrEnum):
    PROPOSED = "proposed"
    """Waits for the PMO's confirmation."""
    ACTIVE = "active"
    DECLINED = "declined"
    DISSOLVED = "dissolved"
    """The tie to the room has ended; the records stay."""


@dataclass(frozen=True, kw_only=True)
class Team:
    id: TeamId
    room: RoomId
    name: str
    kinds: frozenset[Kind]
    state: TeamState
    created_by: UserId
    created_at: datetime
    municipalities: str = ""
    lead: UserId | None = None
    goal: str = ""
    period_from: date | None = None
    period_to: date | None = None
    budget: int | None = None
    """In euros."""
    link: str = ""

    @property
    def counts(self) -> bool:
        """Whether it takes part in the project: confirmed and not dissolved."""
        return self.state is TeamState.ACTIVE

    @property
    def is_pmo(self) -> bool:
        return Kind.PMO in self.kinds

    @property
    def is_steering(self) -> bool:
        return Kind.STEERING in self.kinds


def team_subject(team: TeamId) -> str:
    """What a message about a group has as its subject: `G3`."""
    return f"{TEAM_LETTER}{team}"
