"""`!import`: lists that people bring from elsewhere. The verb that asks for a file is with each noun: `!aufgabe import`."""

from __future__ import annotations

from bot.command import Noun
from bot.messages import Role
from commands.imports import accept, show

NOUN = Noun(
    name="import",
    words=("import", "importe", "imports"),
    commands=(show.show, accept.accept, accept.undo),
    alone="show",
    roles=(Role.IMPORT,),
)
