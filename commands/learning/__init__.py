"""`!lernen`: what we learned."""

from __future__ import annotations

from bot.command import Noun
from bot.records.verbs import missing_number, show_command
from commands.learning import add, blueprint, edit, export, list, note, withdraw
from commands.learning.record import KIND

NOUN = Noun(
    name="learning",
    words=("lernen", "erkenntnis", "gelernt", "learning"),
    letter=KIND.letter,
    commands=(
        add.add,
        list.listed,
        show_command(KIND),
        edit.edit,
        blueprint.blueprint,
        note.note,
        withdraw.withdraw,
        export.export,
    ),
    alone="list",
    free="add",
    reply="note",
    undo=KIND.undo,
    which=missing_number(KIND, among=list.latest_first),
)
