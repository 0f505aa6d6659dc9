"""`!beschluss veröffentlichen D6`: it may stand on the public page."""

from __future__ import annotations

from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.public_parts import Part
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import DecisionNumber, Text
from bot.words import fold
from commands.decision.record import KIND

_OFF = frozenset({"nein", "nicht", "zurueck", "zuruecknehmen", "no", "not", "off", "aus", "undo"})


class Args(Arguments):
    number: DecisionNumber
    text: Text = ""


@command("decision publish", args=Args, who=Who.PMO, aliases=("veröffentlichen", "veröffentliche", "publish"))
async def publish(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    if not before.is_open:
        raise UserError("decision.publish-running", decision=before)
    if args.text and fold(args.text) not in _OFF:
        raise UserError("text.unexpected", said=args.text)
    after = replace(before, published=not args.text)
    if after == before:
        return Reply("decision.same", subject=before.number, decision=before)
    also = await KIND.change(ctx, before, after, "publish", "" if after.published else "no")
    page = f"{ctx.project.url}/beschluesse" if Part.DECISIONS in ctx.project.public else ""
    return Reply("decision.published", subject=after.number, also=tuple(also), decision=after, page=page)
