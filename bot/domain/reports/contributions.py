"""What a group says for the report of a quarter, and what is still missing: a log whose rows are taken back and never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import TeamId, UserId
from bot.domain.reports.figures import Figure, standing
from bot.domain.reports.periods import Quarter
from bot.domain.teams import Team


class Part(StrEnum):
    """What a row is about, in the order of the report."""

    ACHIEVED = "achieved"
    DEVIATION = "deviation"
    OUTLOOK = "outlook"


PARTS = tuple(Part)


class Gap(StrEnum):
    """What a group has not said yet."""

    CALLED = "called"
    ACHIEVED = "achieved"
    DEVIATION = "deviation"
    OUTLOOK = "outlook"


@dataclass(frozen=True, kw_only=True)
class Entry:
    id: int
    team: TeamId
    period: Quarter
    part: Part
    text: str = ""
    """Empty where it takes back all that was said on this part before."""
    at: datetime
    by: UserId
    mark: str
    """The event that said it."""
    withdrawn_at: datetime | None = None


def words(entries: Iterable[Entry], period: Quarter) -> Mapping[Part, Sequence[Entry]]:
    """What stands in the report on each part, in the order in which it was said: several people may each say something."""
    found: dict[Part, list[Entry]] = {part: [] for part in PARTS}
    for entry in sorted(entries, key=lambda each: (each.at, each.id)):
        if entry.withdrawn_at is None and entry.period == period and entry.part in found:
            found[entry.part] = [*found[entry.part], entry] if entry.text else []
    return found


def gaps(team: Team, period: Quarter, entries: Iterable[Entry], figures: Iterable[Figure]) -> list[Gap]:
    """What a group has still to say for the report of that quarter."""
    said = words(entries, period)
    missing = [Gap.CALLED] if _lacks_figure(team, period, figures) else []
    return missing + [Gap(str(part)) for part in PARTS if not said[part]]


def _lacks_figure(team: Team, period: Quarter, figures: Iterable[Figure]) -> bool:
    """A figure of a day in the quarter is needed; not of a group without a budget that has said that it calls nothing."""
    known = [each for each in standing(figures) if each.day <= period.last]
    if not known:
        return True
    return known[-1].day < period.first and not (team.budget is None and known[-1].called == 0)
