"""The steps after a light turned red: what is said to whom, and when it is looked at again.

Each change of a light, the arrival of a message and the timer all come here, look at the state and take the step that is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.context import Moment
from bot.domain.calendar import ONE_DAY
from bot.domain.escalation import Arrival
from bot.domain.lights.red_alert import STEERING_HEARS, RedAlert, Step, next_step, unalerted
from bot.domain.muted_rooms import RETRY_INTERVAL
from bot.domain.teams import Team, team_subject
from bot.messages import Anew, Outgoing, Priority, Rewrite, Role, Say
from commands.light.red.state import blocker_of, lights_of, red_of, sent_of, shown, why_brought

TIMER = "light red"
TAKE, LEAD = "👀", "🚧"


async def advance(moment: Moment, team: Team) -> list[Outgoing]:
    """Takes the steps that are due, and sets the timer for the next; a message under way wakes us when it has arrived."""
    subject = team_subject(team.id)
    pmo = await moment.pmo()
    if pmo is None or not team.counts:
        await moment.tx.timers.clear(subject, TIMER)
        return []
    red = red_of(await lights_of(moment, team.id))
    fresh = unalerted(red, await moment.tx.red_alerts.of_team(team.id))
    if fresh:
        await moment.tx.red_alerts.add(RedAlert(id=0, team=team.id, lights=tuple(each.turned for each in fresh), raised_at=moment.now))
    steering = await moment.steering()
    has_committee = steering is not None and steering.room != pmo.room
    said: list[Outgoing] = []
    looks: list[datetime] = []
    for alert in await moment.tx.red_alerts.of_team(team.id):
        if not alert.still(red):
            continue
        led = await blocker_of(moment, alert)
        sent = await sent_of(moment, alert)
        due = next_step(alert, red, sent, moment.calendar, is_led=led is not None, has_committee=has_committee)
        if due is not None and due.at <= moment.now:
            said.append(await message(moment, alert, due.step))
        elif due is not None:
            looks.append(due.at)
        if led is not None:  # its end wakes nobody here
            tomorrow = moment.calendar.day_of(moment.now) + ONE_DAY
            looks.append(moment.calendar.morning(moment.calendar.next_working_day(tomorrow)))
        if led is None:
            said += await _tried_again(moment, alert, pmo, looks)
    if looks:
        await moment.tx.timers.set(TIMER, subject, min(looks))
    else:
        await moment.tx.timers.clear(subject, TIMER)
    return said


async def _tried_again(moment: Moment, alert: RedAlert, pmo: Team, looks: list[datetime]) -> list[Outgoing]:
    """What was refused in a room that takes others; a room that takes none is looked at as a whole."""
    said: list[Outgoing] = []
    for step, each in (await sent_of(moment, alert)).items():
        group = await room_of(moment, pmo, step)
        if each.arrival is not Arrival.REFUSED or await moment.tx.muted.get(group.room) is not None:
            continue
        looks.append(moment.now + RETRY_INTERVAL)
        if each.refused_at is not None and each.refused_at + RETRY_INTERVAL <= moment.now:
            said.append(Anew(await message(moment, alert, step)))
    return said


async def room_of(moment: Moment, pmo: Team, step: Step) -> Team:
    """The group that hears of a step; in place of a committee that there is not, the PMO."""
    return (await moment.steering() or pmo) if step in STEERING_HEARS else pmo


async def message(moment: Moment, alert: RedAlert, step: Step, *, back: bool = False) -> Say:
    """What a step says, as it reads now."""
    pmo = await moment.pmo()
    assert pmo is not None, "there are no steps without a PMO"
    group = await room_of(moment, pmo, step)
    to_pmo = step not in STEERING_HEARS
    return Say(
        room=group.room,
        text=_text(step),
        params=await _params(moment, alert, step, back=back),
        once=alert.once(step),
        subject=team_subject(alert.team),
        role=Role.RED_LIGHT,
        notify=True,
        mentions=tuple(sorted(moment.rooms.members(group.room))) if to_pmo else (),
        buttons=(TAKE, LEAD) if step is Step.ALERT else (TAKE,) if step is Step.REPEAT else (),
        reply_to_once=alert.once(Step.ALERT) if step is Step.REPEAT else None,
        priority=Priority.ALERT,
        wakes=TIMER,
    )


async def refreshed(moment: Moment, alert: RedAlert) -> list[Outgoing]:
    """The messages about it that stand, as they should read now; the repeat says what was true when it was posted, and stays."""
    steps = [step for step in await sent_of(moment, alert) if step is not Step.REPEAT]
    return [Rewrite(of=alert.once(step), text=_text(step), params=await _params(moment, alert, step)) for step in steps]


async def all_refreshed(moment: Moment, team: Team) -> list[Outgoing]:
    """The last alert about each light of the group, as it should read now."""
    last = {light.light: alert for alert in await moment.tx.red_alerts.of_team(team.id) for light in alert.lights}
    alerts = {alert.id: alert for alert in last.values()}
    return [said for alert in alerts.values() for said in await refreshed(moment, alert)]


async def _params(moment: Moment, alert: RedAlert, step: Step, *, back: bool = False) -> dict[str, object]:
    params = await shown(moment, alert, back=back)
    row = await moment.tx.outbox.by_once(alert.once(step))
    at = row.created_at if row else moment.now
    params["why"] = await why_brought(moment, alert, step, at) if step in STEERING_HEARS else ""
    return params


def _text(step: Step) -> str:
    return "light.red.repeat" if step is Step.REPEAT else "light.red.alert"


async def called_anew(moment: Moment) -> None:
    """There is a new PMO, which has seen none of the alerts: each red light calls it."""
    for team in await moment.tx.teams.all():
        red = red_of(await lights_of(moment, team.id))
        for alert in await moment.tx.red_alerts.of_team(team.id):
            if alert.still(red):
                await moment.tx.red_alerts.save(replace(alert, lights=()))
        await moment.tx.timers.set(TIMER, team_subject(team.id), moment.now)


async def look_again(moment: Moment, teams: Sequence[Team]) -> None:
    """At the start of the bot, and after a time in which a group was not there."""
    for team in teams:
        await moment.tx.timers.set(TIMER, team_subject(team.id), moment.now)
