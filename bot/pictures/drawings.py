"""What the three pictures show, without any words of ours: colours, dates and numbers, and the names that people have given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

MAX_GROUPS = 10
MAX_REPORTS = 8
MAX_LINES = 6


class Mark(StrEnum):
    """A report about a traffic light."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"
    """No report, or one that is too old to count."""


_RANK = {Mark.NONE: 0, Mark.GREEN: 1, Mark.YELLOW: 2, Mark.RED: 3}


@dataclass(frozen=True, kw_only=True)
class LightRow:
    """One of the two lights of a group, on each day of the picture."""

    group: str
    light: Literal["content", "resources"]
    marks: tuple[Mark, ...]

    @property
    def now(self) -> Mark:
        return self.marks[-1]

    @property
    def before(self) -> Mark:
        """What it was at the last day but one; NONE where the picture has one day."""
        return self.marks[-2] if len(self.marks) > 1 else Mark.NONE

    @property
    def is_worse(self) -> bool:
        return _RANK[self.now] > max(_RANK[self.before], _RANK[Mark.GREEN])

    @property
    def is_better(self) -> bool:
        return Mark.NONE not in (self.now, self.before) and _RANK[self.now] < _RANK[self.before]

    @property
    def since(self) -> int:
        """The first day, by its place, from which on it has been as it is now."""
        first = len(self.marks) - 1
        while first > 0 and self.marks[first - 1] is self.now:
            first -= 1
        return first


@dataclass(frozen=True, kw_only=True)
class LightsCourse:
    """Of each group its two lights on the days of the picture, the oldest day first."""

    kind: Literal["lights"] = "lights"
    days: tuple[date, ...]
    rows: tuple[LightRow, ...]
    """Two for each group: content, then resources."""
    more: int = 0
    """Groups that the picture leaves out."""

    @property
    def groups(self) -> Iterator[tuple[LightRow, LightRow]]:
        return zip(self.rows[::2], self.rows[1::2], strict=True)

    @property
    def changed(self) -> tuple[LightRow, ...]:
        """What is worse than on the day before, the worst first; where nothing is, what is better."""
        worse = sorted((row for row in self.rows if row.is_worse), key=lambda row: -_RANK[row.now])
        return tuple(worse or (row for row in self.rows if row.is_better))

    def count(self, mark: str) -> int:
        """How many lights are so now."""
        return sum(row.now == mark for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was expected on the day of a report."""

    reported: date
    expected: date


@dataclass(frozen=True, kw_only=True)
class TrendLine:
    """A milestone: its last reports, the oldest first."""

    number: str
    name: str
    plan: date
    slips: int
    """How often it has become later, in all its reports."""
    reports: tuple[Report, ...]
    state: Literal["open", "reached", "dropped"] = "open"

    @property
    def expected(self) -> date:
        return self.reports[-1].expected

    @property
    def moves(self) -> tuple[Report, ...]:
        """The reports without those that only confirmed what was expected."""
        first, *others = self.reports
        kept = [first]
        for report in others:
            if report.expected != kept[-1].expected:
                kept.append(report)
        return tuple(kept)

    @property
    def last_move(self) -> int:
        """By how many days its last report has moved it; 0 where that confirmed what was expected."""
        return (self.reports[-1].expected - self.reports[-2].expected).days if len(self.reports) > 1 else 0


@dataclass(frozen=True, kw_only=True)
class MilestoneTrend:
    """Milestone trend analysis: the day of a report against the day that was expected."""

    kind: Literal["trend"] = "trend"
    lines: tuple[TrendLine, ...]
    more: int = 0
    """Milestones that the picture leaves out."""

    @property
    def later(self) -> list[TrendLine]:
        """What its last report has made later, the most often first."""
        return sorted((line for line in self._open if line.last_move > 0), key=lambda line: (-line.slips, -line.last_move))

    @property
    def behind(self) -> list[TrendLine]:
        """What is after its plan, the latest first."""
        return sorted((line for line in self._open if line.expected > line.plan), key=lambda line: line.plan - line.expected)

    @property
    def earlier(self) -> list[TrendLine]:
        """What is before its plan, the earliest first."""
        return sorted((line for line in self._open if line.expected < line.plan), key=lambda line: line.expected - line.plan)

    @property
    def _open(self) -> list[TrendLine]:
        return [line for line in self.lines if line.state == "open"]


@dataclass(frozen=True, kw_only=True)
class GroupFunds:
    group: str
    called: int
    """Percent of its funds that were called."""
    gone: int
    """Percent of its time that is gone."""

    @property
    def behind(self) -> int:
        """By how many points fewer funds are called than time is gone."""
        return self.gone - self.called


@dataclass(frozen=True, kw_only=True)
class FundsAndTime:
    """Of each group, which part of its funds was called, and which part of its time is gone."""

    kind: Literal["funds"] = "funds"
    groups: tuple[GroupFunds, ...]
    more: int = 0
    """Groups that the picture leaves out."""

    @property
    def slow(self) -> tuple[GroupFunds, ...]:
        """The groups that have called clearly less than their time would make one expect, the slowest first."""
        return tuple(sorted((each for each in self.groups if each.behind >= SLOW_POINTS), key=lambda each: -each.behind))


SLOW_POINTS = 15
"""Percentage points of funds behind time from which on it is worth a word."""

Drawing = Annotated[LightsCourse | MilestoneTrend | FundsAndTime, Field(discriminator="kind")]
