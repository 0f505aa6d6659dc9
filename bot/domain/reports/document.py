"""The report of a quarter: what it says, in the order in which funders ask for it. Once released it is kept as it stands here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import Number, UserId
from bot.domain.learnings import LearningKind
from bot.domain.lights.course import Point
from bot.domain.lights.report import Aspect, Colour
from bot.domain.milestones.forecasts import Point as Expected
from bot.domain.milestones.milestone import MilestoneState, Talk
from bot.domain.reports.contributions import Gap, Part
from bot.domain.reports.overview import OpenQuestion, OverviewRow
from bot.domain.reports.periods import Quarter


@dataclass(frozen=True, kw_only=True)
class Cover:
    title: str
    reference: str
    contact: str
    period: Quarter
    made_on: date


@dataclass(frozen=True, kw_only=True)
class LightLine:
    """A light on the last day of the quarter, and what was reported of it up to then."""

    aspect: Aspect
    colour: Colour
    since: date
    reason: str = ""
    measure: str = ""
    help: str = ""
    course: tuple[Point, ...] = ()
    """One point a day on which it was reported, since there are reports."""

    @property
    def changes(self) -> list[Point]:
        """The course without the reports that said the same colour again."""
        return [each for place, each in enumerate(self.course) if place == 0 or each.colour is not self.course[place - 1].colour]


@dataclass(frozen=True, kw_only=True)
class MilestoneLine:
    """A milestone: plan against actual, and why it deviates."""

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
    reached_on: date | None = None
    reason: str = ""
    talk: Talk = Talk.NONE
    talk_on: date | None = None
    talk_note: str = ""
    slips: int = 0
    """How often it had become later."""
    trend: tuple[Expected, ...] = ()

    @property
    def deviates(self) -> bool:
        return self.agreed != self.plan or (self.reached_on or self.forecast) > self.agreed


@dataclass(frozen=True, kw_only=True)
class GroupPart:
    """What a group says itself, and its lights."""

    name: str
    words: Mapping[Part, tuple[str, ...]]
    lights: tuple[LightLine, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, kw_only=True)
class RiskLine:
    """What may go wrong: a yellow or red light, or a red blocker."""

    group: str
    colour: Colour
    text: str
    since: date
    aspect: Aspect | None = None
    number: Number | None = None
    measure: str = ""
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    number: Number
    text: str
    on: date
    is_subject_to_approval: bool


@dataclass(frozen=True, kw_only=True)
class LearningLine:
    number: Number
    group: str
    text: str
    is_blueprint: bool


@dataclass(frozen=True, kw_only=True)
class LearningsOfKind:
    kind: LearningKind | None
    lines: tuple[LearningLine, ...]


@dataclass(frozen=True, kw_only=True)
class QuestionLine(OpenQuestion):
    group: str
    since: date


@dataclass(frozen=True, kw_only=True)
class ReportDocument:
    cover: Cover
    light: LightLine | None
    """Of the whole project; None where the PMO has set none."""
    overview: tuple[OverviewRow, ...]
    milestones: tuple[MilestoneLine, ...]
    groups: tuple[GroupPart, ...]
    risks: tuple[RiskLine, ...]
    decisions: tuple[DecisionLine, ...]
    learnings: tuple[LearningsOfKind, ...]
    """Those kinds of which there are any."""
    questions: tuple[QuestionLine, ...]

    @property
    def lacking(self) -> list[GroupPart]:
        """The groups of which something is missing."""
        return [group for group in self.groups if group.gaps]


class ReportState(StrEnum):
    RELEASED = "released"
    """By the PMO; the steering committee has still to accept it."""
    ACCEPTED = "accepted"
    RETURNED = "returned"
    """By the steering committee: the next release has another number."""
    WITHDRAWN = "withdrawn"
    """By the PMO, which had released it by mistake."""
    SENT = "sent"
    """Passed on to the funder."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report that was released: what it says is fixed. A correction is another one, with the next revision."""

    id: int
    period: Quarter
    revision: int
    state: ReportState
    document: ReportDocument
    released_at: datetime
    released_by: UserId
    decided_at: datetime | None = None
    decided_by: str = ""
    """The municipality whose voice accepted it or gave it back; empty where there are no voices."""
    remark: str = ""
    """Why it was given back."""
    sent_on: date | None = None

    @property
    def name(self) -> str:
        """`2026-Q3.1`."""
        return f"{self.period}.{self.revision}"

    @property
    def counts(self) -> bool:
        """Whether it is the report of its quarter, or may become it."""
        return self.state not in (ReportState.RETURNED, ReportState.WITHDRAWN)

    def accepted(self, *, by: str, at: datetime) -> Report:
        return replace(self, state=ReportState.ACCEPTED, decided_at=at, decided_by=by)

    def returned(self, remark: str, *, by: str, at: datetime) -> Report:
        return replace(self, state=ReportState.RETURNED, decided_at=at, decided_by=by, remark=remark)

    def sent(self, on: date) -> Report:
        return replace(self, state=ReportState.SENT, sent_on=on)

    def not_sent(self, before: date | None) -> Report:
        """As it was before it was said to be sent; `before` is the day that stood there."""
        return replace(self, state=ReportState.SENT if before else ReportState.ACCEPTED, sent_on=before)

    def withdrawn(self, at: datetime) -> Report:
        return replace(self, state=ReportState.WITHDRAWN, decided_at=at)

    def undecided(self) -> Report:
        return replace(self, state=ReportState.RELEASED, decided_at=None, decided_by="", remark="")


def latest(reports: Sequence[Report], period: Quarter) -> Report | None:
    """The newest one of the quarter, passing over those that the PMO has withdrawn."""
    found = [each for each in newest_of_each(reports) if each.period == period]
    return found[0] if found else None


def next_revision(reports: Sequence[Report], period: Quarter) -> int:
    """The number of the next release of the quarter: no number is given twice, and a withdrawn one keeps its own."""
    return max((each.revision for each in reports if each.period == period), default=0) + 1


def newest_of_each(reports: Sequence[Report]) -> list[Report]:
    """Of each quarter its newest one that was not withdrawn, the oldest quarter first: what was released before is history."""
    standing = [each for each in reports if each.state is not ReportState.WITHDRAWN]
    found = {each.period: each for each in sorted(standing, key=lambda each: (each.period, each.revision))}
    return list(found.values())
