"""`!beschluss <text>`: something was decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from bot.command import Key, command
from bot.context import Context
from bot.domain.actions import Action
from bot.domain.decisions import LETTER, Approval, Decision, DecisionKind, DecisionState
from bot.domain.ids import Number
from bot.domain.record_types import ACTIONS
from bot.domain.teams import Team
from bot.domain.voting.votes import Majority
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import DecisionNumber, Due, GroupName, Title
from bot.words import fold
from commands.decision import carry_out
from commands.decision.announce import corrected, told_result
from commands.decision.checks import decided_topic, require_condition, require_countable, require_supersedable
from commands.decision.counts_in_text import refuse_untold
from commands.decision.fields import DecisionFields, NewDecision
from commands.decision.in_minutes import with_current_topic, with_kept_topic
from commands.decision.kind_in_text import with_kind_said
from commands.decision.record import KIND, REASON, make_way
from commands.decision.voting.begin import put_to_vote
from commands.decision.voting.opening import electors_of
from commands.decision.voting.reword import reworded
from commands.decision.wording import require_not_final, stands_open

_CLOSED_SINCE = (DecisionState.SUPERSEDED, DecisionState.REPEALED, DecisionState.WITHDRAWN)

_ONLY_ABOUT = re.compile(r"[^\W\d_]+ ([A-Z]\d+)")
"""A word and a number: nothing that anybody could have decided."""
_PLAIN = (
    *("topic", "votes_for", "votes_against", "votes_abstained", "reason", "alternatives", "paper", "review", "deadline"),
    *("conflicts", "kind"),
)


class Args(NewDecision):
    text: Title
    supersedes: Annotated[DecisionNumber | None, Key("ersetzt", "supersedes")] = None
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    """The message was edited: the decision reads as if it had been written so; fields left out go back to their default."""
    before = await KIND.changeable(ctx, number)
    await KIND.require_same_team(ctx, before, args.team)
    args = with_kind_said(ctx, args)
    return await amended(ctx, before, args, args.text, args.supersedes)


@command("decision add", args=Args, who=Who.TEAM, aliases=verb_words.ADD, amend=amend, retract=KIND.retract, editable=stands_open)
async def add(ctx: Context, args: Args) -> Reply:
    about = _ONLY_ABOUT.fullmatch(args.text)
    if about and not ctx.literal:
        raise UserError("decision.about-what", said=about[1])
    args = with_kind_said(ctx, args)
    refuse_untold(ctx, args, args.text, f"{ctx.project.prefix}{KIND.word(ctx)}")
    return await recorded(ctx, await ctx.acting_group(args.team), args, args.text, args.supersedes)


async def recorded(ctx: Context, team: Team, args: NewDecision, text: str, supersedes: Number | None) -> Reply:
    """Adds the decision to the register of the group; the answer is its card."""
    await KIND.require_room(ctx, team)
    said, args = args.topic, await with_current_topic(ctx, team, args)
    topic = await decided_topic(ctx, args.topic, team)
    await require_supersedable(ctx, supersedes, team)
    require_condition(args)
    refuse_paperless(args, text)
    electors = () if args.kind is DecisionKind.SESSION else await electors_of(ctx, team, args.kind)
    asked_to_vote = args.kind is not DecisionKind.SESSION
    decision = Decision(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        text=text,
        supersedes=supersedes,
        approvals=_approvals(args),
        author=ctx.sender,
        created_at=ctx.written_at,
        room=ctx.room,
        source=ctx.event,
        **_plain(args),
    )
    if electors:
        return await put_to_vote(ctx, team, decision, args, topic, electors)
    majority = ctx.settings.decisions.majority if team.is_steering else Majority.SIMPLE
    decision = replace(decision, kind=DecisionKind.SESSION, majority=majority).settled(at=ctx.written_at)
    await require_countable(ctx, decision, team)
    if args.kind is DecisionKind.CIRCULAR and not args.who:
        args = args.model_copy(update={"due": Due()})  # the deadline of a vote that there is none of
    decision, given = await carry_out.made(ctx, decision, args, topic)
    await KIND.keep(ctx, decision)
    also = [*await make_way(ctx, None, decision), *await told_result(ctx, decision, is_new=True), *given]
    return await KIND.announced(
        ctx,
        decision,
        also=also,
        time_said=args.due.time_said,
        not_carried_out=bool(args.who or args.due.day) and decision.action is None,
        still_open=topic is not None and topic.is_open and said is not None,
        left=await _left_open(ctx, decision),
        without_voices=asked_to_vote,
    )


async def _left_open(ctx: Context, decision: Decision) -> Action | None:
    """What was still to be done for the decision that does not hold any more because of this one."""
    earlier = await KIND.records(ctx.tx).get(decision.replaces) if decision.replaces else None
    action = await ctx.tx.records(ACTIONS).get(earlier.action) if earlier is not None and earlier.action else None
    return action if action is not None and action.is_open else None


async def amended(ctx: Context, before: Decision, args: NewDecision, text: str, supersedes: Number | None) -> Sequence[Outgoing] | None:
    """The decision as the message says it now. What was said of it since by a reply or a verb stays, unless the message says it too."""
    if before.state in _CLOSED_SINCE:
        raise UserError("decision.closed", decision=before)
    await require_not_final(ctx, before)
    team = await ctx.team(before.team)
    args = await with_kept_topic(ctx, before, args)
    if before.kind is DecisionKind.SESSION and args.kind is not DecisionKind.SESSION:
        if await electors_of(ctx, team, args.kind):
            raise UserError("decision.kind-fixed", decision=before)
        args = args.model_copy(update={"kind": DecisionKind.SESSION})
    topic = await decided_topic(ctx, args.topic, team)
    await require_supersedable(ctx, supersedes, team, by=before.number)
    require_condition(args)
    since = {change.what for change in await ctx.tx.history.of(before.number)}
    after = replace(before, text=text, supersedes=supersedes, approvals=_approvals(args, before), **_plain(args))
    if KIND.named(REASON) in since and not args.reason:
        after = replace(after, reason=before.reason)
    if KIND.named("review") in since and args.review is None:
        after = replace(after, review=before.review)
    if before.kind is not DecisionKind.SESSION:
        return await amended_vote(ctx, before, after)
    after = after.settled(at=before.closed_at or ctx.now)
    await require_countable(ctx, after, team)
    after, also = await carry_out.amended(ctx, after, args, topic)
    if after == before:
        return also or None
    also += await KIND.change(ctx, before, after, "edit")
    return [*also, *await (corrected(ctx, after) if after.state is before.state else told_result(ctx, after))]


async def amended_vote(ctx: Context, before: Decision, after: Decision) -> Sequence[Outgoing] | None:
    """The same of one that is, or was, voted on: its counts are those of the vote."""
    votes = {name: getattr(before, name) for name in ("votes_for", "votes_against", "votes_abstained")}
    after = await reworded(ctx, before, replace(after, **votes))
    if after == before:
        return None
    after = after.settled(at=before.closed_at or ctx.now)
    return [*await KIND.change(ctx, before, after, "edit"), *await corrected(ctx, after)]


def refuse_paperless(args: NewDecision, text: str) -> None:
    """Raises UserError where a vote in writing has nothing that people could read before they vote."""
    if args.kind is DecisionKind.CIRCULAR and not args.paper:
        raise UserError("decision.paper-missing", text=text)


def _plain(args: DecisionFields) -> dict[str, Any]:
    """The fields whose words are kept as they are."""
    return {name: getattr(args, name) for name in _PLAIN}


def _approvals(args: DecisionFields, before: Decision | None = None) -> tuple[Approval, ...]:
    """One for each municipality; those that are there already stay."""
    given = {fold(each.municipality): each for each in before.approvals} if before else {}
    return tuple(given.get(fold(name), Approval(municipality=name)) for name in args.subject_to)
