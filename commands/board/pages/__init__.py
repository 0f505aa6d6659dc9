"""The pages of the board, in the order of the navigation. They are imported only where the board is served."""

from __future__ import annotations

from collections.abc import Sequence

from bot.web import Page
from commands.board.pages import imprint

PAGES: Sequence[Page] = (imprint.imprint,)
