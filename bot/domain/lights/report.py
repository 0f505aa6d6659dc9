"""A report of one traffic light: a row that is added and perhaps taken back, and never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import TeamId, UserId


class Colour(StrEnum):
    """Handbook, rule 3: green as planned, yellow a risk that the group solves itself, red where it needs help or a decision."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def rank(self) -> int:
        """The worse, the higher."""
        return _RANKS.index(self)


_RANKS = (Colour.GREEN, Colour.YELLOW, Colour.RED)


class Aspect(StrEnum):
    CONTENT = "content"
    RESOURCES = "resources"
    PROJECT = "project"
    """The one light for the whole that a funder's form asks for; the PMO sets it."""


OF_A_GROUP = (Aspect.CONTENT, Aspect.RESOURCES)


class ReportKind(StrEnum):
    SET = "set"
    CONFIRMED = "confirmed"
    """The colour holds: a point of the course like a new one."""
    EXPLAINED = "explained"
    """The reason or the help wanted was given only when it was asked for."""
    ASKED = "asked"
    """A digest has asked whether the colour, which the row names, still holds."""


@dataclass(frozen=True, kw_only=True)
class Report:
    id: int
    team: TeamId
    """Of the project's light the PMO."""
    aspect: Aspect
    kind: ReportKind
    colour: Colour
    reason: str = ""
    measure: str = ""
    """What the group does about it."""
    help: str = ""
    """What it needs, and from whom."""
    at: datetime
    by: UserId | None = None
    """None where a timer did it."""
    mark: str = ""
    """The event that said it, or the key of the message that asked."""
    withdrawn_at: datetime | None = None
    """When it was taken back; it counts up to then."""

    @property
    def is_said(self) -> bool:
        """Whether somebody said a colour with it."""
        return self.kind is not ReportKind.ASKED
