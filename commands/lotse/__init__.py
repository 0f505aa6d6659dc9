"""`!lotse`: how the bot is."""

from __future__ import annotations

from bot.command import Noun
from commands.lotse import show

NOUN = Noun(name="bot", words=("lotse", "bot"), commands=(show.show,), alone="show")
