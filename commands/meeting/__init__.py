"""`!treffen`: when we meet."""

from __future__ import annotations

from bot.command import Bare, Noun
from bot.domain.meetings import LETTER
from bot.grammar import verb_words
from bot.values.appointment import says_how_long, says_when
from bot.words import fold
from commands.meeting import add, cancel, edit, list, move, note, reopen, show
from commands.meeting.digest import add_topic_hint
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
        add_topic_hint.suggest,
    ),
    alone="list",
    free="add",
    reply="note",
    bare=(Bare("move", "to", says_when), Bare("edit", "length", says_how_long)),
    offers=dict.fromkeys((*map(fold, verb_words.GONE), "streichen", "streiche", "zurueckziehen"), "cancel"),
    undo=undo,
    which=which,
)
