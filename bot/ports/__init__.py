"""The ports: protocols of what the bot needs from outside, a clock, a chat, rooms and a store.

`bot/matrix`, `bot/clock.py` and `storage` implement them; `tests/world` has a fake chat and a fake clock.
"""

from bot.ports.calendar_feeds import CalendarFeeds
from bot.ports.exported_lists import ExportedLists
from bot.ports.faults import UNREADABLE, Faults, Unread
from bot.ports.handovers import Handovers
from bot.ports.imports import Imports
from bot.ports.inbox import Handled, Inbox, InboxRow
from bot.ports.light_alerts import RedAlerts, RiskLetters
from bot.ports.lights import Lights
from bot.ports.matrix import Attached, Chat, Clock, OwnMessage, OwnMessages, Rooms, SendFailed
from bot.ports.milestone_log import MilestoneLog
from bot.ports.minutes_drafts import MinutesDrafts
from bot.ports.outbox import ERASED, FAULT, GONE, LAPSED, NOT_WRITTEN, REPLACED, UNREAD, Failure, Outbox, OutboxRow
from bot.ports.people import REAPPLY_KEY, Erased, Erasure, ErasureRequests, Kept, People
from bot.ports.queue_changes import QueueChanges
from bot.ports.records import Blockers, History, Ladder, MinutesOfSessions, Notes, Records, RetroNotes, Retros, Sessions, Topics, Votes
from bot.ports.replay import Heard, Recall
from bot.ports.reports import Reports
from bot.ports.retention import Retention
from bot.ports.rooms import KnownRoom, KnownRooms, MutedRooms, PeopleSeen, SettingsStore, Teams
from bot.ports.sign_ins import SignIns
from bot.ports.store import LAST_SYNC, Damaged, Deposed, Interrupted, Readable, Store, Transaction
from bot.ports.team_profiles import TeamProfiles
from bot.ports.timers import DueTimer, SetAside, Timers
from bot.ports.voices import Voices
from bot.ports.votings import Votings

__all__ = [
    "ERASED",
    "FAULT",
    "GONE",
    "LAPSED",
    "LAST_SYNC",
    "NOT_WRITTEN",
    "REAPPLY_KEY",
    "REPLACED",
    "UNREAD",
    "UNREADABLE",
    "Attached",
    "Blockers",
    "CalendarFeeds",
    "Chat",
    "Clock",
    "Damaged",
    "Deposed",
    "DueTimer",
    "Erased",
    "Erasure",
    "ErasureRequests",
    "ExportedLists",
    "Failure",
    "Faults",
    "Handled",
    "Handovers",
    "Heard",
    "History",
    "Imports",
    "Inbox",
    "InboxRow",
    "Interrupted",
    "Kept",
    "KnownRoom",
    "KnownRooms",
    "Ladder",
    "Lights",
    "MilestoneLog",
    "MinutesDrafts",
    "MinutesOfSessions",
    "MutedRooms",
    "Notes",
    "Outbox",
    "OutboxRow",
    "OwnMessage",
    "OwnMessages",
    "People",
    "PeopleSeen",
    "QueueChanges",
    "Readable",
    "Recall",
    "Records",
    "RedAlerts",
    "Reports",
    "Retention",
    "RetroNotes",
    "Retros",
    "RiskLetters",
    "Rooms",
    "SendFailed",
    "Sessions",
    "SetAside",
    "SettingsStore",
    "SignIns",
    "Store",
    "TeamProfiles",
    "Teams",
    "Timers",
    "Topics",
    "Transaction",
    "Unread",
    "Voices",
    "Votes",
    "Votings",
]
