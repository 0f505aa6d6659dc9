"""All tables, and the indexes by which they are searched.

The migrations in `storage/migrations/versions` make these same tables step by step; a test holds both to each other.
"""

from storage.tables.decisions import decisions
from storage.tables.echoes import heard
from storage.tables.meetings import session_changes, sessions, topics
from storage.tables.metadata import metadata
from storage.tables.questions import questions
from storage.tables.queues import (
    InboxState,
    counters,
    encrypted_rooms,
    faults,
    inbox,
    is_parked,
    meta,
    muted_rooms,
    outbox,
    rooms,
    settings,
    timers,
    waiting,
)
from storage.tables.records import actions, blockers, concerns, history, ladder, notes, teams
from storage.tables.retros_and_learnings import learnings, retro_notes, retro_votes, retros

__all__ = [
    "InboxState",
    "actions",
    "blockers",
    "concerns",
    "counters",
    "decisions",
    "encrypted_rooms",
    "faults",
    "heard",
    "history",
    "inbox",
    "is_parked",
    "ladder",
    "learnings",
    "meta",
    "metadata",
    "muted_rooms",
    "notes",
    "outbox",
    "questions",
    "retro_notes",
    "retro_votes",
    "retros",
    "rooms",
    "session_changes",
    "sessions",
    "settings",
    "teams",
    "timers",
    "topics",
    "waiting",
]
