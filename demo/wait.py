"""Waiting until somebody in the room has seen what the bot says."""

from __future__ import annotations

from demo.world.project import Room
from demo.world.timeline import Line

TIMEOUT_S = 15
"""Seconds; the machine of a demo may be slow."""


async def lotse_says(room: Room, *words: str, buttons: str = "") -> Line:
    """One message of the bot with all of these words and reactions, as the one sees it who does not moderate the room."""

    def fits(line: Line) -> bool:
        return line.name == "Lotse" and all(each in line.body for each in words) and set(buttons.split()) <= set(line.reactions)

    return await room.members[-1].sees(room.id, fits, timeout=TIMEOUT_S)


async def lotse_receipts(room: Room, words: str, key: str) -> Line:
    """Somebody's message with these words, once the bot has set this reaction on it."""
    return await room.members[-1].sees(room.id, lambda line: words in line.body and key in line.reactions, timeout=TIMEOUT_S)
