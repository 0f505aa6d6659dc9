"""Funds that a group has called, as dated rows: none is overwritten, so what was called by any past day can be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.ids import EventId, TeamId, UserId


@dataclass(frozen=True, kw_only=True)
class Figure:
    id: int
    team: TeamId
    called: int
    """In whole euros, all that was called up to that day."""
    day: date
    """The day as of which it is true ("Stand")."""
    at: datetime
    by: UserId
    event: EventId
    """The message that said it: edited or deleted, it takes the row back."""
    withdrawn_at: datetime | None = None


def standing(figures: Iterable[Figure]) -> list[Figure]:
    """Those that count, by their day; of the same day the one that was said last is the last."""
    return sorted((each for each in figures if each.withdrawn_at is None), key=lambda each: (each.day, each.at, each.id))


def as_of(figures: Iterable[Figure], day: date) -> Figure | None:
    """What had been called by that day."""
    found = [each for each in standing(figures) if each.day <= day]
    return found[-1] if found else None


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """Why an amount is taken only when it was said again."""

    over: int | None = None
    """The budget that it is more than."""
    less_than: Figure | None = None
    """An amount of an earlier day that is more."""
    more_than: Figure | None = None
    """An amount of a later day that is less."""

    def __bool__(self) -> bool:
        return (self.over, self.less_than, self.more_than) != (None, None, None)


def doubt(called: int, day: date, budget: int | None, figures: Sequence[Figure]) -> Doubt:
    """What is called is never paid back in the ordinary way of things, and never more than was granted."""
    earlier = [each for each in standing(figures) if each.day <= day]
    later = [each for each in standing(figures) if each.day > day]
    return Doubt(
        over=budget if budget is not None and called > budget else None,
        less_than=earlier[-1] if earlier and earlier[-1].called > called else None,
        more_than=later[0] if later and later[0].called < called else None,
    )
