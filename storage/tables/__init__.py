"""All tables, and the indexes by which they are searched.

The migrations in `storage/migrations/versions` make these same tables step by step; a test holds both to each other.
"""

from storage.tables.actions import actions
from storage.tables.blockers import blockers, concerns, ladder
from storage.tables.calendar_feeds import calendar_feeds
from storage.tables.decisions import decisions
from storage.tables.echoes import heard
from storage.tables.erasures import erasure_requests, erasures
from storage.tables.handovers import handovers
from storage.tables.imports import imported, imports
from storage.tables.learnings import learnings
from storage.tables.light_alerts import red_alerts, risk_letters, risk_remarks
from storage.tables.lights import lights
from storage.tables.metadata import metadata
from storage.tables.milestones import milestone_log, milestones
from storage.tables.minutes import minutes, minutes_entries
from storage.tables.minutes_drafts import minutes_drafts, minutes_objections
from storage.tables.notes_and_history import history, notes
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
from storage.tables.report_parts import contributions, figures
from storage.tables.report_releases import reports
from storage.tables.retros import retro_notes, retro_votes, retros
from storage.tables.sessions import session_changes, sessions
from storage.tables.sign_ins import SIGNING_IN, sign_in_links, sign_ins
from storage.tables.teams import people_seen, team_profiles, teams
from storage.tables.topics import topics
from storage.tables.voices import seats, voice_words
from storage.tables.votings import ballots, votings

__all__ = [
    "SIGNING_IN",
    "InboxState",
    "actions",
    "ballots",
    "blockers",
    "calendar_feeds",
    "concerns",
    "contributions",
    "counters",
    "decisions",
    "encrypted_rooms",
    "erasure_requests",
    "erasures",
    "faults",
    "figures",
    "handovers",
    "heard",
    "history",
    "imported",
    "imports",
    "inbox",
    "is_parked",
    "ladder",
    "learnings",
    "lights",
    "meta",
    "metadata",
    "milestone_log",
    "milestones",
    "minutes",
    "minutes_drafts",
    "minutes_entries",
    "minutes_objections",
    "muted_rooms",
    "notes",
    "outbox",
    "people_seen",
    "questions",
    "red_alerts",
    "reports",
    "retro_notes",
    "retro_votes",
    "retros",
    "risk_letters",
    "risk_remarks",
    "rooms",
    "seats",
    "session_changes",
    "sessions",
    "settings",
    "sign_in_links",
    "sign_ins",
    "team_profiles",
    "teams",
    "timers",
    "topics",
    "voice_words",
    "votings",
    "waiting",
]
