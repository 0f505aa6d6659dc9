"""`!team`: which group a room is the room of."""

from __future__ import annotations

from bot.command import Noun
from bot.grammar import verb_words
from bot.words import fold
from commands.team import dissolve, proposals, reopen, set, show

NOUN = Noun(
    name="team",
    words=("team", "gruppe", "group"),
    letter="G",
    commands=(set.set_up, show.show, show.listed, dissolve.dissolve, reopen.reopen, proposals.confirm, proposals.decline),
    alone="show",
    free="set",
    offers=dict.fromkeys((*map(fold, verb_words.GONE), "streichen", "zurueckziehen", "beenden"), "dissolve"),
    undo=proposals.undo,
)
