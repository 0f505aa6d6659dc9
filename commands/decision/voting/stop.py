"""Who may stop a vote that runs: not everybody in the room can take a decision away from those who are voting on it."""

from __future__ import annotations

from bot.context import Context
from bot.domain.decisions import Decision
from bot.messages import UserError
from commands.decision.voting.electors import moderates


async def require_may_stop(ctx: Context, decision: Decision) -> None:
    """Raises UserError unless the sender has opened the vote, moderates, or is of the PMO."""
    voting = await ctx.tx.votings.get(decision.number)
    opened_it = voting is not None and ctx.sender in (voting.opened_by, decision.author)
    if not (opened_it or ctx.is_pmo or await moderates(ctx, await ctx.team(decision.team))):
        raise UserError("decision.stop-rights", decision=decision)
