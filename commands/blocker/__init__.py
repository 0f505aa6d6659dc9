"""`!blocker`: what stops us."""

from __future__ import annotations

from bot.command import Noun
from bot.domain.blockers import LETTER
from commands.blocker import add, concern, discuss, edit, escalate, list, note, reopen, show, solve, take, withdraw
from commands.blocker.undo import undo
from commands.blocker.which import which

NOUN = Noun(
    name="blocker",
    words=("blocker", "hürde", "hurdle"),
    letter=LETTER,
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
    undo=undo,
    which=which,
)
