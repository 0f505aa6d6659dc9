"""`!hilfe`: what can I say."""

from __future__ import annotations

from bot.command import Noun
from commands.help import show

NOUN = Noun(name="help", words=("hilfe", "help"), commands=(show.show,), alone="show", free="show")
