"""What draws in stories: as the product does, unless it is told to fail."""

from __future__ import annotations

from bot.pictures import NotDrawn
from bot.pictures.child import drawn


class Pen:
    """Draws as the product does, as long as it is not `broken`."""

    def __init__(self) -> None:
        self.broken = 0
        self.tries = 0

    async def __call__(self, picture: bytes) -> bytes:
        self.tries += 1
        if self.broken:
            self.broken -= 1
            raise NotDrawn("the time is up")
        return await drawn(picture)
