"""What follows when a light was set, confirmed, explained or taken back: who is called, and which messages read differently now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.context import Context
from bot.domain.lights.course import Light
from bot.domain.lights.report import OF_A_GROUP, Aspect
from bot.domain.lights.risk_letter import PROJECT
from bot.domain.lights.risk_letter import TIMER as RISKS
from bot.domain.teams import Team
from bot.messages import Outgoing
from commands.light.red.ladder import advance, refreshed
from commands.light.red.state import red_of


async def follow(ctx: Context, team: Team, before: Mapping[Aspect, Light], after: Mapping[Aspect, Light]) -> Sequence[Outgoing]:
    """What is said elsewhere because the lights of the group are other ones now; called in the transaction of every change of them.

    Also where a report was confirmed, explained, edited or taken back: `turned(before, after)` are those with another colour.
    """
    said: list[Outgoing] = []
    if before != after:  # a draft says of a light that it was not confirmed, too
        await ctx.tx.timers.set(RISKS, PROJECT, ctx.now)
    if any(_read(before.get(each)) != _read(after.get(each)) for each in OF_A_GROUP):
        was_red, is_red = red_of(before), red_of(after)
        alerts = await ctx.tx.red_alerts.of_team(team.id)
        last = {light.light: alert.id for alert in alerts for light in alert.lights}
        for alert in alerts:
            now = alert.moved(was_red, is_red)
            if now != alert:
                await ctx.tx.red_alerts.save(now)
            # The last one about a light says how that stands now, also where it is over.
            if alert.id in last.values():
                said += await refreshed(ctx, now)
    return [*said, *await advance(ctx, team)]


def _read(light: Light | None) -> tuple[object, ...]:
    """What of a light stands in messages."""
    return (light.colour, light.since, light.reason, light.measure, light.help) if light else ()
