"""What is a figure, and what do several rounds say about it? Medians, ratios of pairs, and their spread."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

OURS = "lotse"
FAR = "far"
FLOOR = "http"
BARE = "nio"
"""The names of ours, on the file and on a far PostgreSQL, and of the peers that others are compared with."""

Rounds = Mapping[str, Sequence[float]]
"""The values of one figure: a peer -> one value a round."""
TIE = 0.05
"""By how much of it two medians may differ and yet count as equal."""


class Better(StrEnum):
    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What was promised: the figure itself, or its ratio to that of `against`, is at most (where higher is better: at least) `bound`."""

    bound: float
    against: str = ""
    """A peer; or, in `figure`, another figure of ours. Empty for the figure itself."""
    figure: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    key: str
    title: str
    unit: str
    better: Better = Better.LOWER
    goals: tuple[Goal, ...] = ()
    why: str = ""
    """What it is made of: why the peers differ, or what stands in the way of the goal."""
    of_whole: int | None = None
    """Of how many, where it counts something."""
    given: str = ""
    """The key of a figure of which a peer has to have as much as ours to be compared in this one: few answers take less time."""


@dataclass(frozen=True)
class Ratio:
    """Of two peers, from the rounds that both have: the median of the pairs, and the least and the greatest of them."""

    median: float
    least: float
    greatest: float

    def __str__(self) -> str:
        spread = f" ({self.least:.2f}-{self.greatest:.2f})" if self.greatest > self.least else ""
        return f"{self.median:.2f}{spread}"


class Standing(StrEnum):
    LEADS = "leads"
    TIES = "ties"
    TRAILS = "trails"


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The value that 19 of 20 do not exceed; of few values the greatest."""
    ordered = sorted(values)
    return ordered[max(-(-len(ordered) * 95 // 100) - 1, 0)]


def ratio(one: Sequence[float], other: Sequence[float]) -> Ratio | None:
    """None where no round has both, or where the other's are nothing."""
    pairs = [first / second for first, second in zip(one, other, strict=False) if second]
    return Ratio(median(pairs), min(pairs), max(pairs)) if pairs else None


def standing(ours: Sequence[float], other: Sequence[float], better: Better) -> Standing:
    """A tie where the medians differ by little, or the rounds do not agree on who is ahead."""
    quotient = ratio(ours, other)
    if quotient is None:
        is_ahead = median(ours) != median(other) and ((median(ours) < median(other)) == (better is Better.LOWER))
        return Standing.TIES if median(ours) == median(other) else Standing.LEADS if is_ahead else Standing.TRAILS
    if abs(quotient.median - 1) <= TIE or quotient.least <= 1 <= quotient.greatest:
        return Standing.TIES
    return Standing.LEADS if (quotient.median < 1) == (better is Better.LOWER) else Standing.TRAILS


def comparable(figure: Figure, name: str, values: Mapping[str, Rounds]) -> bool:
    """Whether this peer can be compared with ours. `values` are the rounds of all figures of the measure."""
    given = values.get(figure.given, {})
    return not figure.given or (bool(given.get(name)) and bool(given.get(OURS)) and median(given[name]) >= median(given[OURS]))


@dataclass(frozen=True)
class Verdict:
    """Whether a goal is met, and what was measured for it."""

    goal: Goal
    measured: float
    met: bool


def verdict(figure: Figure, goal: Goal, values: Mapping[str, Rounds]) -> Verdict | None:
    """`values` are the rounds of all figures of the measure. None where what it takes was not measured."""
    ours = values.get(figure.key, {}).get(OURS)
    if not ours:
        return None
    measured: float | None = median(ours)
    if goal.against or goal.figure:
        other = values.get(goal.figure or figure.key, {}).get(goal.against or OURS)
        quotient = ratio(ours, other) if other else None
        measured = quotient.median if quotient else None
    if measured is None:
        return None
    return Verdict(goal, measured, measured <= goal.bound if figure.better is Better.LOWER else measured >= goal.bound)
