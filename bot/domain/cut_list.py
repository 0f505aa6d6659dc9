"""Cutting a list that is longer than its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def cut(items: Sequence[Item], most: int) -> tuple[Sequence[Item], int]:
    """The first `most` items (or one more), and how many are left out: none, or at least two.

    A single line is not left out, since the remark about it takes a line too.
    """
    return at_most(items, most if len(items) > most + 1 else most + 1)


def at_most(items: Sequence[Item], most: int) -> tuple[Sequence[Item], int]:
    """The first `most` items and how many are left out, where a contract sets the bound (`commands.md`, "Digests")."""
    shown = items[:most]
    return shown, len(items) - len(shown)
