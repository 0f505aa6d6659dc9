"""What becomes of a red light that somebody has taken who is not in the PMO's room any more: nobody looks after it."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.teams import Team
from bot.messages import Outgoing
from commands.light.red.ladder import advance, refreshed
from commands.light.red.state import lights_of, red_of


async def freed(moment: Moment, pmo: Team) -> list[Outgoing]:
    said: list[Outgoing] = []
    for team in await moment.tx.teams.all():
        for alert in await moment.tx.red_alerts.of_team(team.id):
            left = alert.taken_by is not None and moment.rooms.has_left(alert.taken_by, pmo.room)
            if left and team.counts and alert.still(red_of(await lights_of(moment, team.id))):
                free = alert.freed()
                await moment.tx.red_alerts.save(free)
                said += [*await refreshed(moment, free), *await advance(moment, team)]
    return said
