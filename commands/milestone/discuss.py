"""`!meilenstein agenda M4`, or ➕: a topic for decision on the next agenda of the group in whose room it is said."""

from __future__ import annotations

from typing import Annotated

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.agenda import TopicKind
from bot.messages import Reply
from bot.permissions import Who
from bot.records.history import remember
from bot.values import GroupName, MilestoneNumber
from commands.agenda import add as agenda
from commands.milestone.close import ON
from commands.milestone.delay import DISCUSS
from commands.milestone.record import KIND


class Args(Arguments):
    number: MilestoneNumber
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


@command("milestone discuss", args=Args, who=Who.MEMBERS, aliases=("agenda", "besprechen", "bespreche", "thema"), button=DISCUSS, on=ON)
async def discuss(ctx: Context, args: Args) -> Reply:
    milestone = await KIND.open(ctx, args.number)
    topic = agenda.Args.model_validate({"number": milestone.number, "text": "", "kind": TopicKind.DECISION, "team": args.team}, context=ctx)
    reply: Reply = await agenda.add.run(ctx, topic)
    # Not kept with what was there before: taking the tap back drops the topic, which has a history of its own.
    await remember(ctx, milestone.number, KIND.named("discuss"), str(reply.subject))
    return reply
