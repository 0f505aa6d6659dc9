"""The wording of what is voted on: a ballot is given for words, so these stand as soon as there is one."""

from __future__ import annotations

from dataclasses import replace

from bot.context import Context
from bot.domain.decisions import Decision, DecisionKind
from bot.messages import UserError
from commands.decision.voting.electors import conflicted

_WORDING = (
    *("text", "kind", "topic", "votes_for", "votes_against", "votes_abstained", "alternatives", "paper", "supersedes", "approvals"),
    *("deadline", "conflicts"),
)
_ADDED_LATER = ("topic", "alternatives", "paper")
"""What can be added once the vote is over, where it is missing."""


async def reworded(ctx: Context, before: Decision, after: Decision) -> Decision:
    """The changed decision as it can be saved. Raises UserError where ballots were given for what it said before."""
    if before.kind is DecisionKind.SESSION:
        return after
    changed = [name for name in _WORDING if getattr(before, name) != getattr(after, name)]
    voting = await ctx.tx.votings.get(before.number)
    is_over = voting is None or not voting.is_open
    if is_over:
        changed = [name for name in changed if name not in _ADDED_LATER or getattr(before, name)]
    if not changed or voting is None:
        return after
    if is_over or await ctx.tx.votings.ballots(before.number) or {"kind", "votes_for", "votes_against", "votes_abstained"} & {*changed}:
        raise UserError("decision.wording-voted", decision=before)
    if voting.is_written and not after.paper:
        raise UserError("decision.paper-missing", text=after.text)
    after = replace(after, conflicts=conflicted(voting.electors, after.conflicts))
    changed_voting = replace(voting, conflicts=after.conflicts)
    if not changed_voting.taking_part:
        raise UserError("decision.nobody-votes", team=(await ctx.team(before.team)).name)
    await ctx.tx.votings.put(changed_voting)
    return after
