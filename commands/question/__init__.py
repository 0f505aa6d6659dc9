"""`!frage`: what is still to be found out."""

from __future__ import annotations

from bot.command import Bare, Command, Noun
from bot.context import Context
from bot.domain.questions import Question
from bot.domain.record_types import QUESTIONS
from bot.grammar import verb_words
from bot.records.listing import belongs_here, speaks_for_all
from bot.records.verbs import list_command, missing_number, show_command
from bot.values.appointment import says_when
from bot.words import fold
from commands.question import add, answer
from commands.question.record import KIND, of_group


async def _in_scope(ctx: Context, whole_project: bool, closed: bool) -> list[Question]:
    """A group's list has what it was asked too."""
    if whole_project:
        return list(await ctx.tx.records(QUESTIONS).listed(closed=closed))
    groups = ctx.groups if ctx.direct else [ctx.own_group()]
    found = [question for group in groups for question in await of_group(ctx, group.id, closed=closed)]
    return list({question.number: question for question in found}.values())


async def _can_be_meant(ctx: Context, verb: Command) -> list[Question]:
    if not belongs_here(ctx):
        return []
    reopens = verb.verb == "reopen"
    found = await _in_scope(ctx, speaks_for_all(ctx), reopens)
    return [question for question in found if question.is_open is not reopens and question.text]


NOUN = Noun(
    name="question",
    words=("frage", "fragen", "question"),
    letter=KIND.letter,
    commands=(
        add.add,
        list_command(KIND, among=_in_scope),
        show_command(KIND),
        answer.answer,
        answer.again,
        answer.on_agenda,
        add.edit,
        answer.reopen,
        answer.drop,
        answer.note,
    ),
    alone="list",
    free="add",
    reply="note",
    offers=dict.fromkeys(map(fold, verb_words.CLOSED), "answer"),
    bare=(Bare("edit", "again", says_when),),
    undo=KIND.undo,
    which=missing_number(KIND, among=_can_be_meant),
)
