"""`!beschluss besprechen D6`, or ➕ under the question whether it still holds: a topic on the next agenda of its group."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.ids import Number
from bot.messages import Reply, Role, UserError
from bot.permissions import Who
from bot.records.history import remember
from bot.values import DecisionNumber
from commands.agenda import add as agenda
from commands.decision.record import KIND

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
    decision = await KIND.open(ctx, args.number)
    await _refuse_second(ctx, decision.number)
    text = _TEXT[ctx.settings.language].format(number=decision.number, text=decision.text)[:_MAX_TEXT_LENGTH]
    team = (await ctx.team(decision.team)).name if ctx.direct else ""
    topic = agenda.Args.model_validate({"text": text, "kind": "decision", "team": team}, context=ctx)
    reply: Reply = await agenda.add.run(ctx, topic)
    await remember(ctx, decision.number, KIND.named("discuss"), str(reply.subject))
    return reply


async def _refuse_second(ctx: Context, number: Number) -> None:
    for change in await ctx.tx.history.of(number):
        before = Number.read(change.detail) if change.what == KIND.named("discuss") else None
        topic = await ctx.tx.topics.get(before) if before else None
        if topic is not None and topic.is_open:
            raise UserError("decision.discussed-already", topic=topic, number=str(number))
