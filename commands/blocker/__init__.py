"""`!blocker`: what stops us."""

from __future__ import annotations

from bot.command import Bare, Noun
from bot.grammar import verb_words
from bot.records.verbs import missing_number
from bot.values.appointment import says_when
from bot.values.colour_words import says_colour
from bot.words import fold
from commands.blocker import add, concern, discuss, edit, escalate, list, note, reopen, show, solve, take, withdraw
from commands.blocker.record import KIND, undo

NOUN = Noun(
    name="blocker",
    words=("blocker", "hürde", "hurdle"),
    letter=KIND.letter,
    commands=(
        add.add,
        list.listed,
        show.show,
        solve.solve,
        take.take,
        take.confirm,
        escalate.escalate,
        note.note,
        edit.edit,
        reopen.reopen,
        concern.concern,
        discuss.discuss,
        withdraw.withdraw,
    ),
    alone="list",
    free="add",
    reply="note",
    offers=dict.fromkeys(map(fold, verb_words.CLOSED), "solve"),
    bare=(Bare("edit", "severity", says_colour), Bare("edit", "due", says_when)),
    undo=undo,
    which=missing_number(KIND, among=list.can_be_meant),
)
