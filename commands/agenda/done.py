"""`!agenda erledigt T7 [result]`: handled, with what came out of it."""

from __future__ import annotations

from bot.command import Arguments, command
from bot.context import Context
from bot.domain.agenda import Topic, TopicKind
from bot.domain.questions import Question
from bot.domain.record_types import DECISIONS, QUESTIONS
from bot.grammar import verb_words
from bot.messages import Reply, Role, Say, UserError
from bot.permissions import Who
from bot.values import Text, TopicNumber
from commands.agenda.record import KIND, on_agenda
from commands.question.record import KIND as QUESTION


class Args(Arguments):
    number: TopicNumber
    text: Text = ""


@command("agenda done", args=Args, who=Who.TEAM | Who.PMO, aliases=(*verb_words.DONE, "behandelt", "besprochen", "handled"), button="✅")
async def done(ctx: Context, args: Args) -> Reply:
    before = await on_agenda(ctx, args.number)
    after = before.handled(at=ctx.written_at, result=args.text)
    also = await KIND.change(ctx, before, after, "done", args.text)
    also += await KIND.told(ctx, after, "agenda.told.done", group=(await ctx.team(after.team)).name)
    if await _is_undecided(ctx, after):
        also.append(await _as_decision(ctx, after))
    question = await _unanswered(ctx, after)
    if question is not None:
        also.append(_as_answer(ctx, after, question))
    return Reply("agenda.done", subject=after.number, also=tuple(also), receipt="✅", topic=after)


async def _is_undecided(ctx: Context, topic: Topic) -> bool:
    """Whether its result belongs into the register of decisions, is not there yet, and was said by those who can record it here."""
    speaks_for_it = ctx.belongs_to(topic.team) and (ctx.direct or (ctx.here is not None and ctx.here.id == topic.team))
    if topic.kind is not TopicKind.DECISION or not topic.result or not speaks_for_it:
        return False
    return not await ctx.tx.records(DECISIONS).linked("topic", topic.number)


async def _as_decision(ctx: Context, topic: Topic) -> Say:
    """✅ keeps the result as a decision."""
    english = ctx.settings.language == "en"
    noun, key = ("decision new", "topic") if english else ("beschluss neu", "thema")
    team = f" | team: {(await ctx.team(topic.team)).name}" if ctx.direct else ""
    return Say(
        room=ctx.room,
        text="decision.as-decision",
        params={"topic": topic},
        once=f"as-decision:{ctx.event}",
        role=Role.SUGGESTION,
        suggests=f"{ctx.project.prefix}{noun} {' '.join(topic.result.split())} | {key}: {topic.number}{team}",
        buttons=("✅",),
    )


async def _unanswered(ctx: Context, topic: Topic) -> Question | None:
    """The question that it was made from, where that is open and the speaker may answer it."""
    question = await ctx.tx.records(QUESTIONS).get(topic.question) if topic.question is not None and topic.result else None
    if question is None or not question.is_open or not question.text:
        return None
    try:
        await QUESTION.may_change(ctx, question)
    except UserError:
        return None
    return question


def _as_answer(ctx: Context, topic: Topic, question: Question) -> Say:
    """✅ keeps the result as the answer."""
    verb = "question answer" if ctx.settings.language == "en" else "frage antwort"
    words = " ".join(topic.result.replace("|", "/").split())  # a bar would begin a field
    return Say(
        room=ctx.room,
        text="question.as-answer",
        params={"topic": topic, "question": question},
        once=f"as-answer:{ctx.event}:{topic.number}",
        role=Role.SUGGESTION,
        suggests=f"{ctx.project.prefix}{verb} {question.number} {words}",
        buttons=("✅",),
    )
