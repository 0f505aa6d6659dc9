"""What becomes of a question: it is answered, put off, put on an agenda, noted on, dropped, or open again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from pydantic import TypeAdapter

from bot.command import Arguments, Key, command
from bot.context import Context
from bot.domain.ids import Number
from bot.domain.questions import Question, QuestionState, later
from bot.grammar import verb_words
from bot.messages import Outgoing, Reply, Rewrite, Role, UserError
from bot.permissions import Who
from bot.records import notes
from bot.records.history import remember
from bot.values import Day, GroupName, QuestionNumber, Text, Title, Words
from commands.agenda import add as agenda_add
from commands.question.record import BUTTONS, KIND, ON, told_asker

_ANSWER: TypeAdapter[str] = TypeAdapter(Title)
_TOLD = "question.told.answered"


class Answer(Arguments):
    number: QuestionNumber
    text: Text = ""


class Again(Arguments):
    number: QuestionNumber
    text: Day = None


class OnAgenda(Arguments):
    number: QuestionNumber
    team: Annotated[GroupName, Key("team", "gruppe", "group")] = ""


class Remark(Arguments):
    number: QuestionNumber
    text: Words


@command(
    "question answer",
    args=Answer,
    who=Who.TEAM | Who.PMO,
    aliases=(
        *("antwort", "antworte", "antworten", "beantworten", "beantworte", "beantwortet", "geklärt", "klären", "answer", "answered"),
        *(*verb_words.DONE, "gelöst", "solved"),
    ),
    button="✅",
    on=ON,
)
async def answer(ctx: Context, args: Answer) -> Reply:
    before = await KIND.open(ctx, args.number)
    said = args.text or await _passed_on(ctx)
    if not said:
        return Reply("question.ask", subject=before.number, role=Role.REQUEST, question=before)
    return await _answered(ctx, before, said)


@command(
    "question again",
    args=Again,
    who=Who.TEAM | Who.PMO,
    aliases=("wieder", "wiedervorlage", "später", "verschieben", "verschiebe", "vertagen", "later"),
    button="💤",
    on=ON,
)
async def again(ctx: Context, args: Again) -> Reply:
    before = await KIND.open(ctx, args.number)
    today = ctx.calendar.day_of(ctx.written_at)
    after = before.put_off(args.text or later(today), today=today)
    if after == before:
        return Reply("question.same", subject=before.number, question=before)
    also = await KIND.change(ctx, before, after, "again", f"{after.again.day}.{after.again.month}.{after.again.year}")
    also += await KIND.told(ctx, after, "question.told.again")
    return Reply("question.again", subject=after.number, also=tuple(also), receipt="💤" if ctx.pressed else None, question=after)


@command(
    "question agenda", args=OnAgenda, who=Who.MEMBERS, aliases=("agenda", "besprechen", "bespreche", "thema", "discuss"), button="➕", on=ON
)
async def on_agenda(ctx: Context, args: OnAgenda) -> Reply:
    """A topic on the next agenda of the group in whose room it was said."""
    question = await KIND.open(ctx, args.number)
    topic = agenda_add.Args.model_validate({"number": args.number, "text": "", "team": args.team}, context=ctx)
    reply: Reply = await agenda_add.add.run(ctx, topic)
    # Not kept with what was there before: taking the tap back drops the topic, which has a history of its own.
    await remember(ctx, question.number, KIND.named("agenda"), str(reply.subject))
    return reply


@command("question drop", args=Answer, who=Who.TEAM | Who.PMO, aliases=verb_words.first("streichen", verb_words.WITHDRAW))
async def drop(ctx: Context, args: Answer) -> Reply:
    before = await KIND.open(ctx, args.number)
    after = before.dropped(by=ctx.sender, at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "drop", args.text)
    also += await KIND.told(ctx, after, "question.told.dropped")
    return Reply("question.dropped", subject=after.number, also=tuple(also), receipt="👌", question=after)


@command("question reopen", args=Answer, who=Who.TEAM | Who.PMO, aliases=verb_words.REOPEN)
async def reopen(ctx: Context, args: Answer) -> Reply:
    before = await KIND.changeable(ctx, args.number)
    if before.is_open:
        raise UserError("question.still-open", question=before)
    if not before.text:
        raise UserError("question.erased", number=str(args.number))
    after = before.reopened()
    if before.waiting_since is not None:
        after = replace(after, waiting_since=ctx.written_at)
    also = await KIND.change(ctx, before, after, "reopen", args.text)
    also += await KIND.told(ctx, after, "question.told.reopened")
    return Reply("question.reopened", subject=after.number, also=tuple(also), receipt="👌", **await KIND.card(ctx, after, ctx.room))


async def amend_note(ctx: Context, number: Number, args: Remark) -> Sequence[Outgoing] | None:
    """The reply was edited: the note, or the answer that it gave, reads as it does."""
    question = await KIND.changeable(ctx, number)
    if await ctx.tx.notes.of_event(ctx.event) is not None:
        return await notes.amend(ctx, number, args)
    if question.state is not QuestionState.ANSWERED or await ctx.tx.history.of_event(ctx.event) is None:
        return None
    after = replace(question, answer=_ANSWER.validate_python(args.text))
    # No step of its own: deleting the reply takes the answer back as it reads by then.
    await KIND.records(ctx.tx).save(after)
    told = [say for say in await told_asker(ctx, after, _TOLD) if await ctx.tx.outbox.by_once(say.once) is not None]
    return [*await KIND.refreshed(ctx, after), *(Rewrite(of=say.once, text=say.text, params=say.params) for say in told)]


@command("question note", args=Remark, who=Who.TEAM | Who.PMO, aliases=verb_words.NOTE, amend=amend_note)
async def note(ctx: Context, args: Remark) -> Reply:
    """Told to the other group, so that they can ask each other; a reply to "Was ist die Antwort?" is the answer."""
    question = await KIND.changeable(ctx, args.number)
    if ctx.replied is Role.REQUEST and question.is_open:
        return await _answered(ctx, question, args.text)
    group = ctx.here.name if ctx.here else ""
    told = await told_asker(ctx, question, "question.told.note", remark=" ".join(args.text.split()), group=group)
    if question.is_open:
        told = [replace(each, buttons=(BUTTONS[0],)) if each.params["to_asker"] else each for each in told]
    return await notes.keep(ctx, question.number, args.text, KIND.named("note"), also=told)


async def _passed_on(ctx: Context) -> str:
    """The note that the tapped message has brought from the other group: ✅ says that it is the answer."""
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.pressed and ctx.origin else None
    note = await ctx.tx.notes.of_event(row.cause) if row and row.role is Role.NOTICE and row.cause else None
    return note.text if note else ""


async def _answered(ctx: Context, before: Question, said: str) -> Reply:
    after = before.answered(_ANSWER.validate_python(said), by=ctx.sender, at=ctx.written_at)
    also = await KIND.change(ctx, before, after, "answer")
    also += await told_asker(ctx, after, _TOLD)
    return Reply("question.answered", subject=after.number, also=tuple(also), receipt="✅", question=after)
