"""How much is measured? All of it in a full run, little in a quick one that only shows whether anything is badly off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Sizes:
    rounds: int
    """Of each measure; the peers take turns in each."""
    samples: int
    """Commands a peer and round, one after the other."""
    burst: int
    """Commands in one room at once."""
    away: int
    """Commands sent while the bot is stopped."""
    at_once: int
    """Rooms in which a command is given at the same moment."""
    events: int
    """What people said in a room while the bot was stopped."""
    rooms: tuple[int, ...]
    """In how many rooms a bot is when it is started."""
    digests: int
    """Rooms that get their weekly digest at the same moment."""
    few: int
    records: int
    """Records in the database."""
    rest: int
    """Seconds without an answer after which no more are expected, and of peace before the memory is looked at."""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Sizes:
        """From what `as_json` gave."""
        values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
        return cls(**values)

    @property
    def as_json(self) -> dict[str, int | list[int]]:
        return {each.name: list(value) if isinstance(value := getattr(self, each.name), tuple) else value for each in fields(self)}


FULL = Sizes(
    rounds=5,
    samples=40,
    burst=300,
    away=200,
    at_once=20,
    events=10_000,
    rooms=(1, 100, 1000),
    digests=1000,
    few=100,
    records=200_000,
    rest=5,
)
QUICK = Sizes(rounds=1, samples=10, burst=50, away=25, at_once=3, events=200, rooms=(1, 5), digests=5, few=100, records=2_000, rest=1)


def changed(sizes: Sizes, settings: Iterable[str]) -> Sizes:
    """With settings such as `burst=50` or `rooms=1,20`. Raises ValueError for what is none."""
    known = {each.name for each in fields(sizes)}
    for setting in settings:
        name, _, value = setting.partition("=")
        if name not in known:
            raise ValueError(f"{name}: one of {', '.join(sorted(known))}")
        numbers = [int(each) for each in value.split(",")]
        sizes = Sizes.of({**sizes.as_json, name: numbers if name == "rooms" else numbers[0]})
    return sizes
