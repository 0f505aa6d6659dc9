"""`!agenda`: what we talk about."""

from __future__ import annotations

from bot.command import Bare, Noun
from bot.domain.blockers import LETTER as BLOCKER
from bot.domain.meetings import LETTER as SESSION
from bot.domain.milestones.milestone import LETTER as MILESTONE
from bot.domain.questions import LETTER as QUESTION
from bot.grammar import verb_words
from bot.records.verbs import missing_number, show_command
from bot.values.appointment import says_how_long
from bot.values.link import says_link
from bot.words import fold
from commands.agenda import add, defer, done, drop, edit, list, move, note, paper, proposals
from commands.agenda.fields import says_kind
from commands.agenda.record import KIND, links, undo

NOUN = Noun(
    name="agenda",
    words=("agenda", "tagesordnung", "top", "topic"),
    letter=KIND.letter,
    commands=(
        add.add,
        list.listed,
        show_command(KIND, more=links),
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
    offers=dict.fromkeys(map(fold, verb_words.CLOSED), "done"),
    bare=(
        Bare("edit", "minutes", says_how_long),
        Bare("edit", "kind", says_kind),
        Bare("edit", "paper", says_link),
        Bare("move", "to", move.says_place),
    ),
    adds_from={BLOCKER: "add", QUESTION: "add", MILESTONE: "add"},
    lists_of={SESSION: ("list", "session")},
    undo=undo,
    which=missing_number(KIND, among=list.can_be_meant),
)
