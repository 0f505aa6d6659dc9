"""👀 under an alert, or `!ampel übernehmen NAME`: somebody of the PMO looks after it, so it is not repeated."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number, TeamId
from bot.domain.lights.red_alert import RedAlert, Step
from bot.domain.teams import team_subject
from bot.messages import Outgoing, Reply, Role, Say, UserError
from bot.permissions import Who
from bot.values import GroupName
from bot.words import fold
from commands.light.red.ladder import TAKE, advance, refreshed
from commands.light.red.state import lights_of, red_of, shown


class Args(Arguments):
    prose = False
    text: GroupName = ""


async def retract(ctx: Context, number: Number) -> Sequence[Outgoing]:
    """The tap was taken back: nobody looks after it any more."""
    said: list[Outgoing] = []
    team = await ctx.team(TeamId(number.count))
    for alert in await ctx.tx.red_alerts.of_team(team.id):
        if alert.taken_by == ctx.sender:
            free = alert.freed()
            await ctx.tx.red_alerts.save(free)
            said += await refreshed(ctx, free)
    return [*said, *await advance(ctx, team)]


@command(
    "light take",
    args=Args,
    who=Who.PMO,
    aliases=("übernehmen", "übernehme", "take"),
    button=TAKE,
    on=(Role.RED_LIGHT,),
    retract=retract,
)
async def take(ctx: Context, args: Args) -> Reply:
    alert = await meant(ctx, args.text)
    params = await shown(ctx, alert)
    if params["led"]:
        raise UserError("light.red.led", **params)
    if alert.taken_by == ctx.sender:
        return Reply("light.red.taken", subject=_number(alert), receipt=TAKE, **params)
    taken = alert.taken(by=ctx.sender, at=ctx.written_at)
    await ctx.tx.red_alerts.save(taken)
    team = await ctx.team(alert.team)
    params = await shown(ctx, taken)
    also = await refreshed(ctx, taken)
    if team.room != ctx.room:
        also.append(
            Say(
                room=team.room,
                text="light.red.told-taken",
                params=params,
                once=f"told:{ctx.event}:taken",
                subject=team_subject(team.id),
                unasked=True,
            )
        )
    return Reply("light.red.taken", subject=_number(alert), also=(*also, *await advance(ctx, team)), receipt=TAKE, **params)


def _number(alert: RedAlert) -> Number:
    return Number("G", alert.team)


async def meant(ctx: Context, named: str) -> RedAlert:
    """The alert that was tapped, or the one about the group that is named. Raises UserError where its lights are not red any more."""
    if not ctx.is_pmo:
        raise UserError("right.pmo-only")
    if ctx.pressed:
        alert = await _tapped(ctx, named)
        red = red_of(await lights_of(ctx, alert.team)) if alert is not None and (await ctx.team(alert.team)).counts else []
        if alert is None or not alert.still(red):
            raise UserError("light.red.over-already")
        return alert
    found: list[RedAlert] = []
    names: list[str] = []
    for team in await ctx.tx.teams.all():
        red = red_of(await lights_of(ctx, team.id)) if team.counts else []
        alerts = [each for each in await ctx.tx.red_alerts.of_team(team.id) if each.still(red)]
        if alerts:
            names.append(team.name)
            if not named or fold(team.name) == fold(named):
                found.append(alerts[-1])
    if len(found) != 1:
        raise UserError("light.red.which", teams=names, said=named)
    return found[0]


async def _tapped(ctx: Context, subject: str) -> RedAlert | None:
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    number = Number.read(subject)
    alerts = await ctx.tx.red_alerts.of_team(TeamId(number.count)) if number else ()
    return next((each for each in alerts for step in Step if row is not None and row.once == each.once(step)), None)
