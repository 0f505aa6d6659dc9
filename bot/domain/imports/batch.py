"""A batch: one list that somebody brings, until it can no longer be taken back; and by what its records are known again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import EventId, Number, RoomId, TeamId, UserId
from bot.domain.imports.rows import Reading, Target

KEPT_FOR = timedelta(hours=24)
"""How long a preview can be accepted, and a batch be taken back. What stood in the file is kept no longer."""
FETCHED_FOR = timedelta(minutes=3)
"""How long the homeserver is asked for a file that it does not give."""


class BatchState(StrEnum):
    WAITING = "waiting"
    """The file has not been fetched yet."""
    SHOWN = "shown"
    TAKEN = "taken"


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    THERE = "there"
    UPDATE = "update"
    KEPT = "kept"
    """People have changed the record since, and the file has changed the same: theirs stays."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the preview said of a row."""

    line: int
    verdict: Verdict


@dataclass(frozen=True, kw_only=True)
class Batch:
    event: EventId
    """The message that gave the command."""
    room: RoomId
    thread: EventId | None = None
    team: TeamId
    sender: UserId
    target: Target
    asked_at: datetime
    state: BatchState = BatchState.WAITING
    name: str = ""
    """Of the file."""
    reading: Reading | None = None
    """What was understood of it; deleted with the preview."""
    shown: tuple[Shown, ...] = ()

    @property
    def subject(self) -> str:
        """By what its messages and its timer are known."""
        return f"import/{self.event}"

    @property
    def once(self) -> str:
        """The key of its preview."""
        return f"import:{self.event}"

    def previewed(self, name: str, reading: Reading, shown: tuple[Shown, ...]) -> Batch:
        return replace(self, state=BatchState.SHOWN, name=name, reading=reading, shown=shown)

    def taken(self) -> Batch:
        return replace(self, state=BatchState.TAKEN, reading=None, shown=())


@dataclass(frozen=True, kw_only=True)
class Imported:
    """A record that came with a file, and what the file said of it last, so that the next import knows what has changed where."""

    team: TeamId
    key: str
    number: Number
    batch: EventId
    """The batch that made or changed it last."""
    made_by: EventId | None = None
    """The batch that made it; None where it was there before."""
    said: Mapping[str, str]
    """Each field -> a hash of what the file said last: enough to compare, and nothing to read."""
    before: str | None = None
    """The record as it was before that batch changed it (JSON), as long as the batch can be taken back."""


def fingerprint(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:16]


def fingerprints(values: Mapping[str, str]) -> dict[str, str]:
    return {name: fingerprint(value) for name, value in values.items()}


@dataclass(frozen=True)
class Difference:
    """What an import does to a record that is there: the fields that change, and those that stay because people changed them too."""

    changes: frozenset[str]
    kept: frozenset[str]

    @property
    def verdict(self) -> Verdict:
        return Verdict.UPDATE if self.changes else Verdict.KEPT if self.kept else Verdict.THERE


NO_DIFFERENCE = Difference(frozenset(), frozenset())


def compare(file: Mapping[str, str], said: Mapping[str, str], now: Mapping[str, str]) -> Difference:
    """Compares three: what the file says, what it said last (hashes), and what the record says now.

    Only what the file itself has changed since counts. Where somebody has changed the same in the chat meanwhile, that stays.
    """
    fresh = {name for name, value in file.items() if value != now.get(name) and fingerprint(value) != said.get(name)}
    untouched = {name for name in fresh if name in said and fingerprint(now.get(name, "")) == said[name]}
    return Difference(changes=frozenset(untouched), kept=frozenset(fresh - untouched))
