"""What has become of an alert about a red light, once it is known: it has arrived, or the room has refused it.

Nothing is called delivered before it was. The answer to the report, and the cards, are mended then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.context import Moment
from bot.domain.escalation import Arrival
from bot.domain.ids import Number, TeamId
from bot.domain.lights.red_alert import STEERING_HEARS, RedAlert, Step
from bot.domain.muted_rooms import MutedRoom, Why
from bot.domain.teams import Team, team_subject
from bot.messages import Outgoing, Role, Say
from bot.outbound import muted_rooms
from bot.ports import OutboxRow
from bot.timer import timer
from commands.light.red.ladder import TIMER, advance, refreshed, room_of
from commands.light.red.state import lights_of, red_of, sent_of, shown


@timer(TIMER)
async def climb(moment: Moment, subject: str) -> Sequence[Outgoing]:
    number = Number.read(subject)
    team = await moment.tx.teams.get(TeamId(number.count)) if number else None
    if team is None:
        return []
    said: list[Outgoing] = []
    for alert in await moment.tx.red_alerts.of_team(team.id):
        said += await _news(moment, team, alert)
    return [*said, *await advance(moment, team)]


async def _news(moment: Moment, team: Team, alert: RedAlert) -> list[Outgoing]:
    sent = await sent_of(moment, alert)
    said: list[Outgoing] = []
    first = sent.get(Step.ALERT)
    if first is not None and first.arrival not in (Arrival.UNDER_WAY, alert.shown):
        await moment.tx.red_alerts.save(replace(alert, shown=first.arrival))
        said += await _of_alert(moment, team, alert, first.arrival)
    brought = next((step for step in sent if step in STEERING_HEARS), None)
    if brought is not None and sent[brought].arrival is Arrival.ARRIVED:
        said += await _of_steering(moment, team, alert, brought)
    return said


async def _of_alert(moment: Moment, team: Team, alert: RedAlert, arrival: Arrival) -> list[Outgoing]:
    pmo = await moment.pmo()
    row = await moment.tx.outbox.by_once(alert.once(Step.ALERT))
    still = alert.still(red_of(await lights_of(moment, team.id)))
    if pmo is None or row is None or not team.counts or not still or team.room == pmo.room:
        return []
    if arrival is Arrival.ARRIVED:
        return [_told(alert, team, "light.red.told", {**await shown(moment, alert), "members": len(moment.rooms.members(pmo.room))}, row)]
    muted = await moment.tx.muted.get(pmo.room) or MutedRoom(room=pmo.room, since=row.created_at, why=_why_alone(row))
    by = (row.asked_by,) if row.asked_by and moment.rooms.is_joined(row.asked_by, team.room) else ()
    return [muted_rooms.unheard(moment, muted, pmo, team.room, "", "", *by, what="light")]


async def _of_steering(moment: Moment, team: Team, alert: RedAlert, step: Step) -> list[Outgoing]:
    """Once, to the group and to the PMO."""
    pmo = await moment.pmo()
    heard = f"{alert.once(step)} told"
    if pmo is None or await moment.tx.outbox.by_once(f"{heard} pmo") is not None or not team.counts:
        return []
    params = {**await shown(moment, alert), "step": str(step)}
    committee = await room_of(moment, pmo, step)
    rooms = {"pmo": pmo.room, "team": team.room}
    said = [
        Say(
            room=room,
            text="light.red.told-steering",
            params={**params, "in_pmo": name == "pmo"},
            once=f"{heard} {name}",
            subject=team_subject(team.id),
            unasked=True,
        )
        for name, room in rooms.items()
        if room != committee.room and (name == "pmo" or room != pmo.room)
    ]
    return [*said, *await refreshed(moment, alert)] if said else []


def _told(alert: RedAlert, team: Team, text: str, params: dict[str, object], row: OutboxRow) -> Say:
    return Say(
        room=team.room,
        text=text,
        params=params,
        once=f"{alert.once(Step.ALERT)} told",
        subject=team_subject(team.id),
        role=Role.ANSWER,
        reply_to=row.cause,
        unasked=False,
    )


def _why_alone(row: OutboxRow) -> Why:
    return Why.CONTENT if row.parked_at is not None else Why.REFUSED
