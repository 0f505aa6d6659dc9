"""`!protokoll ende`: the session is over."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply, Role
from bot.permissions import Who
from bot.values import SessionNumber
from commands.minutes.ending import ended
from commands.minutes.forgotten import OVER
from commands.minutes.running import meant, require_moderation, require_of
from commands.minutes.taps import is_of_date, tapped


class Args(Arguments):
    number: SessionNumber | None = None


@command(
    "minutes end",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("ende", "schluss", "beenden", "close"),
    button="🏁",
    on=(Role.SESSION,),
)
async def end(ctx: Context, args: Args) -> Reply:
    minutes = await meant(ctx)
    if ctx.pressed and not is_of_date(await tapped(ctx), minutes):
        return Reply("", subject=minutes.session)
    require_of(minutes, None if ctx.pressed else args.number)
    await require_moderation(ctx, minutes)
    await ctx.tx.timers.clear(str(minutes.session), OVER)
    also = await ended(ctx, minutes, at=ctx.written_at)
    team = await ctx.team(minutes.team)
    if team.room == ctx.room:
        return Reply("", subject=minutes.session, also=tuple(also))
    return Reply("minutes.ended-elsewhere", subject=minutes.session, also=tuple(also), team=team.name)
