"""`!team`: which group a room is the room of."""

from __future__ import annotations

from bot.command import Noun
from commands.team import dissolve, proposals, reopen, set, show

NOUN = Noun(
    name="team",
    words=("team", "gruppe", "group"),
    letter="G",
    commands=(set.set_up, show.show, show.listed, dissolve.dissolve, reopen.reopen, proposals.confirm, proposals.decline),
    alone="show",
    free="set",
    undo=proposals.undo,
)
