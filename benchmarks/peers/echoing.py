"""What all but ours have in common: a program that answers each message that begins with `!` by the same words, and keeps nothing."""

from __future__ import annotations

from benchmarks.listener import Ear
from demo.world.person import Person


class Echoing:
    does = "answers with the same words; keeps at most its place in the sync"

    async def at_home(self, person: Person, ear: Ear, room: str, name: str) -> None:
        return None
