"""All repositories in one transaction, and the store that begins and commits it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.domain.ids import Number, RoomId
from bot.domain.record_types import R, RecordType
from bot.ports.faults import Faults
from bot.ports.queue_changes import QueueChanges
from bot.ports.queues import Inbox, Outbox
from bot.ports.records import Blockers, History, Ladder, Notes, Records, RetroNotes, Retros, Sessions, Topics, Votes
from bot.ports.replay import Recall
from bot.ports.rooms import KnownRooms, MutedRooms, SettingsStore, Teams
from bot.ports.timers import Timers

LAST_SYNC = "last_sync"
"""The name in `meta` of the moment at which the last sync was kept, in ISO 8601."""


class Interrupted(Exception):
    """The database was away, busy or full. Nothing was kept, and nothing is wrong with what was to be kept: try the same again."""


class Damaged(Interrupted):
    """The database can no longer be read, and trying again is of no use. The message is for the person who runs the bot."""


class Deposed(Interrupted):
    """Another bot has taken our place: whatever was begun is its now, and this process has to end."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Another bot has taken over from this one, which led as number {number}. Started again, it waits for its turn.")


class Transaction(Protocol):
    """Everything that one event or one wake-up may change. It is committed together or not at all."""

    inbox: Inbox
    outbox: Outbox
    timers: Timers
    recall: Recall
    rooms: KnownRooms
    muted: MutedRooms
    faults: Faults
    settings: SettingsStore
    teams: Teams
    blockers: Blockers
    ladder: Ladder
    sessions: Sessions
    topics: Topics
    retros: Retros
    retro_notes: RetroNotes
    votes: Votes
    notes: Notes
    history: History

    def attempt(self) -> AbstractAsyncContextManager[object]:
        """What is changed in the block is taken back where it raises, and nothing else is."""

    async def next_number(self, letter: str) -> Number:
        """A number that was never used before; a rollback gives it back unused."""

    def records(self, kind: RecordType[R]) -> Records[R]:
        """Those of a kind. What only one kind is asked has a repository of its own above."""

    async def get_meta(self, key: str) -> str | None: ...

    async def set_meta(self, key: str, value: str) -> None: ...

    async def set_metas(self, values: Mapping[str, str]) -> None:
        """The same for several."""

    async def look_around(self, room: RoomId, scopes: Sequence[str]) -> None:
        """Reads in one question what most events need to know: what was set in these `scopes`, what we keep about the room, the groups.

        Whoever then asks for any of it has the answer at once.
        """


class Readable(Protocol):
    """What is only looked at."""

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """For looking only; sees one consistent state. Raises Interrupted."""


class Store(Readable, Protocol):
    def watch(self, told: Callable[[QueueChanges], None]) -> None:
        """From now on `told` hears what each transaction has changed in the queues, in the order in which they were committed."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Commits at the end of the block, rolls back on any exception. One at a time.

        Raises Interrupted; where that comes out of a commit, it may have been kept after all.
        """
