"""`!aufgabe`: who does what by when."""

from __future__ import annotations

from bot.command import Bare, Noun
from bot.domain.actions import LETTER
from bot.grammar import verb_words
from bot.values.appointment import says_when
from bot.words import fold
from commands.action import add, done, drop, edit, list, mine, note, reopen, show
from commands.action.undo import undo
from commands.action.which import which

NOUN = Noun(
    name="action",
    words=("aufgabe", "todo", "action", "task"),
    letter=LETTER,
    commands=(
        add.add,
        list.listed,
        mine.mine,
        show.show,
        done.done,
        edit.edit,
        reopen.reopen,
        drop.drop,
        note.note,
    ),
    alone="list",
    free="add",
    reply="note",
    orders=True,
    offers=dict.fromkeys(map(fold, verb_words.CLOSED), "done"),
    bare=(Bare("edit", "due", says_when),),
    undo=undo,
    which=which,
)
