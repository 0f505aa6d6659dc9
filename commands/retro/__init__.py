"""`!retro`: how we work."""

from __future__ import annotations

from bot.command import Bare, Noun
from bot.grammar import verb_words
from bot.values.appointment import says_when
from bot.words import fold
from commands.retro import add, anonymous, cancel, comment, contribute, edit, list, move, proposal, show
from commands.retro.record import KIND
from commands.retro.running import end, join, start, timebox, vote
from commands.retro.undo import undo

NOUN = Noun(
    name="retro",
    words=("retro", "retrospektive", "retrospective"),
    letter=KIND.letter,
    commands=(
        add.add,
        contribute.note,
        anonymous.anonymous,
        list.listed,
        show.show,
        start.start,
        vote.vote,
        join.join,
        timebox.time,
        end.end,
        move.move,
        cancel.cancel,
        edit.edit,
        proposal.accept,
        proposal.decline,
        comment.remark,
    ),
    alone="list",
    free="add",
    jot="note",
    reply="remark",
    bare=(Bare("move", "to", says_when),),
    offers=dict.fromkeys((*map(fold, verb_words.GONE), "streichen", "streiche", "zurueckziehen"), "cancel"),
    undo=undo,
)
