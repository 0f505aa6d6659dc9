"""The port to what is stored of a person across all tables: finding it, and erasing it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.domain.erasure_requests import ErasureRequest
from bot.domain.ids import Number, UserId

REAPPLY_KEY = "erasures since"
"""The key in `meta` of the time since when erasures are applied once more, after a start with records that are older than they are."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A row that has to do with a person."""

    table: str
    columns: tuple[str, ...]
    """The columns that name the person (`author`), or in whose words the id stands (`text`)."""
    row: Mapping[str, Any]
    """All of the row, as it is stored."""


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What an erasing has done."""

    removed: Mapping[str, int] = field(default_factory=dict)
    """How many rows were deleted, or lost their part about the person, by table."""
    changed: Mapping[str, int] = field(default_factory=dict)
    """How many values now name a former member, by table."""
    subjects: frozenset[Number] = frozenset()
    """The records that read differently now, whose cards are to be edited."""


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """That somebody was erased: by a hash, from which nobody can read who it was, but which tells whether it was a given id."""

    mark: str
    member: int
    """The number of the former member."""
    erased_at: datetime


class People(Protocol):
    async def what_is_kept(self, user: UserId) -> Sequence[Kept]:
        """Every row of every table that has to do with the person, table by table. Nameless notes are nobody's."""

    async def known(self) -> frozenset[UserId]:
        """Every user id that a column for people holds, without former members."""

    async def former(self, user: UserId, at: datetime) -> UserId:
        """What stands in place of this person: the same at every call, also after an earlier erasing. Stores the erasure."""

    async def erase_at_once(self, user: UserId, called: Collection[str] = ()) -> Erased:
        """Deletes what needs nobody's consent: sign-ins, drafts, ballots of running votes, notes on records of others, suggestions,
        attendance in minutes that are not final. `called` are the display names of the person."""

    async def erase(self, user: UserId, alias: UserId, at: datetime, called: Collection[str] = ()) -> Erased:
        """The same, and puts `alias` in place of the id wherever it stands, alone or in words and JSON, sent or still to be sent.

        In messages that still wait to be sent the display names in `called` are replaced as well.
        """

    async def erasures(self) -> Sequence[Erasure]: ...

    async def remember(self, erasure: Erasure) -> None:
        """Stores an erasure that another state of the database knew, under its number."""

    async def mark_of(self, user: UserId) -> str:
        """The salted hash under which an erasure of this person is kept."""


class ErasureRequests(Protocol):
    async def add(self, request: ErasureRequest) -> ErasureRequest:
        """Stores a request under a new id; `request.id` is ignored."""

    async def save(self, request: ErasureRequest) -> None: ...

    async def get(self, request: int) -> ErasureRequest | None: ...

    async def of_event(self, event: str) -> ErasureRequest | None:
        """The one that this command has asked for."""

    async def latest_of(self, user: UserId) -> ErasureRequest | None: ...

    async def open(self) -> Sequence[ErasureRequest]:
        """Those that are asked or granted and not yet carried out, the oldest first."""
