"""What is different in a room since the last look: what was said, changed and tapped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demo.world.timeline import Line


@dataclass(frozen=True)
class Tap:
    """Somebody set a reaction on a message."""

    name: str
    key: str
    on: Line


@dataclass(frozen=True)
class News:
    """The lines are in the order of the room."""

    taps: Sequence[Tap]
    new: Sequence[Line]
    changed: Sequence[Line]

    def __bool__(self) -> bool:
        return bool(self.taps or self.new or self.changed)


def news_of(before: Mapping[str, Line], now: Sequence[Line], bot: str) -> News:
    """`before` is by event id. What the bot (by its display name) sets itself is a button and no tap."""
    taps: list[Tap] = []
    new: list[Line] = []
    changed: list[Line] = []
    for line in now:
        old = before.get(line.event_id)
        for key, people in line.reactions.items():
            known = old.reactions.get(key, ()) if old else ()
            taps += [Tap(name, key, line) for name in people if name != bot and name not in known]
        if old is None:
            new.append(line)
        elif (old.kind, old.body, old.html) != (line.kind, line.body, line.html):
            changed.append(line)
    return News(taps, new, changed)
