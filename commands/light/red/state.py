"""What is known of a group's red lights and of the alerts about them: what is still red, what has arrived, what the messages say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.context import Moment
from bot.domain.blockers import Blocker, Severity
from bot.domain.escalation import Arrival
from bot.domain.ids import TeamId
from bot.domain.lights.course import Light, lights
from bot.domain.lights.red_alert import STEERING_HEARS, Red, RedAlert, Sent, Step
from bot.domain.lights.report import OF_A_GROUP, Aspect, Colour
from bot.domain.record_types import BLOCKERS
from bot.ports import OutboxRow

_BLOCKERS = 3
"""Red blockers that an alert names beside the light."""
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A light as an alert about it shows it."""

    aspect: Aspect
    light: Light | None
    """As it stands now; None where its report was taken back."""
    is_red: bool
    """Whether it is red without a break since the alert was raised."""


async def lights_of(moment: Moment, team: TeamId) -> Mapping[Aspect, Light]:
    """The lights of the group as they stand."""
    return lights(await moment.tx.lights.of(team), moment.settings.zone)


def red_of(current: Mapping[Aspect, Light]) -> list[Red]:
    return [
        Red(light=aspect, since=current[aspect].since, reported_at=current[aspect].reported_at)
        for aspect in OF_A_GROUP
        if aspect in current and current[aspect].colour is Colour.RED
    ]


async def sent_of(moment: Moment, alert: RedAlert) -> dict[Step, Sent]:
    """The messages of the steps that were taken."""
    rows = {step: await moment.tx.outbox.by_once(alert.once(step)) for step in Step}
    return {step: _sent(row) for step, row in rows.items() if row is not None}


def _sent(row: OutboxRow) -> Sent:
    stands_aside = row.doubted_since is not None and row.retry_at is None
    arrival = Arrival.ARRIVED if row.sent_at else Arrival.REFUSED if row.parked_at or stands_aside else Arrival.UNDER_WAY
    refused_at = row.parked_at or (row.doubted_since if stands_aside else None)
    return Sent(queued_at=row.created_at, arrival=arrival, delivered_at=row.sent_at, refused_at=refused_at)


async def blocker_of(moment: Moment, alert: RedAlert) -> Blocker | None:
    """The blocker that is kept in its place, while it is open."""
    blocker = await moment.tx.records(BLOCKERS).get(alert.blocker) if alert.blocker else None
    return blocker if blocker is not None and blocker.is_open else None


async def shown(moment: Moment, alert: RedAlert, *, back: bool = False) -> dict[str, Any]:
    """The parameters of all texts about an alert."""
    current = await lights_of(moment, alert.team)
    still = {each.light for each in alert.still(red_of(current))}
    mine = [Aspect(each.light) for each in alert.lights]
    blockers = [each for each in await moment.tx.blockers.listed(alert.team) if each.team == alert.team and each.severity is Severity.RED]
    led = await blocker_of(moment, alert)
    team, pmo, steering = await moment.team(alert.team), await moment.pmo(), await moment.steering()
    told = [await moment.tx.outbox.by_once(alert.once(step)) for step in STEERING_HEARS]
    return {
        "alert": alert,
        "team": team.name,
        "lights": [Shown(aspect=each, light=current.get(each), is_red=each in still) for each in mine],
        "is_red": bool(still) and team.counts,
        "is_dissolved": not team.counts,
        "since": min((current[Aspect(each)].since for each in still), default=alert.raised_at),
        "others": [current[Aspect(each.light)] for each in red_of(current) if each.light not in mine],
        "blockers": [each for each in blockers if led is None or each.number != led.number][:_BLOCKERS],
        "led": led,
        # Without a committee the PMO has heard that, too.
        "brought": any(row is not None and row.sent_at and (pmo is None or row.room != pmo.room) for row in told),
        "has_committee": steering is not None and pmo is not None and steering.room != pmo.room,
        "now": moment.now,
        "back": back,
    }


async def why_brought(moment: Moment, alert: RedAlert, step: Step, at: datetime) -> str:
    """Why the steering committee hears, as of the moment at which it was told: what is reported later is no reason for it."""
    if step is Step.UNREACHED:
        return "unreached"
    # A report that was taken back since then still was the reason.
    reports = await moment.tx.lights.of(alert.team)
    then = red_of(lights(reports, moment.settings.zone, at + _INSTANT))
    return "reported" if any(each.is_said_again for each in alert.still(then)) else "days"
