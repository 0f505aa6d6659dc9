"""`!treffen`: when we meet."""

from __future__ import annotations

from bot.command import Bare, Noun
from bot.domain.imports.rows import Target
from bot.grammar import verb_words
from bot.records.import_verb import import_command
from bot.records.verbs import note_command
from bot.values.appointment import says_how_long, says_when
from bot.words import fold
from commands.meeting import add, cancel, edit, list, move, reopen, show, subscribe
from commands.meeting.digest import add_topic_hint
from commands.meeting.record import KIND
from commands.meeting.undo import undo
from commands.meeting.which import which

NOUN = Noun(
    name="meeting",
    words=("treffen", "sitzung", "termin", "meeting", "session"),
    letter=KIND.letter,
    commands=(
        add.add,
        list.listed,
        show.show,
        move.move,
        cancel.cancel,
        reopen.reopen,
        edit.edit,
        subscribe.subscribe,
        note_command(KIND),
        import_command(Target.MEETING),
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
