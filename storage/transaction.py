"""One transaction: everything that one event or one timer may change, together or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from bot import ports
from bot.domain.ids import Number, RoomId
from bot.domain.record_types import R, RecordType
from storage.connection.interface import Connection
from storage.key_value import Counters, Meta
from storage.personal.people import People
from storage.queues.echoes import Recall
from storage.queues.inbox import Inbox
from storage.queues.outbox import Outbox
from storage.queues.timers import Timers
from storage.records.blockers import Blockers
from storage.records.calendar_feeds import CalendarFeeds
from storage.records.erasure_requests import ErasureRequests
from storage.records.escalation_steps import Ladder
from storage.records.faults import Faults
from storage.records.handovers import Handovers
from storage.records.history import History
from storage.records.imports import Imports
from storage.records.light_alerts import RedAlerts, RiskLetters
from storage.records.lights import Lights
from storage.records.milestone_log import MilestoneLog
from storage.records.minutes import MinutesOfSessions
from storage.records.minutes_drafts import MinutesDrafts
from storage.records.muted_rooms import MutedRooms
from storage.records.notes import Notes
from storage.records.people_seen import PeopleSeen
from storage.records.reports import Reports
from storage.records.repository import Records
from storage.records.retention import Retention
from storage.records.retros import RetroNotes, Retros, Votes
from storage.records.rooms import KnownRooms
from storage.records.sessions import Sessions
from storage.records.settings import Settings
from storage.records.sign_ins import SignIns
from storage.records.team_profiles import TeamProfiles
from storage.records.teams import Teams
from storage.records.topics import Topics
from storage.records.voices import Voices
from storage.records.votings import Votings
from storage.room_facts import read_room_facts


class SqlTransaction:
    """The repositories around one connection; `erased` tells whether texts were taken out that have to leave the files too."""

    def __init__(self, connection: Connection, install: str, *, is_restored: bool = False) -> None:
        self.changes = ports.QueueChanges()
        timers = Timers(connection, self.changes)
        self.connection = connection
        self.erased = False
        self._meta = Meta(connection)
        self._counters = Counters(connection)
        self.inbox: ports.Inbox = Inbox(connection, self._on_erased, self.changes)
        self._recall = Recall(connection, self._counters, self._meta, is_restored=is_restored)
        self._muted = MutedRooms(connection)
        self._ladder = Ladder(connection)
        self.outbox: ports.Outbox = Outbox(
            connection, install, timers, self._recall, self._muted, self._on_erased, self._ladder.forget, self.changes
        )
        self.recall: ports.Recall = self._recall
        self.timers: ports.Timers = timers
        self._rooms, self._settings, self._teams = KnownRooms(connection), Settings(connection), Teams(connection)
        self.rooms: ports.KnownRooms = self._rooms
        self.muted: ports.MutedRooms = self._muted
        self.faults: ports.Faults = Faults(connection)
        self.settings: ports.SettingsStore = self._settings
        self.teams: ports.Teams = self._teams
        self.calendar_feeds: ports.CalendarFeeds = CalendarFeeds(connection)
        self.team_profiles: ports.TeamProfiles = TeamProfiles(connection)
        self.handovers: ports.Handovers = Handovers(connection)
        self._people = People(connection, self._counters, self._meta, self._on_people_erased)
        self.people: ports.People = self._people
        self.erasure_requests: ports.ErasureRequests = ErasureRequests(connection)
        self.people_seen: ports.PeopleSeen = PeopleSeen(connection)
        self.sign_ins: ports.SignIns = SignIns(connection, self._on_erased)
        self.blockers: ports.Blockers = Blockers(connection)
        self.ladder: ports.Ladder = self._ladder
        self.sessions: ports.Sessions = Sessions(connection)
        self.topics: ports.Topics = Topics(connection)
        self.retros: ports.Retros = Retros(connection)
        self.retro_notes: ports.RetroNotes = RetroNotes(connection, self._on_erased)
        self.votes: ports.Votes = Votes(connection)
        self.voices: ports.Voices = Voices(connection, self._on_erased)
        self._minutes = MinutesOfSessions(connection, self._on_erased)
        self.minutes: ports.MinutesOfSessions = self._minutes
        self.drafts: ports.MinutesDrafts = MinutesDrafts(connection, self._on_erased)
        self.votings: ports.Votings = Votings(connection, self._on_erased)
        self.imports: ports.Imports = Imports(connection, self._on_erased)
        self._milestone_log = MilestoneLog(connection, self._on_erased)
        self.milestone_log: ports.MilestoneLog = self._milestone_log
        self.red_alerts: ports.RedAlerts = RedAlerts(connection)
        self.risk_letters: ports.RiskLetters = RiskLetters(connection, self._on_erased)
        self.lights: ports.Lights = Lights(connection, self._on_erased)
        self.reports: ports.Reports = Reports(connection, self._on_erased)
        self.notes: ports.Notes = Notes(connection, self._counters, self._on_erased)
        self.history: ports.History = History(connection, self._on_erased)
        self.retention: ports.Retention = Retention(connection, self._on_erased)

    @property
    def exported(self) -> ports.ExportedLists:
        # Imported here because only the board asks for it.
        from storage.transfer.parts import ExportedLists  # noqa: PLC0415

        return ExportedLists(self.connection)

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        try:
            async with self.connection.begin_nested():
                yield
        except BaseException:
            # What was read or queued in between may have been taken back.
            self._forget_what_was_read()
            raise

    async def look_around(self, room: RoomId, scopes: Sequence[str]) -> None:
        await read_room_facts(
            self.connection, room, scopes, settings=self._settings, rooms=self._rooms, teams=self._teams, minutes=self._minutes
        )

    async def next_number(self, letter: str) -> Number:
        return self._recall.promised(letter) or Number(letter, await self._counters.next(letter))

    def records(self, kind: RecordType[R]) -> ports.Records[R]:
        return Records(self.connection, kind)

    async def get_meta(self, key: str) -> str | None:
        return await self._meta.get(key)

    async def set_meta(self, key: str, value: str) -> None:
        await self._meta.set(key, value)

    async def set_metas(self, values: Mapping[str, str]) -> None:
        await self._meta.set_all(values)

    def _on_erased(self) -> None:
        self.erased = True

    def _on_people_erased(self) -> None:
        self.erased = True
        self._forget_what_was_read()

    def _forget_what_was_read(self) -> None:
        """The rows may have changed beside the repositories that keep them in memory."""
        for each in (self._rooms, self._muted, self._settings, self._teams, self._ladder, self._minutes, self._milestone_log):
            each.forget()
        self.changes.is_outbox_unclear = True

    @property
    def has_new_erasure(self) -> bool:
        """Whether somebody was erased, which has to stand in the list beside the database as well."""
        return self._people.has_new_erasure
