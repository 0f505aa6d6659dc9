"""`!einstellungen`: what holds in this room, and changing it."""

from __future__ import annotations

from bot.command import Noun
from commands.settings import set, show

NOUN = Noun(
    name="settings",
    words=("einstellungen", "einstellung", "settings", "setting"),
    commands=(show.show, set.choose),
    alone="show",
    free="set",
)
