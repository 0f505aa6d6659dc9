"""How is a list cut that is longer than a screen wants it? Nobody is told of one line that would have fitted in place of the telling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def cut(items: Sequence[Item], most: int) -> tuple[Sequence[Item], int]:
    """The first ones, and how many are left out: none, or at least two."""
    shown = items if len(items) <= most + 1 else items[:most]
    return shown, len(items) - len(shown)
