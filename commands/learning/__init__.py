"""`!lernen`: what we learned."""

from __future__ import annotations

from bot.command import Noun
from bot.domain.learnings import LETTER
from commands.learning import add, blueprint, edit, export, list, note, show, withdraw
from commands.learning.undo import undo
from commands.learning.which import which

NOUN = Noun(
    name="learning",
    words=("lernen", "erkenntnis", "gelernt", "learning"),
    letter=LETTER,
    commands=(
        add.add,
        list.listed,
        show.show,
        edit.edit,
        blueprint.blueprint,
        note.note,
        withdraw.withdraw,
        export.export,
    ),
    alone="list",
    free="add",
    reply="note",
    undo=undo,
    which=which,
)
