"""`!treffen`: when we meet."""

from __future__ import annotations

from bot.command import Noun
from bot.domain.meetings import LETTER
from commands.meeting import add, cancel, edit, list, move, note, reopen, show, suggest
from commands.meeting.undo import undo
from commands.meeting.which import which

NOUN = Noun(
    name="meeting",
    words=("treffen", "sitzung", "termin", "meeting", "session"),
    letter=LETTER,
    commands=(
        add.add,
        list.listed,
        show.show,
        move.move,
        cancel.cancel,
        reopen.reopen,
        edit.edit,
        note.note,
        suggest.suggest,
    ),
    alone="list",
    free="add",
    reply="note",
    undo=undo,
    which=which,
)
