"""`!tafel`: the board, pages that show the project in a browser."""

from __future__ import annotations

from bot.command import Noun
from commands.board import show, sign_out

NOUN = Noun(name="board", words=("tafel", "board", "projekttafel"), commands=(show.show, sign_out.sign_out), alone="show")
