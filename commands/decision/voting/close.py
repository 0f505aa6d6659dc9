"""`!beschluss schließen D6`: the vote is over, and counted."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.voting.votes import is_complete, missing, standing
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import DecisionNumber
from commands.decision.record import KIND
from commands.decision.voting.closing import closed
from commands.decision.voting.electors import has_voice, moderates
from commands.decision.voting.opening import number_of_running


class Args(Arguments):
    number: DecisionNumber


@command("decision close", args=Args, who=Who.TEAM | Who.PMO, aliases=("schließen", "schließe", "auszählen", "close", "count"))
async def close(ctx: Context, args: Args) -> Reply:
    decision = await KIND.find(ctx.tx, args.number)
    voting = await number_of_running(ctx, decision.number)
    team = await ctx.team(decision.team)
    counted = standing(voting, await ctx.tx.votings.ballots(decision.number))
    names = [each.municipality for each in missing(voting, counted)]
    if voting.is_written and not is_complete(voting, counted):
        raise UserError("decision.close-written", decision=decision, voting=voting, names=names)
    is_moderator = await moderates(ctx, team)
    if not is_moderator and names:
        raise UserError("decision.close-moderator", decision=decision, names=names)
    if not (is_moderator or ctx.is_pmo or has_voice(voting.electors, ctx.sender)):
        raise UserError("decision.vote-rights", team=team.name, topic="")
    also = await closed(ctx, decision, voting, at=ctx.written_at)
    text = "" if ctx.room == team.room else "decision.closed-elsewhere"
    return Reply(text, subject=decision.number, also=tuple(also), decision=decision, team=team.name)
