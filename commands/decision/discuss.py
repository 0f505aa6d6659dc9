"""`!beschluss besprechen D6`, or ➕ under the question whether it still holds: a topic on the next agenda of its group."""

from __future__ import annotations

from dataclasses import replace

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.decisions import Decision, DecisionState
from bot.domain.ids import Number
from bot.messages import Reply, Role, UserError
from bot.permissions import Who
from bot.records.history import remember
from bot.values import DecisionNumber
from commands.agenda import add as agenda
from commands.decision.record import KIND
from commands.decision.voting.topic import topic_for, when

AGENDA = "➕"
_TEXT = {"de": "Trägt {number} noch? {text}", "en": "Does {number} still hold? {text}"}
_MAX_TEXT_LENGTH = 300


class Args(Arguments):
    number: DecisionNumber


@command(
    "decision discuss",
    args=Args,
    who=Who.TEAM,
    aliases=("besprechen", "bespreche", "discuss"),
    button=AGENDA,
    on=(Role.QUESTION,),
)
async def discuss(ctx: Context, args: Args) -> Reply:
    decision = await KIND.find(ctx.tx, args.number)
    if decision.state is DecisionState.NOT_ADOPTED:
        return await _brought_up(ctx, decision)
    decision = await KIND.open(ctx, args.number)
    if decision.is_running:
        raise UserError("decision.closed", decision=decision)
    await _refuse_second(ctx, decision.number)
    text = _TEXT[ctx.settings.language].format(number=decision.number, text=decision.text)[:_MAX_TEXT_LENGTH]
    team = (await ctx.team(decision.team)).name if ctx.direct else ""
    topic = agenda.Args.model_validate({"text": text, "kind": "decision", "team": team}, context=ctx)
    reply: Reply = await agenda.add.run(ctx, topic)
    await remember(ctx, decision.number, KIND.named("discuss"), str(reply.subject))
    return reply


async def _brought_up(ctx: Context, before: Decision) -> Reply:
    """What a vote has not decided is a topic for decision, as it stands and with its paper."""
    await KIND.may_change(ctx, before)
    await _refuse_second(ctx, before.number)
    known = await ctx.tx.topics.get(before.topic) if before.topic else None
    if known is not None and known.is_open:
        raise UserError("decision.discussed-already", topic=known, number=str(before.number))
    topic = await topic_for(ctx, before)
    after = replace(before, topic=before.topic or topic.number)
    also = await KIND.change(ctx, before, after, "discuss", str(topic.number))
    date = await when(ctx, topic)
    return Reply("decision.brought-up", subject=before.number, also=tuple(also), decision=after, topic=topic, date=date)


async def _refuse_second(ctx: Context, number: Number) -> None:
    for change in await ctx.tx.history.of(number):
        before = Number.read(change.detail) if change.what == KIND.named("discuss") else None
        topic = await ctx.tx.topics.get(before) if before else None
        if topic is not None and topic.is_open:
            raise UserError("decision.discussed-already", topic=topic, number=str(number))
