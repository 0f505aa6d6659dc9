"""`!meilenstein`: what is to be reached by when."""

from __future__ import annotations

from bot.command import Bare, Noun
from bot.domain.imports.rows import Target
from bot.grammar import verb_words
from bot.records.import_verb import import_command
from bot.records.verbs import list_command, missing_number
from bot.values.appointment import says_when
from bot.words import fold
from commands.milestone import add, agree, close, confirm, discuss, forecast, note, offers, show, talk, trend
from commands.milestone.record import KIND, undo

NOUN = Noun(
    name="milestone",
    words=("meilenstein", "meilensteine", "milestone", "milestones"),
    letter=KIND.letter,
    commands=(
        add.add,
        list_command(KIND),
        show.show,
        forecast.forecast,
        confirm.confirm,
        offers.adopt,
        offers.keep,
        close.reached,
        agree.agreed,
        talk.raised,
        talk.accepted,
        talk.refused,
        trend.shown,
        discuss.discuss,
        add.edit,
        close.drop,
        close.reopen,
        note.note,
        import_command(Target.MILESTONE),
    ),
    alone="list",
    free="add",
    reply="note",
    offers=dict.fromkeys(map(fold, verb_words.CLOSED), "reached"),
    bare=(Bare("forecast", "to", says_when),),
    undo=undo,
    which=missing_number(KIND),
)
