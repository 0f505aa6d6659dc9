"""Alerts about red lights that a room has refused: when it takes messages again, they say what is true then."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.ids import Number, TeamId
from bot.domain.lights.red_alert import Step
from bot.messages import Anew, Outgoing, Role
from bot.ports import OutboxRow
from commands.light.red.ladder import message
from commands.light.red.state import blocker_of, lights_of, red_of


def is_red_alert(row: OutboxRow) -> bool:
    return row.role is Role.RED_LIGHT


async def again(moment: Moment, row: OutboxRow) -> list[Outgoing] | None:
    """As it reads now, in its own row; None where the light has turned better, or a blocker is kept in its place."""
    number = Number.read(row.subject or "")
    team = await moment.tx.teams.get(TeamId(number.count)) if number else None
    red = red_of(await lights_of(moment, team.id)) if team is not None and team.counts else []
    for alert in await moment.tx.red_alerts.of_team(team.id) if team is not None else ():
        for step in Step:
            if alert.once(step) == row.once and alert.still(red) and await blocker_of(moment, alert) is None:
                return [Anew(await message(moment, alert, step))]
    await moment.tx.outbox.lapse(row)
    return None
