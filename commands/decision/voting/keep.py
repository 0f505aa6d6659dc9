"""`!beschluss festhalten D6`: my vote stands in the minutes by name (§ 61 HGO gives councillors that right)."""

from __future__ import annotations

from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.voting.votes import standing
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import DecisionNumber
from commands.decision.record import KIND


class Args(Arguments):
    number: DecisionNumber


@command("decision on-record", args=Args, who=Who.MEMBERS, aliases=("festhalten", "namentlich", "on-record"))
async def on_record(ctx: Context, args: Args) -> Reply:
    decision = await KIND.find(ctx.tx, args.number)
    voting = await ctx.tx.votings.get(decision.number)
    if voting is None:
        raise UserError("decision.never-voted", decision=decision)
    ballots = await ctx.tx.votings.ballots(decision.number)
    own = {each.municipality for each in voting.electors if ctx.sender in (*each.speakers, each.holder)}
    if not own:
        forgotten = voting.counted_at is not None and all(each.holder is None for each in voting.electors)
        raise UserError("decision.record-forgotten" if forgotten else "decision.record-none", decision=decision)
    mine = [name for name in standing(voting, ballots) if name in own]
    if not mine:
        raise UserError("decision.record-unvoted" if voting.is_open else "decision.record-none", decision=decision)
    kept = [replace(each, on_record=each.on_record or each.municipality in mine) for each in ballots]
    await ctx.tx.votings.recast(decision.number, kept)
    await KIND.remember(ctx, decision, "on-record", ", ".join(mine))
    return Reply("decision.on-record", subject=decision.number, decision=decision, names=mine)
