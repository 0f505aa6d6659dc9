"""The escalation ladder: which step comes next for a blocker, and when.

The first step counts from the report, each later one from the arrival of the one before: an outage or a muted room shifts the ladder,
and never skips the PMO. Handbook: "in kritischen Fällen zeitnah"; the figures are settings.
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
    """Taken, and open for long: its taker is asked whether they still work on it."""
    STILL_STEERING = "still-steering"
    """No answer to that: the steering committee, once."""
    CALLED = "called"
    """The PMO itself brings it before the steering committee."""
    UNREACHED = "unreached"
    """The PMO's room has refused messages for the time of one repeat: the steering committee, once."""
    FREED = "freed"
    """Its taker has left the PMO's room: the PMO is told that it has no taker any more."""


TO_STEERING = frozenset({Step.STEERING, Step.STILL_STEERING, Step.CALLED})
"""The steps that bring a blocker before the steering committee."""
STEERING_HEARS = TO_STEERING | {Step.UNREACHED}
"""All steps whose message goes to the steering committee."""


class Arrival(StrEnum):
    """What has become of the message of a step."""

    UNDER_WAY = "under way"
    ARRIVED = "arrived"
    REFUSED = "refused"
    """The room has refused it; it is retried."""


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A step that was taken."""

    step: Step
    once: str
    """The key of its message."""
    queued_at: datetime
    delivered_at: datetime | None = None
    """When its message arrived."""
    refused_at: datetime | None = None
    """When its message was refused last; None again while it is retried."""
    tells: bool = False
    """Whether the team's room gets a message about it, once it has arrived."""
    shown: Arrival = Arrival.UNDER_WAY
    """The arrival as the cards and the team's room show it."""

    @property
    def arrival(self) -> Arrival:
        """What has become of its message. A refused one stays refused while it is retried."""
        if self.delivered_at is not None:
            return Arrival.ARRIVED
        return Arrival.REFUSED if self.refused_at is not None or self.shown is Arrival.REFUSED else Arrival.UNDER_WAY

    @property
    def is_awaited(self) -> bool:
        """Whether its message has not arrived yet. One that was shown as arrived has, even where its row is deleted since."""
        return self.arrival is not Arrival.ARRIVED and self.shown is not Arrival.ARRIVED


@dataclass(frozen=True)
class Due:
    step: Step
    at: datetime


def next_step(blocker: Blocker, rungs: Sequence[Rung], rules: EscalationRules, calendar: Calendar) -> Due | None:
    """The next step and its time, perhaps a past one; None where nothing follows, or where the message of the last step is under way.

    `rungs` are the steps taken so far, in order.
    """
    if not blocker.is_open:
        return None
    called = _called_again(blocker, rungs)
    if called is not None:
        return called  # at once, whatever else is still under way
    last = last_to_pmo(blocker, rungs)
    if last is not None and last.delivered_at is None:
        return _while_unheard(last, rungs, rules, calendar)
    if blocker.state is BlockerState.TAKEN:
        return _while_taken(blocker, rungs, rules, calendar)
    if blocker.urgent_since is not None:
        return _while_urgent(blocker, blocker.urgent_since, rungs, rules, calendar)
    return _while_yellow(blocker, rungs, rules, calendar)


def last_to_pmo(blocker: Blocker, rungs: Sequence[Rung]) -> Rung | None:
    """The latest step to the PMO that belongs to the present state of the blocker; None where there is none."""
    if blocker.state is BlockerState.TAKEN:
        since = blocker.confirmed_at or blocker.taken_at or blocker.opened_at
        asked = [rung for rung in rungs if rung.step is Step.STILL_ON_IT and rung.queued_at > since]
        again = [rung for rung in rungs if rung.step is Step.ALERT and blocker.taken_at and rung.queued_at > blocker.taken_at]
        return (asked or again)[-1] if asked or again else None
    since = blocker.opened_at if blocker.urgent_since is None else blocker.urgent_since
    steps = [rung for rung in rungs if rung.step in (Step.ALERT, Step.REPEAT, Step.YELLOW) and rung.queued_at >= since]
    steps = [rung for rung in steps if not is_overtaken(blocker, rung)]
    return steps[-1] if steps else None


