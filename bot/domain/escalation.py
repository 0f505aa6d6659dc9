"""Which step of the escalation ladder comes next for a blocker, and when.

The first step counts from the report, each later one from the delivery of the one before: an outage shifts the ladder and never
skips a step. Handbook: "in kritischen Fällen zeitnah"; the figures are settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.blockers import Blocker, BlockerState
from bot.domain.calendar import Calendar
from bot.domain.settings import EscalationRules


class Step(StrEnum):
    ALERT = "alert"
    """Red or escalated: the PMO at once, at any hour."""
    REPEAT = "repeat"
    """Still not taken: the PMO again."""
    STEERING = "steering"
    """Still not taken after the last repeat: the steering committee, once."""
    YELLOW = "yellow"
    """Yellow and not taken for days, or past its date: the PMO, once."""
    STILL_ON_IT = "still-on-it"
    """Taken, and open for long: its taker is asked whether it goes on."""
    STILL_STEERING = "still-steering"
    """No answer to that: the steering committee, once."""


TO_STEERING = frozenset({Step.STEERING, Step.STILL_STEERING})
"""The steps that reach the steering committee."""


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A step that was taken. `delivered_at` is when its message arrived, or was given up; None while it is under way."""

    step: Step
    queued_at: datetime
    delivered_at: datetime | None


@dataclass(frozen=True)
class Due:
    step: Step
    at: datetime


def next_step(blocker: Blocker, rungs: Sequence[Rung], rules: EscalationRules, calendar: Calendar) -> Due | None:
    """The next step and its moment, perhaps past; None where nothing comes, or where the last step is still under way.

    `rungs` are the steps taken so far, in order.
    """
    if not blocker.is_open:
        return None
    called = _called_again(blocker, rungs)
    if called is not None:
        return called  # at once, whatever else is still under way
    if any(rung.delivered_at is None for rung in rungs):
        return None
    if blocker.state is BlockerState.TAKEN:
        return _while_taken(blocker, rungs, rules, calendar)
    if blocker.urgent_since is not None:
        return _while_urgent(blocker, blocker.urgent_since, rungs, rules, calendar)
    return _while_yellow(blocker, rungs, rules, calendar)


def _called_again(blocker: Blocker, rungs: Sequence[Rung]) -> Due | None:
    """The alert itself; also for a blocker that somebody has taken, where its team escalates it or it turns red after that."""
    since = blocker.urgent_since
    if since is None or (blocker.taken_at is not None and since <= blocker.taken_at):
        return None
    return None if _since(rungs, since, Step.ALERT) else Due(Step.ALERT, since)


def _while_urgent(blocker: Blocker, since: datetime, rungs: Sequence[Rung], rules: EscalationRules, calendar: Calendar) -> Due | None:
    repeats = _since(rungs, since, Step.REPEAT)
    last = (repeats or _since(rungs, since, Step.ALERT))[-1:]
    if not last or _since(rungs, since, Step.STEERING):
        return None
    delivered = last[0].delivered_at or last[0].queued_at
    if len(repeats) < rules.repeats:
        return Due(Step.REPEAT, calendar.add(delivered, rules.repeat_every))
    if blocker.steering_at is not None and blocker.steering_at >= since:
        return None  # the PMO has called it already
    return Due(Step.STEERING, calendar.add(delivered, rules.steering_after))


def _while_yellow(blocker: Blocker, rungs: Sequence[Rung], rules: EscalationRules, calendar: Calendar) -> Due | None:
    if _since(rungs, blocker.opened_at, Step.YELLOW):
        return None
    at = calendar.add(blocker.opened_at, rules.yellow_after)
    if blocker.due is not None:
        at = min(at, calendar.end_of_work(blocker.due))
    return Due(Step.YELLOW, at)


def _while_taken(blocker: Blocker, rungs: Sequence[Rung], rules: EscalationRules, calendar: Calendar) -> Due | None:
    since = blocker.confirmed_at or blocker.taken_at
    if since is None:
        return None
    # Later than the answer, not at the same moment: the question itself is what was answered.
    asked = [rung for rung in rungs if rung.step is Step.STILL_ON_IT and rung.queued_at > since]
    if not asked:
        return Due(Step.STILL_ON_IT, calendar.add(since, rules.taken_after))
    if _since(rungs, since, Step.STILL_STEERING):
        return None
    return Due(Step.STILL_STEERING, calendar.add(asked[-1].delivered_at or asked[-1].queued_at, rules.taken_steering_after))


def _since(rungs: Sequence[Rung], since: datetime, step: Step) -> list[Rung]:
    return [rung for rung in rungs if rung.step is step and rung.queued_at >= since]
