"""`!beschluss abstimmen T7`: the steering committee votes on a topic, now or, with `art: umlauf`, in writing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.command import command
from bot.context import Context
from bot.domain.agenda import TopicState
from bot.domain.decisions import DecisionKind
from bot.domain.ids import Number
from bot.messages import Outgoing, Reply, UserError
from bot.permissions import Who
from bot.values import Text, TopicNumber
from bot.values.record_number import number_of
from commands.decision.add import amended, recorded
from commands.decision.fields import NewDecision
from commands.decision.record import KIND
from commands.decision.voting.electors import require_may_open
from commands.decision.voting.opening import electors_of

_OPEN = (TopicState.OPEN, TopicState.HANDLED)


class Args(NewDecision):
    number: Annotated[Number | None, number_of("T")] = None
    text: Text = ""
    """What is voted on, where that is not simply the topic."""


async def amend(ctx: Context, number: Number, args: Args) -> Sequence[Outgoing] | None:
    before = await KIND.changeable(ctx, number)
    return await amended(ctx, before, await _completed(ctx, args, args.number), args.text or before.text, None)


@command(
    "decision vote",
    args=Args,
    who=Who.TEAM | Who.PMO,
    aliases=("abstimmen", "abstimmung", "vote"),
    amend=amend,
    retract=KIND.retract,
    of="T",
)
async def vote(ctx: Context, args: Args) -> Reply:
    if args.number is None:
        raise UserError("decision.vote-on-what")
    topic = await ctx.tx.topics.get(args.number)
    if topic is None or not topic.text:
        raise UserError("agenda.unknown", number=str(args.number))
    if topic.state not in _OPEN:
        raise UserError("agenda.closed", topic=topic)
    team = await ctx.team(topic.team)
    args = await _completed(ctx, args, topic.number)
    electors = await electors_of(ctx, team, args.kind)
    text = " ".join((args.text or topic.text).split())
    if not electors:
        key = ("decision", "topic") if ctx.settings.language == "en" else (KIND.word(ctx), "thema")
        raise UserError(
            "decision.no-voices-here",
            team=team.name,
            suggest=f"{ctx.project.prefix}{key[0]} {text} | {key[1]}: {topic.number}" if ctx.belongs_to(team.id) else None,
        )
    await require_may_open(ctx, team, electors, topic=str(topic.number))
    return await recorded(ctx, team, args, text, None)


async def _completed(ctx: Context, args: Args, number: TopicNumber | None) -> Args:
    """With what the topic says, where the command does not."""
    topic = await ctx.tx.topics.get(number) if number else None
    kind = DecisionKind.VOTE if args.kind is DecisionKind.SESSION else args.kind
    return args.model_copy(update={"topic": number, "kind": kind, "paper": args.paper or (topic.paper if topic else "")})
