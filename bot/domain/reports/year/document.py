"""The annual pack: what it says of a year, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.blockers import Severity
from bot.domain.ids import Number
from bot.domain.milestones.forecasts import Point
from bot.domain.milestones.milestone import MilestoneState
from bot.domain.reports.document import LearningsOfKind, LightLine, QuestionLine
from bot.domain.retros import Form


@dataclass(frozen=True, kw_only=True)
class YearCover:
    title: str
    reference: str
    year: int
    as_of: date
    """The last day that is known: of a year that runs, the day on which it was made."""
    made_on: date

    @property
    def runs(self) -> bool:
        """Whether the year is not over."""
        return self.as_of < date(self.year, 12, 31)


@dataclass(frozen=True, kw_only=True)
class YearMilestone:
    """A milestone that was open in the year."""

    number: Number
    group: str
    text: str
    reference: str
    """The funder's own number and title, word for word."""
    funder: bool
    state: MilestoneState
    plan: date
    agreed: date
    forecast: date
    reached_on: date | None
    slips: int
    """How often its forecast has become later."""
    trend: tuple[Point, ...]
    """What was expected when: the plan, and each report."""

    @property
    def moves(self) -> list[Point]:
        """The trend without the reports that changed nothing."""
        return [each for place, each in enumerate(self.trend) if place == 0 or each.expected != self.trend[place - 1].expected]

    @property
    def is_late(self) -> bool:
        """Whether it came, or is expected, after the agreed date."""
        return self.state is not MilestoneState.DROPPED and (self.reached_on or self.forecast) > self.agreed


@dataclass(frozen=True, kw_only=True)
class YearGroup:
    name: str
    lights: tuple[LightLine, ...]
    """As of the last day, each with its course in the year."""
    milestones: tuple[YearMilestone, ...]


class Standing(StrEnum):
    """What a decision is on the last day."""

    IN_FORCE = "in-force"
    SUBJECT_TO_APPROVAL = "subject-to-approval"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"


@dataclass(frozen=True, kw_only=True)
class YearDecision:
    number: Number
    text: str
    on: date
    standing: Standing
    by: Number | None
    """The decision that superseded it."""
    review: date | None
    is_due: bool
    """Whether it is to be looked at again, and the day for that has come."""


@dataclass(frozen=True, kw_only=True)
class YearBlocker:
    number: Number
    group: str
    text: str
    severity: Severity
    milestone: Number | None
    reported: date
    closed: date | None
    """None where it was still open on the last day."""
    days: int
    """How long it was open, up to the last day."""


@dataclass(frozen=True, kw_only=True)
class HeldUp:
    """The blockers of a group that hold up the same milestone, or none that was named: as near to a cause as the records come."""

    group: str
    milestone: Number | None
    text: str
    """Of the milestone."""
    red: int
    yellow: int
    days: int
    """Of all of them together."""


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A note of a retrospective with those that were joined to it, and its votes."""

    texts: tuple[str, ...]
    column: str
    votes: int


@dataclass(frozen=True, kw_only=True)
class YearRetro:
    number: Number
    group: str
    on: date
    form: Form
    themes: tuple[Theme, ...]
    """Those that got votes, most first."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Numbers of a span of time."""

    first: date
    last: date
    sessions: int
    """Dates of sessions that were planned and not cancelled."""
    hours: int
    """As planned, rounded."""
    retros: int
    messages: int
    """Of the bot's, answers included."""
    unasked: int
    """Those of them that nobody had asked for."""


@dataclass(frozen=True, kw_only=True)
class ChangedSetting:
    """Something that was set in the chat; `where` is the group in whose room, empty for the project."""

    where: str
    word: str
    value: str


@dataclass(frozen=True, kw_only=True)
class YearDocument:
    cover: YearCover
    learnings: tuple[LearningsOfKind, ...]
    """Those kinds of which there are any."""
    groups: tuple[YearGroup, ...]
    decisions: tuple[YearDecision, ...]
    """Those taken in the year."""
    revisited: tuple[YearDecision, ...]
    """Those of any year that are due to be looked at again, or were superseded or repealed in this one."""
    held_up: tuple[HeldUp, ...]
    """Most days first."""
    blockers: tuple[YearBlocker, ...]
    """Those that were open in the year."""
    retros: tuple[YearRetro, ...]
    questions: tuple[QuestionLine, ...]
    """Open for a year or longer."""
    counts: Counts
    counts_before: Counts | None
    """Of the same span a year before; None where nothing is known of it. `first` is later where the project began in it."""
    settings: tuple[ChangedSetting, ...]

    @property
    def knows_part_before(self) -> bool:
        """Whether the project began in the span that is compared with."""
        return self.counts_before is not None and self.counts_before.first > date(self.cover.year - 1, 1, 1)

    @property
    def milestones(self) -> list[YearMilestone]:
        return [each for group in self.groups for each in group.milestones]

    @property
    def learned(self) -> int:
        return sum(len(kind.lines) for kind in self.learnings)

    @property
    def blueprints(self) -> int:
        return sum(line.is_blueprint for kind in self.learnings for line in kind.lines)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened in it that is known."""
        said: Sequence[Sequence[object]] = (self.learnings, self.milestones, self.decisions, self.blockers, self.retros, self.questions)
        return not any(said) and not any(group.lights for group in self.groups) and not self.counts.sessions
