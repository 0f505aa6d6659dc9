"""The kind of learning that words mean."""

from __future__ import annotations

import re

from bot.domain.learnings import LearningKind
from bot.words import fold

TECHNICAL = ("technik", "technisch", "technical", "technology")
ORGANISATION = ("organisation", "organization", "organisatorisch", "orga", "prozess", "prozesse", "process", "processes")
MARKET = ("markt", "market")
AND = ("und", "and")

_KINDS = {
    **dict.fromkeys(map(fold, TECHNICAL), LearningKind.TECHNICAL),
    **dict.fromkeys(map(fold, ORGANISATION), LearningKind.ORGANISATION),
    **dict.fromkeys(map(fold, MARKET), LearningKind.MARKET),
}
_BESIDE = frozenset((*AND, "art", "kind"))
"""Words that people write around it, as in `Organisation und Prozess` or `Art: Technik`."""


def kind_of(said: str) -> LearningKind | None:
    """The one kind that the words name; None where they say anything else, or name two."""
    words = [word for word in re.findall(r"[^\W_]+", fold(said)) if word not in _BESIDE]
    kinds = {_KINDS.get(word) for word in words}
    return kinds.pop() if len(kinds) == 1 else None
