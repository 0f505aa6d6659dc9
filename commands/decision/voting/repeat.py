"""🔁 under a vote that decided nothing: once more; ➡️ under one without a quorum: in writing."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.decisions import DecisionKind, DecisionState
from bot.grammar import field_words
from bot.messages import Reply, Role, UserError
from bot.permissions import Who
from bot.values import DecisionNumber, Due, DueDay, Link
from commands.decision.record import KIND
from commands.decision.voting.closing import AGAIN, IN_WRITING
from commands.decision.voting.opening import CarriedOut, announced, electors_of, opened


class Args(Arguments):
    number: DecisionNumber
    paper: Annotated[Link, Key(*field_words.PAPER)] = ""
    due: Annotated[DueDay, Key(*field_words.DUE)] = Due()


@command(
    "decision repeat",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("nochmal", "wiederholen", "repeat"),
    button=AGAIN,
    on=(Role.QUESTION,),
)
async def repeat(ctx: Context, args: Args) -> Reply:
    return await _once_more(ctx, args, None)


@command(
    "decision circular",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("schriftlich", "circular"),
    button=IN_WRITING,
    on=(Role.QUESTION,),
)
async def circular(ctx: Context, args: Args) -> Reply:
    return await _once_more(ctx, args, DecisionKind.CIRCULAR)


async def _once_more(ctx: Context, args: Args, kind: DecisionKind | None) -> Reply:
    before = await KIND.find(ctx.tx, args.number)
    if before.is_running:
        raise UserError("decision.vote-running", decision=before, topic="")
    if before.state is not DecisionState.NOT_ADOPTED:
        raise UserError("decision.not-again", decision=before)
    team = await ctx.team(before.team)
    earlier = await ctx.tx.votings.get(before.number)
    kind = kind or before.kind
    electors = await electors_of(ctx, team, kind)
    if not electors:
        raise UserError("decision.no-voices-here", team=team.name)
    anew = replace(before, kind=kind, paper=args.paper or before.paper)
    runs, voting = await opened(
        ctx,
        team,
        anew,
        electors,
        until=args.due.day,
        carried_out=CarriedOut(who=earlier.who, team=earlier.who_team, due=earlier.due) if earlier else CarriedOut(),
        round_=earlier.round + 1 if earlier else 1,
    )
    reply = await announced(ctx, team, runs, voting)
    return reply.saying(*await KIND.change(ctx, before, runs, "repeat"))
