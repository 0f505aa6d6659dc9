"""`!ampel risiken`: what the steering committee would get now, and when it gets it."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply, UserError
from bot.permissions import Who
from commands.light.risks.content import LINES, params_of, risks_now
from commands.light.risks.timer import coming


class Args(Arguments):
    pass


@command("light risks", args=Args, who=Who.MEMBERS, aliases=("risiken", "risiko", "risks", "risk"))
async def risks(ctx: Context, args: Args) -> Reply:
    if not any(group.is_pmo or group.is_steering for group in ctx.groups):
        raise UserError("light.risks.not-yours")
    found = await risks_now(ctx)
    letter = await coming(ctx)
    remarks = await ctx.tx.risk_letters.remarks(letter.key) if letter else ()
    params = await params_of(ctx, found, remarks, LINES)
    return Reply("light.risks.shown", has_risks=bool(found.any or found.lines), is_sent=found.any, letter=letter, **params)
