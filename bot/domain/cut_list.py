"""Cutting a list that is longer than a screen: never to leave out a single line, since the remark about it takes a line too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def cut(items: Sequence[Item], most: int) -> tuple[Sequence[Item], int]:
    """The first `most` items (or one more), and how many are left out: none, or at least two."""
    shown = items if len(items) <= most + 1 else items[:most]
    return shown, len(items) - len(shown)
