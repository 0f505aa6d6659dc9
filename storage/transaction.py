"""What may one event or one wake-up change? Everything that hangs on one connection, together or not at all."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import ports
from bot.domain.ids import Number, TeamId
from storage.actions import Actions
from storage.blockers import Blockers
from storage.history import History
from storage.inbox import Inbox
from storage.ladder import Ladder
from storage.learnings import Learnings
from storage.meta import Counters, Meta
from storage.muted import MutedRooms
from storage.notes import Notes
from storage.open_records import count_open
from storage.outbox import Outbox
from storage.recall import Recall
from storage.retros import RetroNotes, Retros, Votes
from storage.rooms import KnownRooms
from storage.sessions import Sessions
from storage.settings import Settings
from storage.teams import Teams
from storage.timers import Timers
from storage.topics import Topics


class SqlTransaction:
    """The repositories around one connection; `erased` tells whether texts were taken out that have to leave the files too."""

    def __init__(self, connection: AsyncConnection, install: str, *, is_restored: bool = False) -> None:
        timers = Timers(connection)
        self.connection = connection
        self.erased = False
        self._meta = Meta(connection)
        self._counters = Counters(connection)
        self.inbox: ports.Inbox = Inbox(connection, self._on_erased)
        self._recall = Recall(connection, self._counters, self._meta, is_restored=is_restored)
        muted = MutedRooms(connection)
        self.outbox: ports.Outbox = Outbox(connection, install, timers, self._recall, muted, self._on_erased)
        self.recall: ports.Recall = self._recall
        self.timers: ports.Timers = timers
        self.rooms: ports.KnownRooms = KnownRooms(connection)
        self.muted: ports.MutedRooms = muted
        self.settings: ports.SettingsStore = Settings(connection)
        self.teams: ports.Teams = Teams(connection)
        self.blockers: ports.Blockers = Blockers(connection)
        self.ladder: ports.Ladder = Ladder(connection)
        self.sessions: ports.Sessions = Sessions(connection)
        self.topics: ports.Topics = Topics(connection)
        self.actions: ports.Actions = Actions(connection)
        self.retros: ports.Retros = Retros(connection)
        self.retro_notes: ports.RetroNotes = RetroNotes(connection, self._on_erased)
        self.votes: ports.Votes = Votes(connection)
        self.learnings: ports.Learnings = Learnings(connection)
        self.notes: ports.Notes = Notes(connection, self._counters, self._on_erased)
        self.history: ports.History = History(connection, self._on_erased)

    def attempt(self) -> AbstractAsyncContextManager[object]:
        return self.connection.begin_nested()

    async def next_number(self, letter: str) -> Number:
        return self._recall.promised(letter) or Number(letter, await self._counters.next(letter))

    async def count_open(self, letter: str, team: TeamId) -> int:
        return await count_open(self.connection, letter, team)

    async def get_meta(self, key: str) -> str | None:
        return await self._meta.get(key)

    async def set_meta(self, key: str, value: str) -> None:
        await self._meta.set(key, value)

    def _on_erased(self) -> None:
        self.erased = True
