"""`!sprache`: in which language the bot answers here."""

from __future__ import annotations

from bot.command import Noun
from commands.language import set

NOUN = Noun(name="language", words=("sprache", "language"), commands=(set.show, set.choose), alone="show", free="set")
