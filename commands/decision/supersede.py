"""`!beschluss ersetzen D6 <text>`: decided anew; the earlier one ends as soon as this one is in force."""

from __future__ import annotations

from collections.abc import Sequence

from bot.command import command
from bot.context import Context
from bot.domain.ids import Number
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import DecisionNumber, Title
from commands.decision.add import amended, recorded
from commands.decision.counts_in_text import refuse_untold
from commands.decision.fields import NewDecision
from commands.decision.record import KIND
from commands.decision.wording import stands_open


class Args(NewDecision):
    number: DecisionNumber
    text: Title


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    return await amended(ctx, await KIND.changeable(ctx, number), args, args.text, args.number)


@command(
    "decision supersede",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("ersetzen", "ersetze", "supersede", "replace"),
    amend=amend,
    retract=KIND.retract,
    editable=stands_open,
)
async def supersede(ctx: Context, args: Args) -> Reply:
    earlier = await KIND.open(ctx, args.number)
    if earlier.is_running:
        raise UserError("decision.closed", decision=earlier)
    verb = "supersede" if ctx.settings.language == "en" else "ersetzen"
    refuse_untold(ctx, args, args.text, f"{ctx.project.prefix}{KIND.word(ctx)} {verb} {args.number}")
    return await recorded(ctx, await ctx.team(earlier.team), args, args.text, earlier.number)