def is_overtaken(blocker: Blocker, rung: Rung) -> bool:
    """Whether it called the PMO for a red blocker, has not reached it, and the blocker is yellow now: then it hears when that is due."""
    return blocker.urgent_since is None and rung.step in (Step.ALERT, Step.REPEAT) and rung.arrival is Arrival.REFUSED


def last_to_steering(blocker: Blocker, rungs: Sequence[Rung]) -> Rung | None:
    """The latest step to the steering committee since the blocker was opened; None where there is none."""
    steps = [rung for rung in rungs if rung.step in STEERING_HEARS and rung.queued_at >= blocker.opened_at]
    return steps[-1] if steps else None


def alarm(blocker: Blocker, rungs: Sequence[Rung]) -> Arrival | None:
    """Whether the PMO was told of the blocker in its present state; None where no step was due yet."""
    if blocker.urgent_since is not None:
        heard = _since(rungs, blocker.urgent_since, Step.ALERT)
    else:
        heard = [rung for rung in rungs if rung.step in (Step.ALERT, Step.YELLOW) and rung.queued_at >= blocker.opened_at]
        heard = [rung for rung in heard if not is_overtaken(blocker, rung)]
    return heard[-1].arrival if heard else None


def _called_again(blocker: Blocker, rungs: Sequence[Rung]) -> Due | None:
    """The alert; also for a taken blocker, where its team escalates it or it turns red after that."""
    since = blocker.urgent_since
    if since is None or (blocker.taken_at is not None and since <= blocker.taken_at):
        return None
    return None if _since(rungs, since, Step.ALERT) else Due(Step.ALERT, since)


def _while_unheard(last: Rung, rungs: Sequence[Rung], rules: EscalationRules, calendar: Calendar) -> Due | None:
    """The step while the last message has not arrived: none, or UNREACHED once the PMO was not reached for the time of one repeat."""
    if last.arrival is not Arrival.REFUSED or _since(rungs, last.queued_at, Step.UNREACHED):
        return None
    return Due(Step.UNREACHED, calendar.add(last.queued_at, rules.repeat_every))


def _while_urgent(blocker: Blocker, since: datetime, rungs: Sequence[Rung], rules: EscalationRules, calendar: Calendar) -> Due | None:
    repeats = _since(rungs, since, Step.REPEAT)
    last = (repeats or _since(rungs, since, Step.ALERT))[-1:]
    if not last or _since(rungs, since, Step.STEERING):
        return None
    # The message that a blocker has no taker any more counts as a call of the PMO, so that there are not two at once.
    heard = max(_heard_at(rung) for rung in (*last, *_since(rungs, since, Step.FREED)))
    if len(repeats) < rules.repeats:
        return Due(Step.REPEAT, calendar.add(heard, rules.repeat_every))
    if blocker.steering_at is not None and blocker.steering_at >= since:
        return None  # the PMO has called it already
    return Due(Step.STEERING, calendar.add(heard, rules.steering_after))


def _while_yellow(blocker: Blocker, rungs: Sequence[Rung], rules: EscalationRules, calendar: Calendar) -> Due | None:
    if _since(rungs, blocker.opened_at, Step.YELLOW) or _since(rungs, blocker.opened_at, Step.FREED):
        return None
    at = calendar.add(blocker.opened_at, rules.yellow_after)
    if blocker.due is not None:
        at = min(at, calendar.end_of_work(blocker.due))
    return Due(Step.YELLOW, at)


def _while_taken(blocker: Blocker, rungs: Sequence[Rung], rules: EscalationRules, calendar: Calendar) -> Due | None:
    since = blocker.confirmed_at or blocker.taken_at
    if since is None:
        return None
    # Strictly later than the answer: a question at the same time is the one that was answered.
    asked = [rung for rung in rungs if rung.step is Step.STILL_ON_IT and rung.queued_at > since]
    if not asked:
        return Due(Step.STILL_ON_IT, calendar.add(since, rules.taken_after))
    if _since(rungs, since, Step.STILL_STEERING):
        return None
    return Due(Step.STILL_STEERING, calendar.add(_heard_at(asked[-1]), rules.taken_steering_after))


def _heard_at(rung: Rung) -> datetime:
    return rung.delivered_at or rung.queued_at


def _since(rungs: Sequence[Rung], since: datetime, step: Step) -> list[Rung]:
    return [rung for rung in rungs if rung.step is step and rung.queued_at >= since]
