"""What the machine needs from the world, in our own words: time, a chat, and a place to keep things.

`bot/matrix` and `bot/clock.py` and `storage` provide these; `tests/world` provides a chat and a clock that do as they are told.
"""

from bot.ports.faults import UNREADABLE, Faults, Unread
from bot.ports.matrix import Chat, Clock, Rooms, SendFailed
from bot.ports.queue_changes import QueueChanges
from bot.ports.queues import ERASED, FAULT, GONE, LAPSED, REPLACED, UNREAD, Failure, Handled, Inbox, InboxRow, Outbox, OutboxRow
from bot.ports.records import Blockers, History, Ladder, Notes, Records, RetroNotes, Retros, Sessions, Topics, Votes
from bot.ports.replay import Heard, Recall
from bot.ports.rooms import KnownRoom, KnownRooms, MutedRooms, SettingsStore, Teams
from bot.ports.store import LAST_SYNC, Damaged, Deposed, Interrupted, Readable, Store, Transaction
from bot.ports.timers import DueTimer, SetAside, Timers

__all__ = [
    "ERASED",
    "FAULT",
    "GONE",
    "LAPSED",
    "LAST_SYNC",
    "REPLACED",
    "UNREAD",
    "UNREADABLE",
    "Blockers",
    "Chat",
    "Clock",
    "Damaged",
    "Deposed",
    "DueTimer",
    "Failure",
    "Faults",
    "Handled",
    "Heard",
    "History",
    "Inbox",
    "InboxRow",
    "Interrupted",
    "KnownRoom",
    "KnownRooms",
    "Ladder",
    "MutedRooms",
    "Notes",
    "Outbox",
    "OutboxRow",
    "QueueChanges",
    "Readable",
    "Recall",
    "Records",
    "RetroNotes",
    "Retros",
    "Rooms",
    "SendFailed",
    "Sessions",
    "SetAside",
    "SettingsStore",
    "Store",
    "Teams",
    "Timers",
    "Topics",
    "Transaction",
    "Unread",
    "Votes",
]
