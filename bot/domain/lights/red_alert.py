"""The alert about lights that turned red: whom it calls next, and when.

The PMO hears at once, and once more where nobody takes it; the steering committee hears once, at the group's next report or after ten
working days. Each step counts from the arrival of the one before, so that the PMO is never skipped. While a blocker is kept in its place
its own ladder runs instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import Calendar
from bot.domain.calendar.durations import Span, Unit
from bot.domain.escalation import Arrival
from bot.domain.ids import Number, TeamId, UserId

LED = "light led"
"""The kind of the timer that runs when a blocker in place of a red light was closed or reopened; its subject is the blocker."""
REPEAT_AFTER = Span(1, Unit.DAYS)
"""Working days without anybody who takes it, until the PMO hears once more."""
STEERING_AFTER = Span(10, Unit.DAYS)
"""Working days of red, until the steering committee hears."""
NEXT_REPORT_AFTER = timedelta(days=7)
"""What a group says sooner adds to the report that made it red; from then on it is the next report."""


class Step(StrEnum):
    ALERT = "alert"
    REPEAT = "repeat"
    STEERING = "steering"
    UNREACHED = "unreached"
    """In place of STEERING, because the PMO's room has refused the alert for the time of the repeat."""


STEERING_HEARS = frozenset({Step.STEERING, Step.UNREACHED})


@dataclass(frozen=True, kw_only=True)
class Turned:
    """A light, and since when it is red."""

    light: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Red(Turned):
    """One that still is, with the latest report that said so."""

    reported_at: datetime

    @property
    def turned(self) -> Turned:
        return Turned(light=self.light, since=self.since)

    @property
    def is_said_again(self) -> bool:
        """Whether it was red at the next report, too."""
        return self.reported_at - self.since >= NEXT_REPORT_AFTER


@dataclass(frozen=True, kw_only=True)
class RedAlert:
    """One message in the PMO's room, about all lights of a group that turned red at the same time."""

    id: int
    team: TeamId
    lights: tuple[Turned, ...]
    raised_at: datetime
    shown: Arrival = Arrival.UNDER_WAY
    """What its group was told of its arrival."""
    taken_by: UserId | None = None
    taken_at: datetime | None = None
    blocker: Number | None = None
    """The blocker that is kept in its place."""

    def once(self, step: Step) -> str:
        """The key of the message of a step."""
        return f"red:G{self.team}:{self.id}:{step}"

    def taken(self, *, by: UserId, at: datetime) -> RedAlert:
        return replace(self, taken_by=by, taken_at=at)

    def freed(self) -> RedAlert:
        return replace(self, taken_by=None, taken_at=None)

    def led_by(self, blocker: Number | None) -> RedAlert:
        return replace(self, blocker=blocker)

    def moved(self, before: Sequence[Red], after: Sequence[Red]) -> RedAlert:
        """The same where an edit of the report has changed the time of lights that stay red."""
        since = {each.light: each.since for each in after}
        mine = {(each.light, each.since) for each in self.still(before)}
        lights = tuple(
            replace(each, since=since[each.light]) if (each.light, each.since) in mine and each.light in since else each
            for each in self.lights
        )
        return replace(self, lights=lights)

    def still(self, red: Sequence[Red]) -> list[Red]:
        """Those of its lights that are red since then without a break."""
        mine = {(each.light, each.since) for each in self.lights}
        return [each for each in red if (each.light, each.since) in mine]


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The message of a step, as far as it has come."""

    queued_at: datetime
    arrival: Arrival
    delivered_at: datetime | None = None
    refused_at: datetime | None = None


@dataclass(frozen=True)
class Due:
    step: Step
    at: datetime


def unalerted(red: Sequence[Red], alerts: Sequence[RedAlert]) -> list[Red]:
    """Those that no alert is about yet."""
    known = {(each.light, each.since) for alert in alerts for each in alert.lights}
    return [each for each in red if (each.light, each.since) not in known]


def next_step(
    alert: RedAlert, red: Sequence[Red], sent: Mapping[Step, Sent], calendar: Calendar, *, is_led: bool, has_committee: bool
) -> Due | None:
    """The next step and its time, perhaps a past one; None where nothing follows, or where the message of the last step is under way.

    `is_led` is whether a blocker in its place is open; `has_committee` whether there is anybody to turn to beside the PMO.
    """
    still = alert.still(red)
    if not still or is_led:
        return None
    if Step.ALERT not in sent:
        return Due(Step.ALERT, alert.raised_at)
    was_brought = not STEERING_HEARS.isdisjoint(sent)
    last = sent.get(Step.REPEAT, sent[Step.ALERT])
    heard = last.delivered_at
    if heard is None:
        if last.arrival is not Arrival.REFUSED or was_brought or not has_committee:
            return None
        return Due(Step.UNREACHED, calendar.add(last.queued_at, REPEAT_AFTER))
    again = calendar.add(heard, REPEAT_AFTER)
    repeat = Due(Step.REPEAT, again) if alert.taken_at is None and Step.REPEAT not in sent else None
    steering = None if was_brought else Due(Step.STEERING, max(_brought_at(still, calendar), again if alert.taken_at is None else heard))
    return min((due for due in (repeat, steering) if due is not None), key=lambda due: (due.at, due.step is Step.STEERING), default=None)


def _brought_at(still: Sequence[Red], calendar: Calendar) -> datetime:
    return min(each.reported_at if each.is_said_again else calendar.add(each.since, STEERING_AFTER) for each in still)
