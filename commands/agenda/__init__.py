"""`!agenda`: what we talk about."""

from __future__ import annotations

from bot.command import Noun
from bot.domain.agenda import LETTER
from bot.domain.blockers import LETTER as BLOCKER
from commands.agenda import add, defer, done, drop, edit, list, move, note, paper, proposals, show
from commands.agenda.undo import undo
from commands.agenda.which import which

NOUN = Noun(
    name="agenda",
    words=("agenda", "tagesordnung", "top", "topic"),
    letter=LETTER,
    commands=(
        add.add,
        list.listed,
        show.show,
        done.done,
        move.move,
        defer.defer,
        drop.drop,
        edit.edit,
        paper.paper,
        note.note,
        proposals.accept,
        proposals.decline,
    ),
    alone="list",
    free="add",
    reply="note",
    adds_from={BLOCKER: "add"},
    undo=undo,
    which=which,
)
