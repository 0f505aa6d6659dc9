"""`!überblick`: where we stand."""

from __future__ import annotations

from bot.command import Noun
from commands.overview import show

NOUN = Noun(
    name="overview",
    words=("überblick", "digest", "overview"),
    commands=(show.show,),
    alone="show",
)
