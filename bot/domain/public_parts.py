"""The parts of the board that may be public: what everybody may read without signing in."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """The words of `[web] public`."""

    OVERVIEW = "übersicht"
    MILESTONES = "meilensteine"
    DECISIONS = "beschlüsse"


ENGLISH = {"overview": Part.OVERVIEW, "milestones": Part.MILESTONES, "decisions": Part.DECISIONS}
