"""🚧 under an alert, or `!ampel blocker NAME`: a blocker is kept in place of the red light, and its ladder runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.command import command
from bot.context import Context, Moment
from bot.domain.blockers import LETTER, Blocker, Severity
from bot.domain.ids import Number
from bot.domain.lights.course import Light
from bot.domain.lights.red_alert import LED
from bot.domain.lights.report import Aspect
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.timer import timer
from bot.values import MAX_TEXT_LENGTH
from commands.blocker.card import buttons
from commands.blocker.escalation.ladder import advance as advance_blocker
from commands.blocker.record import KIND
from commands.blocker.record import retract as retract_blocker
from commands.light.red.ladder import LEAD, advance, refreshed
from commands.light.red.state import lights_of, red_of, shown
from commands.light.red.take import Args, meant

_TITLES: Mapping[str, Mapping[Aspect, str]] = {
    "de": {Aspect.CONTENT: "Ampel rot: Inhalt", Aspect.RESOURCES: "Ampel rot: Ressourcen"},
    "en": {Aspect.CONTENT: "Light red: content", Aspect.RESOURCES: "Light red: resources"},
}
"""What the blocker is called where nobody has said why the light is red."""


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The tap was taken back: the blocker goes, unless somebody has gone on from it, and the light has its own ladder again."""
    said = list(await retract_blocker(ctx, number))
    blocker = await KIND.records(ctx.tx).get(number)
    if blocker is None or blocker.is_open:
        return said
    team = await ctx.team(blocker.team)
    for alert in await ctx.tx.red_alerts.of_team(team.id):
        if alert.blocker == number:
            alone = alert.led_by(None)
            await ctx.tx.red_alerts.save(alone)
            said += await refreshed(ctx, alone)
    return [*said, *await advance(ctx, team)]


@command("light blocker", args=Args, who=Who.PMO, aliases=("blocker",), button=LEAD, on=(Role.RED_LIGHT,), retract=retract)
async def lead(ctx: Context, args: Args) -> Reply:
    alert = await meant(ctx, args.text)
    params = await shown(ctx, alert)
    if params["led"]:
        raise UserError("light.red.led", **params)
    team = await ctx.team(alert.team)
    await KIND.require_room(ctx, team)
    current = await lights_of(ctx, team.id)
    red = [current[Aspect(each.light)] for each in alert.still(red_of(current))]
    blocker = Blocker(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        text="; ".join(each.reason or _TITLES[ctx.settings.language][each.aspect] for each in red)[:MAX_TEXT_LENGTH],
        solution="; ".join(said for each in red for said in _ways_out(each))[:MAX_TEXT_LENGTH],
        severity=Severity.RED,
        reporter=ctx.sender,
        reported_at=ctx.written_at,
        opened_at=ctx.written_at,
        red_since=ctx.written_at,
        room=ctx.room,
        source=ctx.event,
    )
    await KIND.keep(replace(ctx, pressed=False), blocker)  # the tap is taken back by `retract`, not as a change of the blocker
    led = alert.led_by(blocker.number)
    await ctx.tx.red_alerts.save(led)
    also: list[Outgoing] = [*await advance_blocker(ctx, blocker, said_in=team.room), *await refreshed(ctx, led), *await advance(ctx, team)]
    if team.room != ctx.room:
        card = await KIND.card(ctx, blocker, team.room)
        also.append(
            Say(
                room=team.room,
                text="blocker.card",
                params=card,
                once=f"card:{blocker.number}",
                subject=str(blocker.number),
                role=Role.CARD,
                buttons=buttons(blocker, card),
            )
        )
    return Reply("light.red.led-now", subject=blocker.number, also=tuple(also), receipt="👌", **await shown(ctx, led))


@timer(LED)
async def led_elsewhere(moment: Moment, subject: str) -> Sequence[Outgoing]:
    """The blocker was closed or reopened: the alerts say so. The light's own ladder goes on the next morning."""
    number = Number.read(subject)
    blocker = await KIND.records(moment.tx).get(number) if number else None
    if blocker is None:
        return []
    alerts = [each for each in await moment.tx.red_alerts.of_team(blocker.team) if each.blocker == number]
    return [said for alert in alerts for said in await refreshed(moment, alert)]


def _ways_out(light: Light) -> list[str]:
    """What is done about it, and what is needed: both say how it may go on."""
    return [each for each in (light.measure, light.help) if each]
