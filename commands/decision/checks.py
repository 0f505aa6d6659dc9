"""What a decision cannot be: more votes than people, a deadline without condition, in place of a decision of others."""

from __future__ import annotations

from bot.context import Context
from bot.domain.agenda import Topic, TopicState
from bot.domain.decisions import Decision
from bot.domain.ids import Number
from bot.domain.teams import Team
from bot.messages import UserError
from bot.records.running_minutes import running_minutes
from bot.words import fold
from commands.decision.fields import DecisionFields
from commands.decision.record import KIND
from commands.decision.voting.electors import in_session
from commands.deputy.speaking import has_seats

_NOT_TALKED_ABOUT = (TopicState.PROPOSED, TopicState.DROPPED, TopicState.DECLINED)


async def decided_topic(ctx: Context, number: Number | None, team: Team) -> Topic | None:
    """The topic on which it was decided. Raises UserError where that is none of the group's, or nobody talked about it."""
    if number is None:
        return None
    topic = await ctx.tx.topics.get(number)
    if topic is None:
        raise UserError("agenda.unknown", number=str(number))
    if topic.team != team.id:
        raise UserError("decision.other-topic", topic=topic, team=(await ctx.team(topic.team)).name)
    if topic.state in _NOT_TALKED_ABOUT:
        raise UserError("agenda.closed", topic=topic)
    return topic


async def require_supersedable(ctx: Context, number: Number | None, team: Team, *, by: Number | None = None) -> None:
    """Raises UserError where that decision is another group's, does not hold, or is the very one that is to take its place."""
    if number is None:
        return
    earlier = await KIND.find(ctx.tx, number)
    if earlier.team != team.id:
        raise UserError("decision.other-group", decision=earlier, team=(await ctx.team(earlier.team)).name)
    if number == by:
        raise UserError("decision.itself", decision=earlier)
    if not earlier.is_open and earlier.superseded_by != by:
        raise UserError("decision.closed", decision=earlier)


async def require_countable(ctx: Context, decision: Decision, team: Team) -> None:
    """Raises UserError where the steering committee has counted more votes than voices are there, or, without seats, people in its room."""
    if not team.is_steering or not decision.votes_cast:
        return
    if await has_seats(ctx, team):
        electors = await in_session(ctx, team, await running_minutes(ctx, team.id))
        without = {fold(name) for name in decision.conflicts}
        voices = sum(each.takes_part and fold(each.municipality) not in without for each in electors)
        if decision.votes_cast > voices:
            raise UserError("decision.more-than-voices", counted=decision.votes_cast, voices=voices)
        return
    people = len(ctx.rooms.members(team.room) - {ctx.rooms.me})
    if decision.votes_cast > people:
        raise UserError("decision.too-many-votes", counted=decision.votes_cast, people=people)


def require_condition(args: DecisionFields) -> None:
    """Raises UserError where a deadline is named, and nothing that is to be there by then."""
    if args.deadline is not None and not args.subject_to:
        raise UserError("decision.deadline-alone")
