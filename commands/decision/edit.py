"""`!beschluss ändern D6 | grund: …`: the wording as long as it does not stand; after that only what is still missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.command import Key, command
from bot.context import Context
from bot.domain.decisions import Approval, Decision
from bot.grammar import verb_words
from bot.messages import Reply, UserError
from bot.permissions import Who
from bot.values import DecisionNumber, Text, Title
from bot.words import fold
from commands.decision.announce import corrected, told_result
from commands.decision.checks import decided_topic, require_countable
from commands.decision.fields import DecisionFields
from commands.decision.record import KIND
from commands.decision.voting.reword import reworded
from commands.decision.wording import fixed, is_fixed

_ADDED_LATER = frozenset({"topic", "reason", "alternatives", "paper"})
"""What says more about a decision and changes nothing of it."""
_OWN_WAY = frozenset({"number", "title", "subject_to"})


class Args(DecisionFields):
    number: DecisionNumber
    text: Text = ""
    """The new wording, as `title` says it too."""
    title: Annotated[Title, Key("titel", "wortlaut", "title", "wording")] = ""


@command("decision edit", args=Args, who=Who.TEAM | Who.PMO, aliases=verb_words.EDIT)
async def edit(ctx: Context, args: Args) -> Reply:
    before = await KIND.changeable(ctx, args.number)
    wording = " ".join((args.title or args.text).split())
    given = (args.model_fields_set - {"number", "text", "title"}) | ({"title"} if wording else set())
    if not given:
        raise UserError("edit.nothing", number=str(args.number))
    await _require_editable(ctx, before, given)
    team = await ctx.team(before.team)
    await decided_topic(ctx, args.topic, team)
    after = replace(before, **{name: getattr(args, name) for name in given - _OWN_WAY})
    if "title" in given:
        after = replace(after, text=wording)
    if "subject_to" in given:
        known = {fold(each.municipality): each for each in before.approvals}
        after = replace(after, approvals=tuple(known.get(fold(name), Approval(municipality=name)) for name in args.subject_to))
    if after.deadline is not None and not after.approvals:
        raise UserError("decision.deadline-alone")
    after = (await reworded(ctx, before, after)).settled(at=before.closed_at or ctx.written_at)
    await require_countable(ctx, after, team)
    if after == before:
        return Reply("decision.same", subject=before.number, decision=before)
    also = await KIND.change(ctx, before, after, "edit")
    if after.state is before.state:
        also += [*await corrected(ctx, after), *await KIND.told(ctx, after, "decision.told.edited")]
    else:
        also += await told_result(ctx, after)
    return Reply("decision.edited", subject=after.number, also=tuple(also), **await KIND.card(ctx, after, ctx.room))


async def _require_editable(ctx: Context, decision: Decision, given: set[str]) -> None:
    """Raises UserError where it is over, or its wording stands and more is to be changed than what is missing."""
    if decision.superseded_by is not None or not (decision.is_open or decision.is_running or decision.is_lost):
        raise UserError("decision.closed", decision=decision)
    is_change = any(name not in _ADDED_LATER or getattr(decision, name) for name in given)
    if is_change and not decision.is_running and await is_fixed(ctx, decision):
        raise await fixed(ctx, decision)
