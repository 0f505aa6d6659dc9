"""`!beschluss aufheben D6 <reason>`: it does not hold any more."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import DecisionNumber, Text
from commands.decision.record import KIND
from commands.decision.voting.stop import require_may_stop


class Args(Arguments):
    number: DecisionNumber
    text: Text = ""


@command("decision repeal", args=Args, who=Who.TEAM | Who.PMO, aliases=("aufheben", "aufgehoben", "repeal", "revoke"))
async def repeal(ctx: Context, args: Args) -> Reply:
    before = await KIND.open(ctx, args.number)
    if before.is_running:
        await require_may_stop(ctx, before)
    if not args.text:
        raise UserError("decision.repeal-why", decision=before)
    after = before.repealed(at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "repeal", args.text)
    also += await KIND.told(ctx, after, "decision.told.repealed", why=args.text)
    params = await KIND.card(ctx, after, ctx.room)
    return Reply("decision.repealed", subject=after.number, also=tuple(also), why=args.text, **params)
