"""The topic of a decision that names none: the one that its group talks about while its minutes run."""

from __future__ import annotations

from bot.context import Context
from bot.domain.decisions import Decision
from bot.domain.teams import Team
from bot.records.running_minutes import current_topic
from commands.decision.fields import NewDecision


async def with_current_topic(ctx: Context, team: Team, args: NewDecision) -> NewDecision:
    topic = None if args.topic else await current_topic(ctx, team.id)
    return args.model_copy(update={"topic": topic}) if topic else args


async def with_kept_topic(ctx: Context, before: Decision, args: NewDecision) -> NewDecision:
    """The words of an edited message, where they never named the topic: it came from the minutes, and stays."""
    came_from_minutes = not args.topic and before.topic and await ctx.tx.minutes.entries_about(before.number)
    return args.model_copy(update={"topic": before.topic}) if came_from_minutes else args
