"""Who carries a decision out by when: an action, with the words of the decision."""

from __future__ import annotations

from dataclasses import replace

from bot.context import Context, Moment
from bot.domain.actions import LETTER, Action
from bot.domain.agenda import Topic
from bot.domain.decisions import Decision
from bot.domain.ids import UserId
from bot.domain.teams import Team
from bot.domain.voting.votes import Voting
from bot.messages import Outgoing, UserError
from bot.records.assignee import find_doer
from commands.action.due_reminder import schedule
from commands.action.record import KIND, told_doer
from commands.decision.fields import NewDecision


async def made(ctx: Context, decision: Decision, args: NewDecision, topic: Topic | None) -> tuple[Decision, list[Outgoing]]:
    """The decision with its action, where somebody or a day is named and there is anything to carry out; and the word to that person."""
    if not (args.who or args.due.day) or not decision.is_open:
        return decision, []
    team, who = await doer(ctx, args, decision, topic)
    await KIND.require_room(ctx, team)
    action = Action(
        number=await ctx.tx.next_number(LETTER),
        team=team.id,
        text=decision.text,
        who=who,
        due=args.due.day,
        author=ctx.sender,
        created_at=ctx.written_at,
        room=ctx.room,
        source=ctx.event,
    )
    await KIND.records(ctx.tx).add(action)
    await KIND.remember(ctx, action, "add")
    await schedule(ctx, action)
    return replace(decision, action=action.number), await told_doer(ctx, action, team)


async def made_after_vote(moment: Moment, decision: Decision, voting: Voting) -> tuple[Decision, list[Outgoing]]:
    """The same for a decision that a vote has adopted: who and by when was said when the vote opened."""
    if not (voting.who or voting.due) or not decision.is_open:
        return decision, []
    team = await moment.team(voting.who_team or decision.team)
    action = Action(
        number=await moment.tx.next_number(LETTER),
        team=team.id,
        text=decision.text,
        who=voting.who,
        due=voting.due,
        author=voting.opened_by,
        created_at=moment.now,
        room=decision.room,
        source=decision.source,
    )
    await KIND.records(moment.tx).add(action)
    await KIND.remember_timer(moment, action, "add")
    await schedule(moment, action)
    return replace(decision, action=action.number), await told_doer(moment, action, team)


async def amended(ctx: Context, decision: Decision, args: NewDecision, topic: Topic | None) -> tuple[Decision, list[Outgoing]]:
    """The same after the message was edited: the action that is still open reads as the message does now."""
    before = await KIND.records(ctx.tx).get(decision.action) if decision.action else None
    if before is None:
        return await made(ctx, decision, args, topic)
    if not before.is_open:
        return decision, []
    if not (args.who or args.due.day) or not decision.is_open:
        gone = before.dropped(by=ctx.sender, at=ctx.now)
        return replace(decision, action=None), await KIND.change(ctx, before, gone, "drop")
    team = await ctx.team(before.team)
    after = replace(before, text=decision.text, due=args.due.day, who=find_doer(ctx, args.who, team.room))
    if after == before:
        return decision, []
    said = await KIND.change(ctx, before, after, "edit")
    return decision, said if after.who == before.who else [*said, *await told_doer(ctx, after, team)]


async def doer(ctx: Context, args: NewDecision, decision: Decision, topic: Topic | None) -> tuple[Team, UserId | None]:
    """Somebody of the group itself, or else of the task force that proposed the topic: the action belongs to that group."""
    team = await ctx.team(decision.team)
    proposer = await ctx.team(topic.proposed_by) if topic is not None and topic.proposed_by is not None else None
    try:
        return team, find_doer(ctx, args.who, team.room)
    except UserError:
        if proposer is None or not proposer.counts:
            raise
    return proposer, find_doer(ctx, args.who, proposer.room)
