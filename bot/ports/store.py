"""The port of the database: all repositories in one transaction, and the store that begins and commits it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.domain.ids import Number, RoomId
from bot.domain.record_types import R, RecordType
from bot.ports.calendar_feeds import CalendarFeeds
from bot.ports.exported_lists import ExportedLists
from bot.ports.faults import Faults
from bot.ports.handovers import Handovers
from bot.ports.imports import Imports
from bot.ports.inbox import Inbox
from bot.ports.light_alerts import RedAlerts, RiskLetters
from bot.ports.lights import Lights
from bot.ports.milestone_log import MilestoneLog
from bot.ports.minutes_drafts import MinutesDrafts
from bot.ports.outbox import Outbox
from bot.ports.people import ErasureRequests, People
from bot.ports.queue_changes import QueueChanges
from bot.ports.records import Blockers, History, Ladder, MinutesOfSessions, Notes, Records, RetroNotes, Retros, Sessions, Topics, Votes
from bot.ports.replay import Recall
from bot.ports.reports import Reports
from bot.ports.retention import Retention
from bot.ports.rooms import KnownRooms, MutedRooms, PeopleSeen, SettingsStore, Teams
from bot.ports.sign_ins import SignIns
from bot.ports.team_profiles import TeamProfiles
from bot.ports.timers import Timers
from bot.ports.voices import Voices
from bot.ports.votings import Votings

LAST_SYNC = "last_sync"
"""The key in `meta` of the time at which the last sync was stored, in ISO 8601."""


class Interrupted(Exception):
    """The database was unreachable, busy or full. Nothing was stored, and the transaction itself is right: retry it."""


class Damaged(Interrupted):
    """The database is damaged, and a retry is of no use. The message is for the person who runs the bot."""


class Deposed(Interrupted):
    """Another bot has taken the lease: it does the work now, and this process has to end."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Another bot has taken over from this one, which led as number {number}. Started again, it waits for its turn.")


class Transaction(Protocol):
    """Everything that one event or one timer may change, committed together or not at all."""

    inbox: Inbox
    outbox: Outbox
    timers: Timers
    recall: Recall
    rooms: KnownRooms
    muted: MutedRooms
    faults: Faults
    settings: SettingsStore
    teams: Teams
    people_seen: PeopleSeen
    calendar_feeds: CalendarFeeds
    team_profiles: TeamProfiles
    handovers: Handovers
    people: People
    erasure_requests: ErasureRequests
    sign_ins: SignIns
    blockers: Blockers
    ladder: Ladder
    sessions: Sessions
    topics: Topics
    retros: Retros
    retro_notes: RetroNotes
    votes: Votes
    voices: Voices
    minutes: MinutesOfSessions
    drafts: MinutesDrafts
    votings: Votings
    milestone_log: MilestoneLog
    red_alerts: RedAlerts
    risk_letters: RiskLetters
    lights: Lights
    reports: Reports
    imports: Imports
    notes: Notes
    history: History
    retention: Retention

    @property
    def exported(self) -> ExportedLists: ...

    def attempt(self) -> AbstractAsyncContextManager[object]:
        """A savepoint: an exception rolls back what was changed in the block, and nothing else."""

    async def next_number(self, letter: str) -> Number:
        """A number that was never used before; a rollback gives it back unused."""

    def records(self, kind: RecordType[R]) -> Records[R]:
        """The repository of a kind. Kinds with questions of their own have a repository above."""

    async def get_meta(self, key: str) -> str | None: ...

    async def set_meta(self, key: str, value: str) -> None: ...

    async def set_metas(self, values: Mapping[str, str]) -> None:
        """The same for several."""

    async def look_around(self, room: RoomId, scopes: Sequence[str]) -> None:
        """Prefetches in one statement what most events need: the settings of these `scopes`, the known room, the groups.

        Later questions for any of it are answered from memory.
        """


class Readable(Protocol):
    """A database for reading."""

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """A read-only transaction with one snapshot. Raises Interrupted."""


class Store(Readable, Protocol):
    def watch(self, told: Callable[[QueueChanges], None]) -> None:
        """Registers `told`, which is called with the changes of each transaction in the queues, in the order of the commits."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Commits at the end of the block, rolls back on any exception. One at a time.

        Raises Interrupted; where a commit raises it, the transaction may have been committed after all.
        """
