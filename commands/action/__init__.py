"""`!aufgabe`: who does what by when."""

from __future__ import annotations

from bot.command import Bare, Noun
from bot.domain.imports.rows import Target
from bot.grammar import verb_words
from bot.records.import_verb import import_command
from bot.records.verbs import list_command, missing_number, note_command, show_command
from bot.values.appointment import says_when
from bot.words import fold
from commands.action import add, done, drop, edit, mine, reopen
from commands.action.record import KIND, links

NOUN = Noun(
    name="action",
    words=("aufgabe", "todo", "action", "task"),
    letter=KIND.letter,
    commands=(
        add.add,
        list_command(KIND),
        mine.mine,
        show_command(KIND, more=links),
        done.done,
        edit.edit,
        reopen.reopen,
        drop.drop,
        note_command(KIND),
        import_command(Target.ACTION),
    ),
    alone="list",
    free="add",
    reply="note",
    orders=True,
    offers=dict.fromkeys(map(fold, verb_words.CLOSED), "done"),
    bare=(Bare("edit", "due", says_when),),
    undo=KIND.undo,
    which=missing_number(KIND),
)
