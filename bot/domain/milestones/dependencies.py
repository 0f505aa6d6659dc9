"""Which milestones need which others first: circles, and what hangs on a date."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.ids import Number
from bot.domain.milestones.milestone import Milestone, order


@dataclass(frozen=True, kw_only=True)
class Hanging:
    """A milestone that needs another one first, directly or through others."""

    milestone: Milestone
    through: Number
    """The one that it needs, which is or hangs on the one that was asked about."""
    is_direct: bool
    buffer: int
    """Days between the earliest date of that and its own forecast; below zero where they are missing."""


def circle(number: Number, after: Sequence[Number], needs: Mapping[Number, Sequence[Number]]) -> tuple[Number, ...]:
    """The shortest way from the milestone through what it needs back to itself (`M4, M7, M4`); empty where there is none.

    `after` is what it is to need, `needs` what each of the others does.
    """
    came_from: dict[Number, Number] = {}
    waiting = deque([number])
    while waiting:
        at = waiting.popleft()
        for needed in after if at == number else needs.get(at, ()):
            if needed == number:
                way = [at]
                while way[-1] != number:
                    way.append(came_from[way[-1]])
                return (*reversed(way), number)
            if needed not in came_from:
                came_from[needed] = at
                waiting.append(needed)
    return ()


def hanging_on(milestone: Milestone, others: Iterable[Milestone]) -> list[Hanging]:
    """The open milestones that need this one, the direct ones first.

    Of those behind them the buffer counts from the earliest date of what they need, were everything before it to move along.
    """
    found: dict[Number, Hanging] = {}
    needing: dict[Number, list[Milestone]] = {}
    for each in sorted(others, key=order):
        for needed in each.after if each.is_open else ():
            needing.setdefault(needed, []).append(each)
    earliest: dict[Number, date] = {milestone.number: milestone.reached_on or milestone.forecast}
    waiting = deque([milestone.number])
    while waiting:
        needed = waiting.popleft()
        for each in needing.get(needed, ()):
            if each.number == milestone.number:
                continue
            buffer = (each.forecast - earliest[needed]).days
            before = found.get(each.number)
            if before is not None and before.buffer <= buffer:
                continue
            is_direct = needed == milestone.number or (before is not None and before.is_direct)
            found[each.number] = Hanging(milestone=each, through=needed, is_direct=is_direct, buffer=buffer)
            earliest[each.number] = max(each.forecast, earliest[needed])
            waiting.append(each.number)
    return sorted(found.values(), key=lambda each: (not each.is_direct, order(each.milestone)))


def too_early_for(milestone: Milestone, others: Iterable[Milestone]) -> list[Milestone]:
    """The open ones that it needs first and that come after its own forecast."""
    return [each for each in others if each.number in milestone.after and each.is_open and each.forecast > milestone.forecast]
