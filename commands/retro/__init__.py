"""`!retro`: how we work."""

from __future__ import annotations

from bot.command import Bare, Noun
from bot.domain.retros import LETTER
from bot.grammar import verb_words
from bot.values.appointment import says_when
from bot.words import fold
from commands.retro import (
    add,
    anonymous,
    cancel,
    edit,
    end,
    join,
    list,
    move,
    note,
    remark,
    show,
    start,
    suggest,
    time,
    vote,
)
from commands.retro.undo import undo

NOUN = Noun(
    name="retro",
    words=("retro", "retrospektive", "retrospective"),
    letter=LETTER,
    commands=(
        add.add,
        note.note,
        anonymous.anonymous,
        list.listed,
        show.show,
        start.start,
        vote.vote,
        join.join,
        time.time,
        end.end,
        move.move,
        cancel.cancel,
        edit.edit,
        suggest.accept,
        suggest.decline,
        remark.remark,
    ),
    alone="list",
    free="add",
    jot="note",
    reply="remark",
    bare=(Bare("move", "to", says_when),),
    offers=dict.fromkeys((*map(fold, verb_words.GONE), "streichen", "streiche", "zurueckziehen"), "cancel"),
    undo=undo,
)
