"""The overview of a group: which of its records are named, and the colour of the group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.actions import Action, ActionState
from bot.domain.blockers import Blocker, BlockerState, Severity, order

WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Week:
    """The last seven days of a group, and the next."""

    new: Sequence[Blocker]
    """Reported in these days and still open, red first."""
    old: Sequence[Blocker]
    """Open for longer, red first, then the oldest."""
    solved: Sequence[Blocker]
    due: Sequence[Action]
    """To be done within the next seven days."""
    overdue: Sequence[Action]
    done: Sequence[Action]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.new or self.old or self.solved or self.due or self.overdue or self.done)

    @property
    def open(self) -> int:
        return len(self.new) + len(self.old)


def week(blockers: Sequence[Blocker], actions: Sequence[Action], *, now: datetime, today: date) -> Week:
    """`blockers` and `actions` are the group's open ones and those closed in the last seven days; the actions in their order."""
    since = now - WEEK
    open_ones = sorted((blocker for blocker in blockers if blocker.is_open), key=order)
    return Week(
        new=[blocker for blocker in open_ones if blocker.opened_at >= since],
        old=[blocker for blocker in open_ones if blocker.opened_at < since],
        solved=solved_since(blockers, since),
        due=[action for action in actions if action.is_open and action.due is not None and today <= action.due <= today + WEEK],
        overdue=[action for action in actions if action.overdue(today)],
        done=done_since(actions, since),
    )


def solved_since(blockers: Sequence[Blocker], since: datetime) -> list[Blocker]:
    return [each for each in blockers if each.state is BlockerState.SOLVED and each.closed_at is not None and each.closed_at >= since]


def done_since(actions: Sequence[Action], since: datetime) -> list[Action]:
    return [each for each in actions if each.state is ActionState.DONE and each.closed_at is not None and each.closed_at >= since]


def due_by(actions: Sequence[Action], day: date) -> list[Action]:
    """Open ones that are due on `day` or before."""
    return [action for action in actions if action.is_open and action.due is not None and action.due <= day]


def light(blockers: Sequence[Blocker]) -> str:
    """The traffic light that follows from a group's blockers: `red` if any red one is open, `yellow` if any is, or `green`."""
    severities = {blocker.severity for blocker in blockers if blocker.is_open}
    return str(Severity.RED) if Severity.RED in severities else str(Severity.YELLOW) if severities else "green"
