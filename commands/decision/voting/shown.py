"""What a shown decision says of its vote: how many have voted while it runs, and who wants theirs to be known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.context import Context, Moment
from bot.domain.decisions import Decision
from bot.domain.voting.votes import Voting, standing
from commands.decision.voting.forget import on_record


async def of_vote(ctx: Context, decision: Decision) -> Mapping[str, Any]:
    voting = await ctx.tx.votings.get(decision.number) if decision.is_running else None
    return {
        "on_record": await on_record(ctx, decision.number),
        "running": await progress(ctx, decision, voting) if voting is not None else None,
    }


async def progress(moment: Moment, decision: Decision, voting: Voting) -> dict[str, Any]:
    """How far a vote is: nothing of what was voted."""
    counted = standing(voting, await moment.tx.votings.ballots(decision.number))
    return {
        "decision": decision,
        "cast": len(counted),
        "voices": len(voting.taking_part),
        "closes_at": voting.closes_at,
        "opened_at": voting.opened_at,
    }
