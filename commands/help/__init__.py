"""`!hilfe`: what can I say."""

from __future__ import annotations

from bot.command import Noun
from commands.help import greet, show

NOUN = Noun(name="help", words=("hilfe", "help"), commands=(show.show, greet.greet, greet.thank), alone="show", free="show")
