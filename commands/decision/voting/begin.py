"""A decision that is put to the vote instead of being recorded, from a text or a topic."""

from __future__ import annotations

from bot.context import Context
from bot.domain.agenda import Topic
from bot.domain.decisions import Decision, DecisionKind
from bot.domain.teams import Team
from bot.domain.voting.votes import Elector
from bot.messages import Reply, UserError
from commands.decision.carry_out import doer
from commands.decision.fields import NewDecision
from commands.decision.record import KIND
from commands.decision.voting.opening import CarriedOut, announced, opened


async def put_to_vote(
    ctx: Context, team: Team, decision: Decision, args: NewDecision, topic: Topic | None, electors: tuple[Elector, ...]
) -> Reply:
    """Adds the decision, which runs from now on; the answer is the card of its vote."""
    if decision.is_counted:
        raise UserError("decision.counts-and-vote")
    is_written = decision.kind is DecisionKind.CIRCULAR
    due = None if is_written else args.due.day
    carried_out = CarriedOut(due=due)
    if args.who or due:
        doers, who = await doer(ctx, args, decision, topic)
        carried_out = CarriedOut(who=who, team=doers.id, due=due)
    until = args.due.day if is_written else None
    runs, voting = await opened(ctx, team, decision, electors, until=until, carried_out=carried_out)
    await KIND.keep(ctx, runs)
    return await announced(ctx, team, runs, voting)
